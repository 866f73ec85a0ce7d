import type { MissingCharacteristic } from '@waymark/contract/characteristics.ts';
import { count } from './count.ts';

const missing: Record<MissingCharacteristic, string> = {
  not_collected: 'Not collected',
  prefer_not_to_say: 'Prefers not to say',
  not_known: 'Not known',
  not_applicable: 'Does not apply',
};

export const characteristics = {
  title: 'Characteristics',
  lead: 'What you record about students beside their names, for fair access and for honest comparison. Archive what you have no reason to hold.',
  caption: 'Characteristics and their values',
  name: 'Characteristic',
  values: 'Values',
  some: (labels: string[]) => (labels.length <= 5 ? labels.join(', ') : `${labels.slice(0, 4).join(', ')} and ${labels.length - 4} more`),
  origin: 'Origin',
  shipped: 'Comes with Waymark',
  own: 'Your own',
  archived: 'Archived',
  add: 'Add a characteristic',
  change: 'Change',
  changeNamed: (label: string) => `Change ${label}`,
  form: {
    addTitle: 'Add a characteristic',
    changeTitle: (label: string) => `Change ${label}`,
    label: 'Name',
    labelMissing: 'Give it a name.',
    options: 'Values',
    optionsHint: 'One a line: the code, a colon, and the words shown. For example “yes: Yes”.',
    optionsMissing: 'Give at least two values, one a line.',
    optionsBad: (line: string) => `“${line}” is not a code, a colon and words. A code has letters, digits, - . + or _ and no spaces.`,
    archive: 'Archived: no longer asked for; what was recorded stays',
    added: (label: string) => `${label} can be recorded.`,
    changed: (label: string) => `${label} is changed.`,
  },
  student: {
    edit: 'Record characteristics',
    none: 'Nothing has been recorded.',
    notRecorded: 'Not recorded',
    recorded: (day: string, by: string | null) => (by === null ? `recorded ${day}` : `recorded ${day} by ${by}`),
    history: (n: number) => `${count(n, 'earlier value', 'earlier values')}`,
    historyOf: (label: string) => `Earlier values of ${label}`,
    until: (value: string, day: string, by: string | null) =>
      by === null ? `${value}, recorded ${day}` : `${value}, recorded ${day} by ${by}`,
    title: (name: string) => `Characteristics of ${name}`,
    lead: 'What you change replaces what was recorded; the earlier value stays in the history.',
    values: 'Values',
    missing: 'No value',
    saved: 'Recorded.',
  },
  missing,
};
