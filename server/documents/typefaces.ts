import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

const atkinson = dirname(require.resolve('@expo-google-fonts/atkinson-hyperlegible-next/package.json'));
const emoji = dirname(require.resolve('@expo-google-fonts/noto-emoji/package.json'));

/** The folders of our documents' typefaces: that of the screens, and one for emoji. */
export const typefaces: readonly string[] = [
  join(atkinson, '400Regular'),
  join(atkinson, '400Regular_Italic'),
  join(atkinson, '700Bold'),
  join(atkinson, '700Bold_Italic'),
  join(emoji, '400Regular'),
];
