import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { Evidence } from '@waymark/contract/evidence.ts';
import type { Review } from '@waymark/contract/reviews.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate } from '../ui/format.ts';
import { Jumps } from '../ui/Jumps.tsx';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';
import { EvidenceView } from './EvidenceView.tsx';
import classes from './Evidence.module.css';

const words = t.reviews;
const voices = ['mentor', 'student', 'teacher', 'parent'] as const;
const contents = [
  { id: 'decision', title: words.decision },
  { id: 'voices', title: words.voices },
  { id: 'record', title: words.jumps.record },
  { id: 'meetings', title: words.jumps.meetings },
];

/** A held review as it was held: the decision first, then what each said, then what the reviewer saw. */
export function HeldReview({ review, evidence }: { review: Review; evidence: Evidence }) {
  const { can } = useSession();
  const { entry, held } = review;
  const said = voices.filter((voice) => entry.voices[voice].trim() !== '');
  const agreed = held?.agreed;
  return (
    <Stack gap="xl" align="stretch">
      <Jumps label={words.contents} to={contents} />
      <Section anchor="decision" title={words.decision} lead={held && words.heldLine(formatDate(held.on), held.by)}>
        <Stack gap="xs" align="stretch">
          {entry.decision !== null && (
            <Text fw={600} size="lg">
              {words.decisions[entry.decision]}
            </Text>
          )}
          {entry.decisionNote !== '' && <p className={classes.said}>{entry.decisionNote}</p>}
          {entry.plan !== '' && <p className={classes.said}>{entry.plan}</p>}
          {agreed && agreed.targets.length + agreed.actions.length > 0 && (
            <div>
              <Title order={3} size="h4">
                {words.agreed}
              </Title>
              <ul className={classes.plain}>
                {agreed.targets.map((target) => (
                  <li key={target.name}>
                    {words.agreedTarget(target.name, target.before, target.shown)}
                    {target.dueOn !== null && `, ${words.by(formatDate(target.dueOn))}`}
                  </li>
                ))}
                {agreed.actions.map((action) => (
                  <li key={action.id}>
                    {action.title} ({t.actions.owners[action.owner]}
                    {action.dueOn !== null && `, ${words.by(formatDate(action.dueOn))}`})
                  </li>
                ))}
              </ul>
            </div>
          )}
          {agreed?.nextReviewOn != null && <Text>{words.next(formatDate(agreed.nextReviewOn))}</Text>}
          {!review.closed && can('lead', 'mentor') && <Onwards review={review} />}
        </Stack>
      </Section>
      <Section anchor="voices" title={words.voices}>
        {said.length === 0 && <Text c="dimmed">{words.voiceNone}</Text>}
        {said.map((voice) => (
          <div key={voice}>
            <Title order={3} size="h4">
              {words.voice[voice]}
            </Title>
            <p className={classes.said}>{entry.voices[voice]}</p>
          </div>
        ))}
      </Section>
      <EvidenceView evidence={evidence} state="frozen" />
    </Stack>
  );
}

/** What a decision leads into, while it has not been done. */
function Onwards({ review }: { review: Review }) {
  const { decision } = review.entry;
  if (decision === 'close') {
    return (
      <div className="no-print">
        <Button component={Link} to={`/enrolments/${review.enrolmentId}/close`}>
          {words.toClosing}
        </Button>
      </div>
    );
  }
  if (decision !== 'refer_on') return null;
  return (
    <Group gap="sm" className="no-print">
      <Button component={Link} variant="default" to={`/referrals/new?student=${review.student.id}`}>
        {words.refer}
      </Button>
      <Button component={Link} variant="default" to={`/students/${review.student.id}/share`}>
        {words.share}
      </Button>
    </Group>
  );
}
