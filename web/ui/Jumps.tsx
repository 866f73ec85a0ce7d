import { Anchor } from '@mantine/core';
import classes from './Jumps.module.css';

/** A long page's list of contents. On a phone it stays in sight under the header, so that one gets on and back. */
export function Jumps({ label, to }: { label: string; to: readonly { id: string; title: string }[] }) {
  return (
    <nav aria-label={label} className={`${classes.jumps} no-print`}>
      <ul>
        {to.map(({ id, title }) => (
          <li key={id}>
            <Anchor href={`#${id}`}>{title}</Anchor>
          </li>
        ))}
      </ul>
    </nav>
  );
}
