import { Text, Title } from '@mantine/core';
import type { Document } from '@waymark/contract/documents.ts';
import { formatDate } from '../ui/format.ts';
import { BlockView } from './BlockView.tsx';
import classes from './documents.module.css';

/** Under the title: whom it is from, when, and who may read it. */
export function Imprint({ document }: { document: Pick<Document, 'subtitle' | 'organisation' | 'date' | 'marking'> }) {
  return (
    <>
      {document.subtitle !== '' && <Text c="dimmed">{document.subtitle}</Text>}
      <Text c="dimmed" size="sm">
        {[document.organisation, formatDate(document.date), document.marking].filter((part) => part !== '').join(' · ')}
      </Text>
    </>
  );
}

interface DocumentViewProps {
  document: Document;
  untitled?: boolean;
  /** What begins with the heading of this id is folded away, under that heading. */
  foldFrom?: string;
}

/** A document as its reader sees it, on a page that has a heading of its own. */
export function DocumentView({ document, untitled = false, foldFrom }: DocumentViewProps) {
  const base = untitled ? 1 : 2;
  const at = document.blocks.findIndex(({ id }) => id === foldFrom);
  const [open, folded] = at === -1 ? [document.blocks, []] : [document.blocks.slice(0, at), document.blocks.slice(at)];
  const [heading, ...rest] = folded;
  return (
    <article className={classes.paper} lang={document.language}>
      {!untitled && (
        <header>
          <Title order={2} dir="auto">
            {document.title}
          </Title>
          <Imprint document={document} />
        </header>
      )}
      {open.map((block) => (
        <BlockView key={block.id} block={block} base={base} />
      ))}
      {heading !== undefined && (
        <details className={classes.folded}>
          <summary>
            <BlockView block={heading} base={base} />
          </summary>
          <div className={classes.paper}>
            {rest.map((block) => (
              <BlockView key={block.id} block={block} base={base} />
            ))}
          </div>
        </details>
      )}
    </article>
  );
}
