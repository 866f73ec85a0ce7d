import { ActionIcon, Button, Group, Radio, Stack, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { ruleSentence, type RuleParts } from '@waymark/contract/rule-sentences.ts';
import * as t from '../strings/catalogue.ts';
import { Section } from '../ui/Section.tsx';
import { ConditionEditor } from './ConditionEditor.tsx';
import { type DraftRule, finished, newCondition } from './draftRules.ts';

const words = t.criteria.editor;

interface RuleEditorProps {
  rule: DraftRule;
  number: number;
  parts: RuleParts;
  /** What the server found wrong with a condition. */
  problemOf: (place: number) => string | undefined;
  onChange: (rule: DraftRule) => void;
  onRemove: () => void;
}

/** One rule: its conditions, how they combine, and the sentence they make. */
export function RuleEditor({ rule, number, parts, problemOf, onChange, onRemove }: RuleEditorProps) {
  const whole = finished(rule);
  const { conditions } = rule;
  return (
    <Section
      title={words.rule(number)}
      lead={
        <Text component="output" c={whole ? 'bright' : 'dimmed'} fw={whole ? 600 : undefined}>
          {whole ? ruleSentence(whole, parts) : words.incomplete}
        </Text>
      }
    >
      {conditions.length > 1 && (
        <Radio.Group
          label={words.combine}
          value={rule.combine}
          onChange={(value) => onChange({ ...rule, combine: value === 'any' ? 'any' : 'all' })}
        >
          <Group mt="xs">
            <Radio value="all" label={words.all} />
            <Radio value="any" label={words.anyOf} />
          </Group>
        </Radio.Group>
      )}
      {conditions.map((condition, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- conditions have no names of their own and keep their places
        <Group key={place} align="flex-start" wrap="nowrap" gap="xs">
          <Stack flex={1} align="stretch" gap="xs">
            <ConditionEditor
              condition={condition}
              parts={parts}
              problem={problemOf(place)}
              label={words.problem(number, place + 1)}
              onChange={(changed) => onChange({ ...rule, conditions: conditions.map((one, index) => (index === place ? changed : one)) })}
            />
          </Stack>
          {conditions.length > 1 && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              mt={30}
              aria-label={words.removeCondition(place + 1, number)}
              onClick={() => onChange({ ...rule, conditions: conditions.filter((_, index) => index !== place) })}
            >
              <IconTrash size={18} />
            </ActionIcon>
          )}
        </Group>
      ))}
      <Group justify="space-between">
        <Button
          variant="subtle"
          leftSection={<IconPlus size={18} aria-hidden="true" />}
          disabled={conditions.length >= 6}
          onClick={() => onChange({ ...rule, conditions: [...conditions, newCondition('characteristic', parts)] })}
        >
          {words.addCondition}
        </Button>
        <Button variant="subtle" color="red" onClick={onRemove}>
          {words.removeRule(number)}
        </Button>
      </Group>
    </Section>
  );
}
