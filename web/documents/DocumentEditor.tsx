import { ActionIcon, Button, TextInput, Title, Tooltip } from '@mantine/core';
import { IconPencil, IconPlus, IconX } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { Block, Document } from '@waymark/contract/documents.ts';
import { textsOfBlock } from '@waymark/contract/documents.ts';
import * as t from '../strings/catalogue.ts';
import { useFocusOnMount } from '../ui/useFocusOnMount.ts';
import { toast } from '../ui/toast.tsx';
import { BlockEditor } from './BlockEditor.tsx';
import { BlockView } from './BlockView.tsx';
import { Imprint } from './DocumentView.tsx';
import classes from './documents.module.css';

const words = t.documents;

interface DocumentEditorProps {
  document: Document;
  onChange: (document: Document) => void;
}

/**
 * A document as its reader will see it, with each text open to change: block by block, a button each to edit, take out and
 * add below. Focus stays where the work is.
 */
export function DocumentEditor({ document, onChange }: DocumentEditorProps) {
  const [editing, setEditing] = useState<string>();
  const places = useRef(new Map<string, HTMLElement>());
  const { blocks } = document;

  const setBlocks = (next: Block[]) => onChange({ ...document, blocks: next });
  // once the block is drawn again, its button is where the keyboard was
  const backTo = (id: string) => requestAnimationFrame(() => places.current.get(id)?.querySelector('button')?.focus());
  const close = (id: string) => {
    setEditing(undefined);
    backTo(id);
  };
  const keep = (block: Block) => {
    setBlocks(blocks.map((one) => (one.id === block.id ? block : one)));
    close(block.id);
  };
  const takeOut = (block: Block) => {
    const at = blocks.indexOf(block);
    const before = document;
    setBlocks(blocks.filter((one) => one !== block));
    toast.done(words.takenOut, { undo: () => onChange(before) });
    const next = blocks[at + 1] ?? blocks[at - 1];
    if (next !== undefined) backTo(next.id);
  };
  const addBelow = (block: Block | undefined) => {
    const id = uuidv7();
    const at = block === undefined ? 0 : blocks.indexOf(block) + 1;
    setBlocks(blocks.toSpliced(at, 0, { type: 'paragraph', id, runs: [] }));
    setEditing(id);
  };

  return (
    <article className={`${classes.paper} ${classes.sheet}`} lang={document.language} aria-label={words.document}>
      <header>
        <TitleField title={document.title} onChange={(title) => onChange({ ...document, title })} />
        <Imprint document={document} />
      </header>
      {blocks.map((block) => {
        const name = nameOf(block);
        return (
          <div
            key={block.id}
            className={classes.editable}
            ref={(element) => {
              if (element === null) places.current.delete(block.id);
              else places.current.set(block.id, element);
            }}
          >
            {editing === block.id ? (
              <BlockEditor
                block={block}
                onKeep={keep}
                onCancel={() => {
                  // a paragraph that was only just begun goes again
                  if (textsOfBlock(block).join('') === '' && block.type === 'paragraph') setBlocks(blocks.filter((one) => one !== block));
                  close(block.id);
                }}
              />
            ) : (
              <>
                <BlockView block={block} base={2} />
                <div className={classes.buttons}>
                  {block.type !== 'pageBreak' && (
                    <Act label={words.edit(name)} icon={<IconPencil size={18} />} onClick={() => setEditing(block.id)} />
                  )}
                  <Act label={words.addBelow(name)} icon={<IconPlus size={18} />} onClick={() => addBelow(block)} />
                  {blocks.length > 1 && <Act label={words.takeOut(name)} icon={<IconX size={18} />} onClick={() => takeOut(block)} />}
                </div>
              </>
            )}
          </div>
        );
      })}
    </article>
  );
}

function Act({ label, icon, onClick }: { label: string; icon: React.ReactNode; onClick: () => void }) {
  return (
    <Tooltip label={label} openDelay={500} events={{ hover: true, focus: true, touch: false }}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

/** The title stands as it will, until somebody wants to change it. */
function TitleField({ title, onChange }: { title: string; onChange: (title: string) => void }) {
  const [editing, setEditing] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const close = () => {
    setEditing(false);
    requestAnimationFrame(() => place.current?.querySelector('button')?.focus());
  };
  if (editing) return <TitleForm title={title} onKeep={onChange} onClose={close} />;
  return (
    <div className={classes.editable} ref={place}>
      <Title order={2} dir="auto">
        {title}
      </Title>
      <div className={classes.buttons}>
        <Act label={words.edit(title)} icon={<IconPencil size={18} />} onClick={() => setEditing(true)} />
      </div>
    </div>
  );
}

function TitleForm({ title, onKeep, onClose }: { title: string; onKeep: (title: string) => void; onClose: () => void }) {
  const [value, setValue] = useState(title);
  const field = useFocusOnMount<HTMLInputElement>();
  return (
    <form
      className={classes.titleForm}
      onSubmit={(event) => {
        event.preventDefault();
        if (value.trim() !== '') onKeep(value.trim());
        onClose();
      }}
    >
      <TextInput label={words.title} maxLength={200} ref={field} value={value} onChange={(event) => setValue(event.currentTarget.value)} />
      <Button type="submit" size="sm">
        {words.keep}
      </Button>
      <Button variant="default" size="sm" onClick={onClose}>
        {words.leave}
      </Button>
    </form>
  );
}

/** What a block is called in its buttons: the beginning of what it says. */
function nameOf(block: Block): string {
  if (block.type === 'pageBreak') return words.pageBreak;
  const text = textsOfBlock(block).find((one) => one.trim() !== '') ?? words.empty;
  return text.length > 60 ? `${text.slice(0, 57).trim()} …` : text;
}
