import { Button, Paper, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { ApiError } from '@waymark/contract/client.ts';
import { Brand } from '../shell/Brand.tsx';
import * as t from '../strings/catalogue.ts';
import { describe } from '../ui/toast.tsx';
import classes from './PrivatePage.module.css';

interface PrivatePageProps {
  title: string;
  /** Whose page it is, once it is known; stands above the title. */
  organisation?: string;
  /** A sentence or two under the title. */
  lead?: ReactNode;
  /** What the server refused the link with: shown in place of the children. */
  over?: unknown;
  /** Another try, for what is not the link's fault: no connection, say. */
  retry?: () => void;
  children?: ReactNode;
}

/**
 * A page behind a private link: somebody without an account, often on a phone. No navigation and nothing to sign in to;
 * whose page it is, what it is for, and one thing to do. When the link is over it says so, and what can be done.
 */
export function PrivatePage({ title, organisation, lead, over, retry, children }: PrivatePageProps) {
  const isOver = over !== undefined && over !== null;
  const shown = isOver ? titleOfOver(over) : title;
  useEffect(() => {
    document.title = t.links.documentTitle(shown, organisation);
  }, [shown, organisation]);
  return (
    <>
      {/* the address is the key: it goes to no other site, and into no search engine */}
      <meta name="referrer" content="no-referrer" />
      <meta name="robots" content="noindex, nofollow" />
      <main className={classes.page}>
        <header className={classes.head}>
          {organisation === undefined ? <Brand /> : <Text className={classes.organisation}>{organisation}</Text>}
        </header>
        <Paper className={classes.card} withBorder>
          {isOver ? (
            <Over error={over} title={shown} retry={retry} />
          ) : (
            <>
              <Title order={1} size="h2">
                {title}
              </Title>
              {lead !== undefined && (
                <Text component="div" c="dimmed" mt="xs">
                  {lead}
                </Text>
              )}
              <div className={classes.body}>{children}</div>
            </>
          )}
        </Paper>
        {!isOver && (
          <Text component="footer" size="sm" c="dimmed" className={classes.foot}>
            {t.links.foot(organisation)}
          </Text>
        )}
      </main>
    </>
  );
}

/** The link has been used, has expired or was taken back; or nothing can be read just now. */
function Over({ error, title, retry }: { error: unknown; title: string; retry: (() => void) | undefined }) {
  const { detail, requestId } = describe(error);
  const ended = isLinkOver(error) || isNoLink(error);
  const heading = useRef<HTMLHeadingElement>(null);
  // a form that is over while somebody fills it in says so to who does not see the page change
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <>
      <Title order={1} size="h2" ref={heading} tabIndex={-1} className={classes.over}>
        {title}
      </Title>
      <Text mt="sm">{isNoLink(error) ? t.links.unknown : (detail ?? (ended ? t.links.over : t.links.notNow))}</Text>
      {ended && (
        <Text mt="sm" c="dimmed">
          {t.links.close}
        </Text>
      )}
      {!ended && requestId !== undefined && (
        <Text mt="sm" size="sm" c="dimmed">
          {t.shell.error.requestId(requestId)}
        </Text>
      )}
      {!ended && retry !== undefined && (
        <Button mt="md" variant="default" onClick={retry}>
          {t.shell.retry}
        </Button>
      )}
    </>
  );
}

function titleOfOver(error: unknown): string {
  return isNoLink(error) ? t.links.unknownTitle : describe(error).title;
}

/** The link was good once: 410. */
export function isLinkOver(error: unknown): boolean {
  return error instanceof ApiError && error.status === 410;
}

/** There never was such a link: copied in part, most often. */
function isNoLink(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}
