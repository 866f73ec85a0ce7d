import { Anchor, Box, Breadcrumbs, Group, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { Link, useLocation, useMatches } from 'react-router';
import { places } from '../navigation.ts';
import * as t from '../strings/catalogue.ts';
import classes from './Page.module.css';

interface Crumb {
  label: string;
  to: string;
}

interface PageProps {
  title: string;
  /** One or two sentences under the heading: what the page is for. */
  lead?: ReactNode;
  /** Buttons beside the heading; the main one last. */
  actions?: ReactNode;
  /** Where this page hangs, from the top. Found from the address when not given. */
  parents?: Crumb[];
  /** Reading width for forms and text; `wide` for tables and charts. */
  width?: 'normal' | 'wide';
  children?: ReactNode;
}

/** A page: its heading, the document's title, the way back up. Moving here moves the keyboard to the heading. */
export function Page({ title, lead, actions, parents, width = 'wide', children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const location = useLocation();
  const crumbs = useParents(location.pathname, parents);

  useEffect(() => {
    document.title = t.shell.documentTitle(title);
  }, [title]);

  useEffect(() => {
    // The first page of a visit keeps the browser's own start, so that the skip link comes first. A page that is still
    // loading may be left for a field before its heading is there: then the person's choice stands.
    if (location.key === 'default' || document.activeElement?.closest('main, [role=dialog]')) return;
    heading.current?.focus({ preventScroll: true });
  }, [location.key, location.pathname]);

  return (
    <Box className={width === 'normal' ? classes.normal : undefined}>
      {crumbs.length > 0 && (
        <nav aria-label={t.shell.breadcrumbs} className={classes.crumbs}>
          <Breadcrumbs separatorMargin={6}>
            {crumbs.map(({ label, to }) => (
              <Anchor key={to} component={Link} to={to} size="sm">
                {label}
              </Anchor>
            ))}
          </Breadcrumbs>
        </nav>
      )}
      <Group justify="space-between" align="flex-start" gap="md" className={classes.head}>
        <Box className={classes.heading}>
          <Title order={1} ref={heading} tabIndex={-1} className={classes.title}>
            {title}
          </Title>
          {lead !== undefined && (
            <Text component="div" c="dimmed" mt={4} maw="42rem">
              {lead}
            </Text>
          )}
        </Box>
        {actions !== undefined && (
          <Group gap="sm" className={classes.actions}>
            {actions}
          </Group>
        )}
      </Group>
      {children}
    </Box>
  );
}

/** Above this page: what the page says; else the routes around it that carry a crumb; else the places its address goes through. */
function useParents(pathname: string, given: Crumb[] | undefined): Crumb[] {
  const matches = useMatches();
  if (given) return given;
  const crumbs = new Map<string, string>();
  for (const { to, label } of places) if (to !== '/' && pathname.startsWith(`${to}/`)) crumbs.set(to, label);
  for (const match of matches) {
    const crumb = (match.handle as { crumb?: unknown } | undefined)?.crumb;
    if (typeof crumb === 'string' && match.pathname !== pathname) crumbs.set(match.pathname, crumb);
  }
  return [...crumbs].map(([to, label]) => ({ to, label })).sort((a, b) => a.to.length - b.to.length);
}
