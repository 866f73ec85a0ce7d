import { Anchor, Badge, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Prep } from '@waymark/contract/prep.ts';
import { FeedbackItem, FeedbackList } from '../feedback/FeedbackItem.tsx';
import * as t from '../strings/catalogue.ts';

const words = t.feedback.prep;

/** What teachers say, since the last meeting first; and the way to ask them. */
export function Classroom({ classroom: { items, waiting }, studentId }: { classroom: Prep['classroom']; studentId: string }) {
  return (
    <>
      {items.length === 0 ? (
        <Text c="dimmed">{words.none}</Text>
      ) : (
        <FeedbackList>
          {items.map((one) => (
            <FeedbackItem key={one.id} feedback={one}>
              {one.sinceLast ? <Badge>{words.sinceLast}</Badge> : <Badge color="gray">{words.earlier}</Badge>}
            </FeedbackItem>
          ))}
        </FeedbackList>
      )}
      {waiting > 0 && (
        <Text size="sm" c="dimmed">
          {words.waiting(waiting)}
        </Text>
      )}
      <Anchor component={Link} to={`/students/${studentId}#feedback`} size="sm" className="no-print">
        {words.ask}
      </Anchor>
    </>
  );
}
