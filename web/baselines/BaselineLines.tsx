import { Anchor, Badge, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import { type BaselineState, listBaselines } from '@waymark/contract/baselines.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { useSession } from '../ui/session.ts';

const words = t.baselines;

const colours: Record<BaselineState, string> = { none: 'gray', begun: 'orange', partial: 'blue', done: 'teal' };

/** How far the baseline of each current enrolment of a student is, with the way there. */
export function BaselineLines({ studentId }: { studentId: string }) {
  const { can } = useSession();
  const query = useRead(listBaselines, { query: { studentId } });
  return (
    <>
      {(query.data?.items ?? []).map(({ enrolmentId, programme, state }) => {
        const does = can('lead', 'mentor') && state !== 'done' && state !== 'partial';
        const action = does ? (state === 'none' ? words.take : words.goOn) : words.look;
        return (
          <Group key={enrolmentId} gap="sm">
            <Badge color={colours[state]} variant="outline">
              {words.states[state]}
            </Badge>
            <Text>{programme}</Text>
            <Anchor component={Link} to={`/enrolments/${enrolmentId}/baseline`} aria-label={words.forProgramme(action, programme)}>
              {action}
            </Anchor>
          </Group>
        );
      })}
    </>
  );
}
