import { NativeSelect, SimpleGrid } from '@mantine/core';
import { CodeMeaning, unsureCodes } from '@waymark/contract/attendance-codes.ts';
import * as t from '../strings/catalogue.ts';
import { Section } from '../ui/Section.tsx';
import { DateOrder, type OptionProps } from './OptionFields.tsx';

const words = t.imports.columns;
const meanings = CodeMeaning.options.map((value) => ({ value, label: words.meanings[value] }));

/** What holds for every attendance mark: how dates are read, and what codes count as that nobody has settled. */
export function MarksOptions({ options, onChange }: OptionProps) {
  return (
    <>
      <DateOrder options={options} onChange={onChange} />
      <Section title={words.codes} lead={words.codesLead}>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {unsureCodes.map(({ key, meaning }) => (
            <NativeSelect
              key={key}
              label={words.code(key)}
              value={options.codes[key] ?? meaning}
              data={meanings}
              onChange={(event) => onChange({ codes: { ...options.codes, [key]: CodeMeaning.parse(event.currentTarget.value) } })}
            />
          ))}
        </SimpleGrid>
      </Section>
    </>
  );
}
