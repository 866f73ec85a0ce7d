import { Stack, Text, Title } from '@mantine/core';
import type { Evidence } from '@waymark/contract/evidence.ts';
import * as t from '../strings/catalogue.ts';
import { TargetTable } from '../targets/TargetTable.tsx';
import { formatDate } from '../ui/format.ts';
import { Section } from '../ui/Section.tsx';
import { Questions } from './Questions.tsx';
import classes from './Evidence.module.css';

const words = t.reviews;

interface EvidenceViewProps {
  evidence: Evidence;
  /** Who looks: somebody about to decide, somebody who only reads, or anybody at what was frozen when it was held. */
  state: 'deciding' | 'reading' | 'frozen';
}

/** Everything a review looks at: today's record, or what was frozen with a held one. */
export function EvidenceView({ evidence, state }: EvidenceViewProps) {
  const followed = evidence.questions.filter(({ cannotSay }) => cannotSay !== 'not_followed');
  const notFollowed = evidence.questions.filter(({ cannotSay }) => cannotSay === 'not_followed');
  return (
    <>
      <Section anchor="record" title={words.record} lead={state === 'frozen' ? words.recordFrozen : words.recordHint}>
        <Stack gap="md" align="stretch">
          <div>
            <Title order={3} size="h4" mb="xs">
              {words.targetsQuestion}
            </Title>
            {evidence.targets.length === 0 ? (
              <Text c="dimmed">{words.targetsNone[state]}</Text>
            ) : (
              <TargetTable targets={evidence.targets} />
            )}
          </div>
          <Questions questions={followed} />
          {notFollowed.length > 0 && (
            <Text c="dimmed" size="sm">
              {words.notFollowed(notFollowed.map(({ key }) => words.questions[key]))}
            </Text>
          )}
        </Stack>
      </Section>
      <Contact evidence={evidence} />
    </>
  );
}

function Contact({ evidence }: { evidence: Evidence }) {
  const { meetings, actions, since } = evidence;
  return (
    <Section anchor="meetings" title={words.meetings} lead={words.since(formatDate(since))}>
      <div>
        <Text>
          {words.met(meetings.held, meetings.minutes)}. {words.missed(meetings.studentAbsent, meetings.mentorAbsent)}
        </Text>
        <Text>{words.acted(actions.done, actions.notDone, actions.open, actions.overdue)}.</Text>
        {actions.items.length > 0 && (
          <ul className={classes.plain}>
            {actions.items.map((action) => (
              <li key={action.id}>
                {action.title} <Text span c="dimmed">{`(${words.actionStatuses[action.status]})`}</Text>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}
