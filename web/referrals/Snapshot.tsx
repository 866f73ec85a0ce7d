import { Badge, Group, Stack, Text } from '@mantine/core';
import type { CriteriaSnapshot, RuleFinding, RuleResult } from '@waymark/contract/criteria.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate, formatShortDate } from '../ui/format.ts';
import classes from './Snapshot.module.css';

const words = t.triage.snapshot;
const colours: Record<RuleResult, string> = { holds: 'red', not: 'gray', unknown: 'orange' };

/** What the criteria said about a student, rule by rule, with the figures it rests on. */
export function Snapshot({ snapshot }: { snapshot: CriteriaSnapshot }) {
  return (
    <Stack gap="sm" align="stretch">
      <Text fw={600}>{words.sum(snapshot.holds, snapshot.rules.length, snapshot.unknown)}</Text>
      <Findings findings={snapshot.rules} />
      <Text size="sm" c="dimmed">
        {words.of(snapshot.number, formatDate(snapshot.asOf))}
      </Text>
    </Stack>
  );
}

/** Rules with what they found, those that hold first; `bare` where it is said already that they hold. */
export function Findings({ findings, bare = false }: { findings: readonly RuleFinding[]; bare?: boolean }) {
  const order: RuleResult[] = ['holds', 'unknown', 'not'];
  return (
    <ul className={classes.rules}>
      {findings
        .toSorted((a, b) => order.indexOf(a.result) - order.indexOf(b.result))
        .map((finding) => (
          <li key={finding.ruleId}>
            <Group gap="xs" align="baseline">
              {!bare && <Badge color={colours[finding.result]}>{words.results[finding.result]}</Badge>}
              <Text span inherit>
                {finding.sentence}
              </Text>
            </Group>
            <Text size="sm" c="dimmed" component="div">
              {figuresOf(finding)}
            </Text>
          </li>
        ))}
    </ul>
  );
}

function figuresOf({ conditions }: RuleFinding): string {
  const day = (date: string | null) => (date === null ? null : formatShortDate(date));
  const said = conditions.flatMap(({ figures, because }) => [
    ...figures.map(({ text, from, on }) => words.figure(text, day(from), day(on))),
    ...(because === null ? [] : [words.because(because)]),
  ]);
  const joined = [...new Set(said)].join('; ');
  return joined.charAt(0).toUpperCase() + joined.slice(1);
}
