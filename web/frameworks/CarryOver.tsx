import { Select, Stack, Text } from '@mantine/core';
import type { PublicationPlan } from '@waymark/contract/framework-drafts.ts';
import type { FrameworkVersion } from '@waymark/contract/framework-content.ts';
import * as t from '../strings/catalogue.ts';
import classes from './CarryOver.module.css';
import type { Mapping } from './carryOverChoices.ts';

interface CarryOverProps {
  plan: PublicationPlan;
  draft: FrameworkVersion;
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
  twice: ReadonlySet<string>;
}

const ANEW = 'anew';

/** For each outcome of the draft, the earlier one whose line it goes on in, or none. */
export function CarryOver({ plan, draft, mapping, onChange, twice }: CarryOverProps) {
  const text = t.frameworkDrafts;
  const latest = Math.max(...plan.earlier.map(({ versionNumber }) => versionNumber));
  const choices = [
    { value: ANEW, label: text.startsAnew },
    ...plan.earlier.map(({ seriesId, code, statement, versionNumber }) => ({
      value: seriesId,
      label: text.earlier(code, statement, versionNumber, versionNumber === latest),
    })),
  ];
  const outcomes = draft.outcomeTypes.flatMap((type) => type.outcomes);
  return (
    <Stack gap="md">
      {outcomes.map((outcome) => {
        const seriesId = mapping[outcome.id] ?? null;
        const before = plan.earlier.find((one) => one.seriesId === seriesId);
        const reworded = before !== undefined && before.descriptors.join('\n') !== outcome.descriptors.join('\n');
        return (
          <div key={outcome.id} className={classes.outcome}>
            <Text fw={600}>
              {outcome.code} · {outcome.statement}
            </Text>
            <Select
              label={text.continues(outcome.code)}
              data={choices}
              value={seriesId ?? ANEW}
              allowDeselect={false}
              searchable
              error={twice.has(outcome.id) ? text.twice : undefined}
              onChange={(value) => onChange({ ...mapping, [outcome.id]: value === ANEW ? null : value })}
            />
            {reworded && (
              <details className={classes.both}>
                <summary>{text.rewordedWarning}</summary>
                <ol>
                  {outcome.descriptors.map((descriptor, index) => (
                    <li key={index}>
                      <span>
                        <b>{text.earlierText}</b> {before.descriptors[index]}
                      </span>
                      <span>
                        <b>{text.now}</b> {descriptor}
                      </span>
                    </li>
                  ))}
                </ol>
              </details>
            )}
          </div>
        );
      })}
    </Stack>
  );
}
