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

/** A document as its reader sees it, on a page that has a heading of its own. */
export function DocumentView({ document, untitled = false }: { document: Document; untitled?: boolean }) {
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
      {document.blocks.map((block) => (
        <BlockView key={block.id} block={block} base={untitled ? 1 : 2} />
      ))}
    </article>
  );
}
