import { Title, type TitleOrder } from '@mantine/core';
import type { Block, Run } from '@waymark/contract/documents.ts';
import classes from './documents.module.css';

/** Text as it was written: line ends stay, and each paragraph finds its own direction. */
export function RunsView({ runs }: { runs: readonly Run[] }) {
  // runs have no identity of their own: they are drawn anew with every change
  return runs.map(({ text, bold, italic }, at) => {
    const inner = italic ? <em>{text}</em> : text;
    // oxlint-disable-next-line react/no-array-index-key
    return bold ? <strong key={at}>{inner}</strong> : <span key={at}>{inner}</span>;
  });
}

/** Where a block that is a heading stands on the page, for links to it. */
export const placeOf = (id: string): string => `part-${id}`;

/** A block as its reader sees it. `base` is the level of the heading above it. */
export function BlockView({ block, base }: { block: Block; base: number }) {
  switch (block.type) {
    case 'heading':
      return (
        <Title
          order={Math.min(base + block.level, 6) as TitleOrder}
          size={block.level === 1 ? 'h3' : 'h4'}
          dir="auto"
          id={placeOf(block.id)}
          tabIndex={-1}
          className={classes.heading}
        >
          {block.text}
        </Title>
      );
    case 'paragraph':
      return (
        <p dir="auto" className={classes.words}>
          <RunsView runs={block.runs} />
        </p>
      );
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return (
        <List>
          {block.items.map((item, at) => (
            // oxlint-disable-next-line react/no-array-index-key
            <li key={at} dir="auto">
              <RunsView runs={item} />
            </li>
          ))}
        </List>
      );
    }
    case 'definitions':
      return (
        <dl className={classes.definitions}>
          {block.items.map(({ term, details }, at) => (
            // oxlint-disable-next-line react/no-array-index-key
            <div key={at}>
              <dt>{term}</dt>
              <dd dir="auto" className={classes.words}>
                <RunsView runs={details} />
              </dd>
            </div>
          ))}
        </dl>
      );
    case 'table':
      return <TableView block={block} />;
    case 'figure':
      return (
        <figure className={classes.figure}>
          {/* as an image: whatever a drawing holds, nothing in it runs */}
          <img src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(block.svg)}`} alt={block.alternative} />
          <figcaption>{block.caption}</figcaption>
        </figure>
      );
    case 'callout':
      return (
        <aside className={classes.callout} data-tone={block.tone}>
          <strong>{block.title}</strong>
          <p dir="auto" className={classes.words}>
            <RunsView runs={block.runs} />
          </p>
        </aside>
      );
    case 'pageBreak':
      return <hr className={classes.pageBreak} />;
  }
}

function TableView({ block }: { block: Extract<Block, { type: 'table' }> }) {
  return (
    // wide tables scroll by themselves; the keyboard has to reach them for that
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={classes.scroll} tabIndex={0} aria-label={block.caption}>
      <table className={classes.table} data-wide={block.columns.length > 4 || undefined}>
        <caption>{block.caption}</caption>
        <thead>
          <tr>
            {block.columns.map(({ header, align }) => (
              <th key={header} scope="col" data-align={align}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, at) => (
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={at}>
              {row.map((cell, column) => {
                const align = block.columns[column]?.align;
                const key = block.columns[column]?.header;
                return column === 0 && block.rowHeaders ? (
                  <th key={key} scope="row" data-align={align}>
                    <RunsView runs={cell} />
                  </th>
                ) : (
                  <td key={key} data-align={align}>
                    <RunsView runs={cell} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
