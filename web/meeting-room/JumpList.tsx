import { IconCheck, IconCircle } from '@tabler/icons-react';
import { VisuallyHidden } from '@mantine/core';
import { Link } from 'react-router';
import * as t from '../strings/catalogue.ts';
import { LevelBadge } from '../ui/LevelBadge.tsx';
import { useHeld } from './held.ts';
import list from './JumpList.module.css';
import classes from './MeetingRoom.module.css';
import { isAnswered } from './record.ts';
import { groupsOf } from './steps.ts';

const text = t.meetingRoom;

/** Every question, today's first, with what has been answered: to go anywhere in one tap. */
export function JumpList({ at, onGo }: { at: string; onGo?: () => void }) {
  const { room, value } = useHeld();
  return (
    <div>
      {room.dueActions.length > 0 && (
        <ul className={classes.plain}>
          <li>
            <Link to="?at=follow-up" className={list.jump} aria-current={at === 'follow-up' ? 'step' : undefined} onClick={onGo}>
              {text.due.title}
            </Link>
          </li>
        </ul>
      )}
      {groupsOf(room.questions).map((group) => (
        <section key={group.name ?? ''}>
          <h2 className={list.jumpGroup}>{group.name ?? text.today}</h2>
          <ul className={classes.plain}>
            {group.questions.map(({ outcomeId, statement }) => {
              const score = value(`score:${outcomeId}`);
              const answered = isAnswered(score);
              return (
                <li key={outcomeId}>
                  <Link to={`?at=${outcomeId}`} className={list.jump} aria-current={at === outcomeId ? 'step' : undefined} onClick={onGo}>
                    <span>{statement}</span>
                    {score?.level != null ? (
                      <LevelBadge level={score.level} levels={room.framework.levels} />
                    ) : (
                      <span className={list.mark}>
                        {answered ? <IconCheck size={18} aria-hidden="true" /> : <IconCircle size={18} aria-hidden="true" opacity={0.35} />}
                        <VisuallyHidden>{answered ? text.answered : text.notAnswered}</VisuallyHidden>
                      </span>
                    )}
                  </Link>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
      <ul className={classes.plain}>
        <li>
          <Link to="?at=finish" className={list.jump} aria-current={at === 'finish' ? 'step' : undefined} onClick={onGo}>
            {text.review.title}
          </Link>
        </li>
      </ul>
    </div>
  );
}
