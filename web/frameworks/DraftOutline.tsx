import { ActionIcon, Button, Text, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import * as t from '../strings/catalogue.ts';
import { addOutcome, addType, emptyTexts, moveOutcome, moveType, type Draft } from './draftEdits.ts';
import classes from './Draft.module.css';
import { uuidv7 } from 'uuidv7';

interface DraftOutlineProps {
  draft: Draft;
  change: (draft: Draft) => void;
  /** What is open in the editor: `settings`, or the id of a type or an outcome. */
  open: string | null;
  onOpen: (what: string) => void;
}

/** The whole draft at a glance: open a part, move it, add to it. Moving is said aloud and keeps the keyboard in place. */
export function DraftOutline({ draft, change, open, onOpen }: DraftOutlineProps) {
  const text = t.frameworkDrafts;
  const list = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState('');
  const held = useRef<string>(undefined);

  // a moved row is a new place in the page: the button that was pressed must keep the focus
  useEffect(() => {
    if (held.current === undefined) return;
    const find = (which: string) => list.current?.querySelector<HTMLButtonElement>(`[data-move="${which}"]`);
    const button = find(held.current);
    const other = find(held.current.endsWith('up') ? held.current.replace(/up$/, 'down') : held.current.replace(/down$/, 'up'));
    (button?.disabled ? other : button)?.focus();
    held.current = undefined;
  }, [draft]);

  const shiftType = (id: string, by: -1 | 1) => {
    const next = moveType(draft, id, by);
    const place = next.outcomeTypes.findIndex((type) => type.id === id);
    setSaid(text.movedTypeTo(next.outcomeTypes[place]?.name || text.untitledType, place + 1, next.outcomeTypes.length));
    change(next);
    held.current = `${id} ${by === -1 ? 'up' : 'down'}`;
  };
  const shiftOutcome = (id: string, by: -1 | 1) => {
    const next = moveOutcome(draft, id, by);
    const type = next.outcomeTypes.find((one) => one.outcomes.some((outcome) => outcome.id === id));
    const place = type?.outcomes.findIndex((outcome) => outcome.id === id) ?? 0;
    setSaid(text.movedTo(type?.outcomes[place]?.code ?? '', place + 1, type?.outcomes.length ?? 0, type?.name || text.untitledType));
    change(next);
    held.current = `${id} ${by === -1 ? 'up' : 'down'}`;
  };
  const openNew = (next: Draft, id: string) => {
    change(next);
    onOpen(id);
  };

  return (
    <nav aria-label={text.outline} ref={list} className={classes.outline}>
      <VisuallyHidden component="output">{said}</VisuallyHidden>
      <button type="button" className={classes.row} aria-current={open === 'settings' || undefined} onClick={() => onOpen('settings')}>
        {text.settings}
      </button>
      {draft.outcomeTypes.map((type, at) => {
        const name = type.name || text.untitledType;
        return (
          <section key={type.id} aria-label={name} className={classes.typeRows}>
            <div className={classes.line}>
              <button
                type="button"
                className={classes.row}
                data-type
                aria-current={open === type.id || undefined}
                onClick={() => onOpen(type.id)}
              >
                {name}
              </button>
              <Moves
                id={type.id}
                what={name}
                first={at === 0}
                last={at === draft.outcomeTypes.length - 1}
                move={(by) => shiftType(type.id, by)}
              />
            </div>
            <ul className={classes.outcomes}>
              {type.outcomes.map((outcome, place) => {
                const missing = emptyTexts(outcome);
                return (
                  <li key={outcome.id} className={classes.line}>
                    <button
                      type="button"
                      className={classes.row}
                      aria-current={open === outcome.id || undefined}
                      onClick={() => onOpen(outcome.id)}
                    >
                      <span>
                        <strong>{outcome.code}</strong> {outcome.statement || text.untitledOutcome}
                      </span>
                      {missing > 0 && (
                        <Text span size="xs" className={classes.toWrite}>
                          {text.toWrite(missing)}
                        </Text>
                      )}
                    </button>
                    <Moves
                      id={outcome.id}
                      what={outcome.code}
                      first={at === 0 && place === 0}
                      last={at === draft.outcomeTypes.length - 1 && place === type.outcomes.length - 1}
                      move={(by) => shiftOutcome(outcome.id, by)}
                    />
                  </li>
                );
              })}
            </ul>
            <Button
              variant="subtle"
              size="compact-sm"
              mih={44}
              leftSection={<IconPlus size={16} aria-hidden="true" />}
              aria-label={text.addOutcome(name)}
              onClick={() => {
                const id = uuidv7();
                openNew(addOutcome(draft, type.id, id), id);
              }}
            >
              {text.addOutcomeShort}
            </Button>
          </section>
        );
      })}
      <Button
        variant="light"
        mt="md"
        leftSection={<IconPlus size={16} aria-hidden="true" />}
        onClick={() => {
          const id = uuidv7();
          openNew(addType(draft, id), id);
        }}
      >
        {text.addType}
      </Button>
    </nav>
  );
}

function Moves({ id, what, first, last, move }: { id: string; what: string; first: boolean; last: boolean; move: (by: -1 | 1) => void }) {
  const text = t.frameworkDrafts;
  return (
    <span className={classes.moves}>
      <ActionIcon
        variant="subtle"
        size={44}
        aria-label={text.moveUp(what)}
        data-move={`${id} up`}
        disabled={first}
        onClick={() => move(-1)}
      >
        <IconArrowUp size={18} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        size={44}
        aria-label={text.moveDown(what)}
        data-move={`${id} down`}
        disabled={last}
        onClick={() => move(1)}
      >
        <IconArrowDown size={18} aria-hidden="true" />
      </ActionIcon>
    </span>
  );
}
