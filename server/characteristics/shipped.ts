import type { CharacteristicOption } from '@waymark/contract/characteristics.ts';

export interface ShippedCharacteristic {
  code: string;
  label: string;
  options: readonly CharacteristicOption[];
}

const options = (labels: Record<string, string>): CharacteristicOption[] =>
  Object.entries(labels).map(([code, label]) => ({ code, label }));

const yesNo = options({ yes: 'Yes', no: 'No' });

const quintile = (first: string, last: string): CharacteristicOption[] =>
  ['1', '2', '3', '4', '5'].map((code) => ({ code, label: code === '1' ? `1 (${first})` : code === '5' ? `5 (${last})` : code }));

/**
 * What every organisation starts with, in the order of forms. Ethnicity has the codes of the school census; its REFU and
 * NOBT are not ethnicities but missing reasons, and are read as such.
 */
export const shippedCharacteristics: readonly ShippedCharacteristic[] = [
  { code: 'fsm', label: 'Free school meals', options: yesNo },
  { code: 'pupil_premium', label: 'Pupil Premium', options: yesNo },
  { code: 'send', label: 'SEND', options: options({ N: 'None', K: 'SEN support', E: 'Education, health and care plan' }) },
  { code: 'eal', label: 'English as an additional language', options: yesNo },
  { code: 'first_in_family', label: 'First in family to higher education', options: yesNo },
  {
    code: 'care_experience',
    label: 'Care experience',
    options: options({ none: 'None', looked_after: 'Looked after now', previously: 'Looked after before' }),
  },
  {
    code: 'ethnicity',
    label: 'Ethnicity',
    options: options({
      WBRI: 'White: British',
      WIRI: 'White: Irish',
      WIRT: 'White: Traveller of Irish heritage',
      WROM: 'White: Gypsy or Roma',
      WOTH: 'White: any other background',
      MWBC: 'Mixed: White and Black Caribbean',
      MWBA: 'Mixed: White and Black African',
      MWAS: 'Mixed: White and Asian',
      MOTH: 'Mixed: any other background',
      AIND: 'Asian: Indian',
      APKN: 'Asian: Pakistani',
      ABAN: 'Asian: Bangladeshi',
      AOTH: 'Asian: any other background',
      BCRB: 'Black: Caribbean',
      BAFR: 'Black: African',
      BOTH: 'Black: any other background',
      CHNE: 'Chinese',
      OOTH: 'Any other ethnic group',
    }),
  },
  { code: 'polar4', label: 'POLAR4 quintile', options: quintile('lowest participation', 'highest participation') },
  { code: 'tundra', label: 'TUNDRA quintile', options: quintile('lowest participation', 'highest participation') },
  { code: 'imd', label: 'IMD quintile', options: quintile('most deprived', 'least deprived') },
];
