import { MultiSelect } from '@mantine/core';
import { listCharacteristics } from '@waymark/contract/characteristics.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';

const text = t.outcomes.filters;

/** Values of characteristics, as an address keeps them: `code:value`, with commas between. */
export function CharacteristicsChoice({ chosen, onChange }: { chosen: string | undefined; onChange: (value: string) => void }) {
  const items = useRead(listCharacteristics, {}).data?.items ?? [];
  return (
    <MultiSelect
      label={text.characteristics}
      placeholder={chosen === undefined ? text.any : undefined}
      clearable
      searchable
      data={items
        .filter((item) => !item.archived)
        .map(({ code, label, options }) => ({
          group: label,
          items: [
            ...options.map((option) => ({ value: `${code}:${option.code}`, label: text.characteristic(label, option.label) })),
            { value: `${code}:missing`, label: text.characteristic(label, text.noValue) },
          ],
        }))}
      value={chosen === undefined ? [] : chosen.split(',')}
      onChange={(values) => onChange(values.join(','))}
    />
  );
}
