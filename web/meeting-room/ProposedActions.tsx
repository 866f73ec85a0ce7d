import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { proposalsFor, type Proposed } from '@waymark/contract/action-proposals.ts';
import type { Question, Room } from '@waymark/contract/meeting-room.ts';
import * as t from '../strings/catalogue.ts';
import { formatShortDate } from '../ui/format.ts';
import { ActionEditor } from './ActionEditor.tsx';
import { daysAfter } from '@waymark/contract/days.ts';
import { useHeld } from './held.ts';
import classes from './MeetingRoom.module.css';
import { previousLevel } from './record.ts';

const text = t.meetingRoom.actions;
type LibraryAction = Room['library'][number];

/** What the organisation's library offers for a low or fallen level, to be agreed, changed or left. Worked out on the phone. */
export function ProposedActions({ question, level }: { question: Question; level: number }) {
  const { room, value } = useHeld();
  const [editing, setEditing] = useState<string>();
  const perspective = value('assessment')?.perspective ?? 'mentor';
  const score = { seriesId: question.seriesId, level, previousLevel: previousLevel(question, perspective) };
  const proposals = proposalsFor([score], room.library, room.openActions);
  const shown = proposals.filter(({ action }) => value(`proposal:${question.outcomeId}:${action.id}`)?.decision !== 'dismissed');
  if (shown.length === 0) return null;
  // one idea at a time; what has been agreed stays in sight
  const agreed = shown.filter(({ action }) => value(`proposal:${question.outcomeId}:${action.id}`)?.decision === 'accepted');
  const open = shown.filter((proposal) => !agreed.includes(proposal));
  const leading = agreed.length > 0 ? agreed : open.slice(0, 1);
  const rest = agreed.length > 0 ? open : open.slice(1);
  const each = (proposal: Proposed<LibraryAction>) => (
    <Proposal
      key={proposal.action.id}
      proposal={proposal}
      outcomeId={question.outcomeId}
      editing={editing === proposal.action.id}
      onEdit={(on) => setEditing(on ? proposal.action.id : undefined)}
    />
  );
  return (
    <section className={classes.proposals} aria-label={text.proposed}>
      <h3 className={classes.proposalsTitle}>
        {text.proposed} <span className={classes.because}>{text[shown[0]?.because ?? 'low']}</span>
      </h3>
      <ul className={classes.plain}>{leading.map(each)}</ul>
      {rest.length > 0 && (
        <details className={classes.moreIdeas}>
          <summary>{text.more(rest.length)}</summary>
          <ul className={classes.plain}>{rest.map(each)}</ul>
        </details>
      )}
    </section>
  );
}

interface ProposalProps {
  proposal: Proposed<LibraryAction>;
  outcomeId: string;
  editing: boolean;
  onEdit: (editing: boolean) => void;
}

function Proposal({ proposal: { action, score }, outcomeId, editing, onEdit }: ProposalProps) {
  const { room, value, enter } = useHeld();
  const key = `proposal:${outcomeId}:${action.id}` as const;
  const accepted = value(key)?.action ?? null;
  const agreed = accepted ?? {
    id: uuidv7(),
    seriesId: score.seriesId,
    libraryId: action.id,
    title: action.title,
    detail: action.detail,
    owner: action.owner,
    dueOn: daysAfter(room.today, action.dueInDays),
  };
  const accept = () => enter(key, { decision: 'accepted', action: agreed });

  return (
    <li className={classes.proposal} data-agreed={accepted !== null || undefined}>
      {editing && accepted ? (
        <ActionEditor
          action={accepted}
          onChange={(changed) => enter(key, { decision: 'accepted', action: changed })}
          onDone={() => onEdit(false)}
        />
      ) : (
        <>
          <Text fw={600}>{agreed.title}</Text>
          {agreed.detail !== '' && <Text size="sm">{agreed.detail}</Text>}
          <Text size="sm" c="dimmed">
            {accepted && `${text.added}. `}
            {text.line(agreed.owner, agreed.dueOn && formatShortDate(agreed.dueOn))}
          </Text>
          <Group gap="xs" mt="xs">
            {accepted ? (
              <Button variant="subtle" color="red" onClick={() => enter(key, null)} aria-label={text.removeNamed(agreed.title)}>
                {text.remove}
              </Button>
            ) : (
              <Button onClick={accept} aria-label={text.acceptNamed(agreed.title)}>
                {text.accept}
              </Button>
            )}
            <Button
              variant="default"
              aria-label={text.editNamed(agreed.title)}
              onClick={() => {
                accept();
                onEdit(true);
              }}
            >
              {text.edit}
            </Button>
            {!accepted && (
              <Button
                variant="subtle"
                onClick={() => enter(key, { decision: 'dismissed', action: null })}
                aria-label={text.dismissNamed(agreed.title)}
              >
                {text.dismiss}
              </Button>
            )}
          </Group>
        </>
      )}
    </li>
  );
}
