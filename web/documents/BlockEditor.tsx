import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { Block } from '@waymark/contract/documents.ts';
import * as t from '../strings/catalogue.ts';
import { fromMarked, toMarked } from './markedText.ts';
import classes from './documents.module.css';

const words = t.documents;

interface BlockEditorProps {
  block: Block;
  onKeep: (block: Block) => void;
  onCancel: () => void;
}

/** The texts of one block as fields. Escape leaves it as it was. */
export function BlockEditor({ block, onKeep, onCancel }: BlockEditorProps) {
  const [draft, setDraft] = useState(block);
  const hint = useId();
  const form = useRef<HTMLFormElement>(null);
  // somebody who pressed "Edit" goes on in the first field
  useEffect(() => form.current?.querySelector<HTMLElement>('input, textarea')?.focus(), []);
  const problem = problemOf(draft);
  const marked = draft.type !== 'heading' && draft.type !== 'figure';
  return (
    // Escape is a shortcut for the button "Leave it as it was"
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={form}
      noValidate
      aria-describedby={marked ? hint : undefined}
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
      onSubmit={(event) => {
        event.preventDefault();
        if (problem === undefined) onKeep(draft);
      }}
    >
      <Stack gap="sm">
        <Fields block={draft} onChange={setDraft} />
        {marked && (
          <Text id={hint} size="sm" c="dimmed">
            {words.marks}
          </Text>
        )}
        {problem !== undefined && (
          <Text role="status" size="sm" c="red">
            {problem}
          </Text>
        )}
        <Group gap="sm">
          <Button type="submit" size="sm" disabled={problem !== undefined}>
            {words.keep}
          </Button>
          <Button variant="default" size="sm" onClick={onCancel}>
            {words.leave}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Why a block cannot stay as it is now. */
function problemOf(block: Block): string | undefined {
  switch (block.type) {
    case 'heading':
      return block.text.trim() === '' ? words.needText : undefined;
    case 'callout':
      return block.title.trim() === '' ? words.needText : undefined;
    case 'list':
      return block.items.length === 0 ? words.needText : undefined;
    case 'definitions':
      return block.items.some(({ term }) => term.trim() === '') ? words.needText : undefined;
    case 'table':
      return block.caption.trim() === '' ? words.needText : undefined;
    case 'figure':
      return block.caption.trim() === '' || block.alternative.trim() === '' ? words.needText : undefined;
    default:
      return undefined;
  }
}

function Fields({ block, onChange }: { block: Block; onChange: (block: Block) => void }) {
  switch (block.type) {
    case 'heading':
      return (
        <TextInput
          label={words.heading}
          maxLength={400}
          value={block.text}
          onChange={(event) => onChange({ ...block, text: event.currentTarget.value })}
        />
      );
    case 'paragraph':
      return <Marked label={words.text} value={toMarked(block.runs)} onChange={(text) => onChange({ ...block, runs: fromMarked(text) })} />;
    case 'callout':
      return (
        <>
          <TextInput
            label={words.heading}
            maxLength={400}
            value={block.title}
            onChange={(event) => onChange({ ...block, title: event.currentTarget.value })}
          />
          <Marked label={words.text} value={toMarked(block.runs)} onChange={(text) => onChange({ ...block, runs: fromMarked(text) })} />
        </>
      );
    case 'list':
      return (
        <Marked
          label={words.items}
          description={words.itemsHint}
          value={block.items.map((item) => toMarked(item).replaceAll('\n', ' ')).join('\n')}
          onChange={(text) =>
            onChange({
              ...block,
              items: text
                .split('\n')
                .filter((line) => line.trim() !== '')
                .map(fromMarked),
            })
          }
        />
      );
    case 'definitions':
      return block.items.map(({ term, details }, at) => {
        const set = (change: Partial<(typeof block.items)[number]>) =>
          onChange({ ...block, items: block.items.map((item, index) => (index === at ? { ...item, ...change } : item)) });
        return (
          // oxlint-disable-next-line react/no-array-index-key
          <Group key={at} align="flex-start" gap="sm" grow>
            <TextInput
              label={words.term(at + 1)}
              maxLength={400}
              value={term}
              onChange={(event) => set({ term: event.currentTarget.value })}
            />
            <Marked label={words.detail(at + 1)} value={toMarked(details)} onChange={(text) => set({ details: fromMarked(text) })} />
          </Group>
        );
      });
    case 'table':
      return <TableFields block={block} onChange={onChange} />;
    case 'figure':
      return (
        <>
          <TextInput
            label={words.caption}
            maxLength={400}
            value={block.caption}
            onChange={(event) => onChange({ ...block, caption: event.currentTarget.value })}
          />
          <Textarea
            label={words.alternative}
            description={words.alternativeHint}
            autosize
            minRows={2}
            maxLength={4000}
            value={block.alternative}
            onChange={(event) => onChange({ ...block, alternative: event.currentTarget.value })}
          />
        </>
      );
    case 'pageBreak':
      return null;
  }
}

type TableBlock = Extract<Block, { type: 'table' }>;

/** A table row by row: fields are found by their column, also on a phone. */
function TableFields({ block, onChange }: { block: TableBlock; onChange: (block: Block) => void }) {
  const setCell = (row: number, column: number, text: string) =>
    onChange({
      ...block,
      rows: block.rows.map((cells, at) => (at === row ? cells.map((cell, place) => (place === column ? fromMarked(text) : cell)) : cells)),
    });
  // a row keeps its fields when one above it is taken out
  const [keys, setKeys] = useState(() => block.rows.map(() => uuidv7()));
  return (
    <>
      <TextInput
        label={words.caption}
        maxLength={400}
        value={block.caption}
        onChange={(event) => onChange({ ...block, caption: event.currentTarget.value })}
      />
      {block.rows.map((row, at) => (
        <fieldset key={keys[at]} className={classes.row}>
          <legend>{words.row(at + 1)}</legend>
          <Stack gap="xs">
            <Group align="flex-end" gap="xs" grow preventGrowOverflow={false}>
              {row.map((cell, column) => {
                const header = block.columns[column]?.header ?? '';
                return <Marked key={header} label={header} value={toMarked(cell)} onChange={(text) => setCell(at, column, text)} />;
              })}
            </Group>
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              style={{ alignSelf: 'flex-start' }}
              onClick={() => {
                setKeys(keys.toSpliced(at, 1));
                onChange({ ...block, rows: block.rows.toSpliced(at, 1) });
              }}
            >
              {words.takeRowOut(at + 1)}
            </Button>
          </Stack>
        </fieldset>
      ))}
    </>
  );
}

interface MarkedProps {
  label: string;
  description?: string;
  value: string;
  onChange: (text: string) => void;
}

/** Typed text is kept as typed: turning it into runs and back while somebody types would move their stars. */
function Marked({ value, onChange, ...field }: MarkedProps) {
  const [text, setText] = useState(value);
  return (
    <Textarea
      {...field}
      autosize
      minRows={1}
      maxRows={14}
      maxLength={20_000}
      dir="auto"
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(event.currentTarget.value);
      }}
    />
  );
}
