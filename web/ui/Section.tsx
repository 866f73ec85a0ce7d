import { Card, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

interface SectionProps {
  title: string;
  lead?: ReactNode;
  /** Where a link of the page's list of contents leads. */
  anchor?: string;
  children: ReactNode;
}

/** A part of a page with a heading of its own, found by it in a screen reader's list of regions. */
export function Section({ title, lead, anchor, children }: SectionProps) {
  const id = useId();
  return (
    <Card component="section" id={anchor} aria-labelledby={id}>
      <Stack gap="md" align="stretch">
        <div>
          <Title order={2} size="h3" id={id}>
            {title}
          </Title>
          {lead !== undefined && (
            <Text component="div" c="dimmed" size="sm" mt={2} maw="40rem">
              {lead}
            </Text>
          )}
        </div>
        {children}
      </Stack>
    </Card>
  );
}
