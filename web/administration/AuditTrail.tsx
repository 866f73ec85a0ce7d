import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { z } from 'zod';
import { type AuditEntry, listAudit } from '@waymark/contract/audit.ts';
import type { QueryOf } from '@waymark/contract/endpoint.ts';
import { useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import classes from './administration.module.css';
import { LogTable } from './LogTable.tsx';

const words = t.administration.audit;
type Entry = z.infer<typeof AuditEntry>;

/** What was done. */
export function AuditTrail({ query }: { query: QueryOf<typeof listAudit> }) {
  return (
    <LogTable
      caption={words.captionChanges}
      entries={useReadPages(listAudit, { query })}
      columns={[
        { label: words.what, cell: (entry) => <What action={entry.action} /> },
        { label: words.detail, cell: (entry) => <Detail entry={entry} /> },
        { label: words.whence, cell: (entry) => <Whence ip={entry.ip} requestId={entry.requestId} /> },
      ]}
    />
  );
}

/** `student.created` as "Student created", with the code that the filter takes below. */
function What({ action }: { action: string }) {
  const text = action.replaceAll(/[._-]/g, ' ');
  return (
    <div>
      <Text span inherit display="block">
        {text.charAt(0).toUpperCase() + text.slice(1)}
      </Text>
      <Text span size="xs" c="dimmed" display="block">
        {action}
      </Text>
    </div>
  );
}

function Whence({ ip, requestId }: { ip: string | null; requestId: string | null }) {
  return (
    <Text component="div" size="sm" c="dimmed">
      {ip}
      {requestId !== null && <div className={classes.detail}>{words.request(requestId)}</div>}
    </Text>
  );
}

function Detail({ entry: { studentId, detail } }: { entry: Entry }) {
  const parts = Object.entries(detail).map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return (
    <div className={classes.detail}>
      {parts.map((part) => (
        <div key={part}>{part}</div>
      ))}
      {studentId !== null && (
        <Anchor component={Link} to={`/students/${studentId}`} inherit>
          {words.openStudent}
        </Anchor>
      )}
    </div>
  );
}
