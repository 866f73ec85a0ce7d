import { Anchor, Button, Text } from '@mantine/core';
import { IconShare } from '@tabler/icons-react';
import { Link } from 'react-router';
import { listShares } from '@waymark/contract/shares.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { PageSection } from '../students/PageSection.tsx';
import type { SectionProps } from '../students/sections.ts';
import { nameOf } from '../ui/PersonName.tsx';
import { formatDate } from '../ui/format.ts';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { stateOf } from './stateOf.ts';
import classes from './sharing.module.css';

const words = t.sharing.section;

/** What was shared about a student, latest first, and the way to share more. */
export default function StudentShares({ studentId, student }: SectionProps) {
  const { can } = useSession();
  const shares = useRead(listShares, { query: { studentId, limit: 5 } });
  const reads = can('lead', 'mentor', 'safeguarding_lead');
  const share = (
    <Button component={Link} to={`/students/${studentId}/share`} variant="default" leftSection={<IconShare size={18} aria-hidden="true" />}>
      {t.sharing.share}
    </Button>
  );
  return (
    <PageSection id="shared-heading" title={words.title} action={can('lead', 'mentor') ? share : undefined}>
      <Reading query={shares} empty={<Text c="dimmed">{words.none}</Text>}>
        {({ items, next }) => (
          <>
            <ul className={classes.rows}>
              {items.map((one) => (
                <li key={one.id}>
                  {reads ? (
                    <Anchor component={Link} to={`/shares/${one.id}`} fw={600}>
                      {t.sharing.kinds[one.kind]}
                    </Anchor>
                  ) : (
                    <Text span fw={600}>
                      {t.sharing.kinds[one.kind]}
                    </Text>
                  )}
                  <Text size="sm">{[one.recipient.name, one.recipient.role].filter(Boolean).join(', ')}</Text>
                  <Text size="sm" c="dimmed">
                    {formatDate(one.sharedAt)} · {stateOf(one)}
                  </Text>
                </li>
              ))}
            </ul>
            {next !== null && (
              <Anchor component={Link} to={`/shares?search=${encodeURIComponent(nameOf(student))}`} mt="sm" display="inline-block">
                {words.all}
              </Anchor>
            )}
          </>
        )}
      </Reading>
    </PageSection>
  );
}
