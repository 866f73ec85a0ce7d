import { Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface PageSectionProps {
  title: string;
  id: string;
  /** A button beside the heading. */
  action?: ReactNode;
  children: ReactNode;
}

/** A part of the student's page under its own heading. */
export function PageSection({ title, id, action, children }: PageSectionProps) {
  return (
    <section aria-labelledby={id}>
      <Group justify="space-between" mb="sm">
        <Title order={2} id={id}>
          {title}
        </Title>
        {action !== undefined && <div className="no-print">{action}</div>}
      </Group>
      {children}
    </section>
  );
}
