import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import * as t from '../strings/catalogue.ts';

/** The accent: a deep green-blue. Shade 7 carries white text at 6.9:1. */
const waymark: MantineColorsTuple = [
  '#e8f3f0',
  '#cfe5df',
  '#a4cfc5',
  '#76b7a9',
  '#54a294',
  '#358a7c',
  '#1d776a',
  '#0e6559',
  '#07544a',
  '#02413a',
];
/** Paper and ink: greys with a little warmth, each text grey at least 4.5:1 on the page. */
const gray: MantineColorsTuple = [
  '#faf9f5',
  '#f3f1eb',
  '#e8e5dc',
  '#dbd7cc',
  '#c4bfb2',
  '#9b968a',
  '#6b675e',
  '#54514a',
  '#3a3833',
  '#23221f',
];
const dark: MantineColorsTuple = [
  '#dbe2df',
  '#bac4c1',
  '#9aa6a3',
  '#6d7a77',
  '#434f4d',
  '#343f3d',
  '#263030',
  '#1a2221',
  '#141b1a',
  '#0e1413',
];
const red: MantineColorsTuple = [
  '#fcefeb',
  '#f7dbd4',
  '#eeb9ae',
  '#e59788',
  '#d97561',
  '#c8523d',
  '#b03a27',
  '#962f1f',
  '#7b2619',
  '#5f1c12',
];
const orange: MantineColorsTuple = [
  '#fdf1e3',
  '#f9e0c3',
  '#f1c48f',
  '#e6a55c',
  '#d98a36',
  '#c2701c',
  '#a05a12',
  '#84490d',
  '#683909',
  '#4d2a06',
];

const tints = [
  'waymark',
  'red',
  'orange',
  'gray',
  'blue',
  'green',
  'teal',
  'yellow',
  'grape',
  'violet',
  'cyan',
  'lime',
  'pink',
  'indigo',
] as const;

const sans = "'Atkinson Hyperlegible Next Variable', system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** Calm: paper, ink and one accent; a legible face; room around things. */
export const theme = createTheme({
  colors: { waymark, gray, dark, red, orange },
  primaryColor: 'waymark',
  // buttons carry white letters in both schemes (autoContrast looks at the light shade only): 5.4:1 on the dark one
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.3,
  black: '#1c2423',
  defaultRadius: 'md',
  fontFamily: sans,
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '1.0625rem', lg: '1.1875rem', xl: '1.375rem' },
  lineHeights: { xs: '1.45', sm: '1.5', md: '1.55', lg: '1.55', xl: '1.5' },
  headings: {
    fontFamily: sans,
    fontWeight: '680',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: 'clamp(1.625rem, 1.35rem + 1.2vw, 2.125rem)', lineHeight: '1.2' },
      h2: { fontSize: '1.4375rem', lineHeight: '1.3' },
      h3: { fontSize: '1.1875rem', lineHeight: '1.35' },
      h4: { fontSize: '1.0625rem', lineHeight: '1.4' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Alert: { defaultProps: { variant: 'light' } },
    Anchor: { defaultProps: { underline: 'always' } },
    Badge: { defaultProps: { variant: 'light', tt: 'none', fw: 600, size: 'lg', radius: 'sm' } },
    Button: { defaultProps: { size: 'sm' } },
    // the placeholder it would focus first is nothing a menu may contain; the first item is focused instead
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Modal: { defaultProps: { centered: true, closeButtonProps: { 'aria-label': t.shell.close } } },
    Drawer: { defaultProps: { closeButtonProps: { 'aria-label': t.shell.close } } },
    Paper: { defaultProps: { radius: 'md' } },
    Card: { defaultProps: { withBorder: true, padding: 'lg' } },
    Table: { defaultProps: { verticalSpacing: 'sm', highlightOnHover: false } },
    Tooltip: { defaultProps: { events: { hover: true, focus: true, touch: true }, multiline: true, maw: 320 } },
    Loader: { defaultProps: { type: 'dots' } },
    PasswordInput: { defaultProps: { visibilityToggleButtonProps: { 'aria-label': t.shell.showPassword, tabIndex: 0 } } },
  },
});

/** What the theme cannot say: our own surfaces, and text on tints dark enough to read. */
export const variables: CSSVariablesResolver = () => ({
  variables: { '--input-asterisk-color': 'var(--mantine-color-error)' },
  light: {
    '--mantine-color-body': '#faf9f5',
    '--mantine-color-dimmed': gray[6],
    '--mantine-color-placeholder': gray[6],
    '--mantine-color-error': red[7],
    '--mantine-color-default-border': gray[4],
    '--mantine-color-anchor': waymark[7],
    '--waymark-surface': '#ffffff',
    '--waymark-sunken': gray[1],
    '--waymark-line': gray[2],
    '--waymark-line-strong': gray[4],
    '--waymark-accent-soft': waymark[0],
    '--waymark-accent-ink': waymark[8],
    ...tinted('9', '8'),
  },
  dark: {
    '--mantine-color-body': '#141b1a',
    '--mantine-color-dimmed': dark[2],
    '--mantine-color-placeholder': dark[2],
    '--mantine-color-error': red[3],
    '--mantine-color-default-border': dark[4],
    '--mantine-color-anchor': waymark[3],
    '--waymark-surface': dark[7],
    '--waymark-sunken': '#101615',
    '--waymark-line': dark[5],
    '--waymark-line-strong': dark[4],
    '--waymark-accent-soft': '#16322e',
    '--waymark-accent-ink': waymark[2],
    ...tinted('1', '2'),
  },
});

function tinted(onLight: string, plain: string): Record<string, string> {
  return Object.fromEntries(
    tints.flatMap((tint) => [
      [`--mantine-color-${tint}-light-color`, `var(--mantine-color-${tint}-${onLight})`],
      [`--mantine-color-${tint}-text`, `var(--mantine-color-${tint}-${plain})`],
    ]),
  );
}
