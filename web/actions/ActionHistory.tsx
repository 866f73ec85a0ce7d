import { Modal, Text, Timeline } from '@mantine/core';
import { type Action, type ActionOwner, type ActionStatus, getAction } from '@waymark/contract/actions.ts';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDateTime, formatShortDate } from '../ui/format.ts';
import { Reading } from '../ui/Reading.tsx';

const text = t.actions.past;
type Event = ResponseOf<typeof getAction>['history'][number];

/** What became of an action: who agreed, changed, closed and opened it again, and when. */
export default function ActionHistory({ action, onClose }: { action: Action; onClose: () => void }) {
  const read = useRead(getAction, { params: { id: action.id } });
  return (
    <Modal opened onClose={onClose} title={text.title}>
      <Text fw={600} mb="md">
        {action.title}
      </Text>
      <Reading query={read}>
        {({ history }) => (
          <Timeline active={history.length} bulletSize={16} lineWidth={2}>
            {history.map((event) => (
              <Timeline.Item key={`${event.at} ${event.what}`} title={text.by(titleOf(event), event.by)}>
                <Text size="sm" c="dimmed">
                  {formatDateTime(event.at)}
                </Text>
                {linesOf(event).map((line) => (
                  <Text size="sm" key={line}>
                    {line}
                  </Text>
                ))}
              </Timeline.Item>
            ))}
          </Timeline>
        )}
      </Reading>
    </Modal>
  );
}

function titleOf({ what, detail }: Event): string {
  return what === 'closed' ? text.closed(detail['ending'] as ActionStatus) : text[what];
}

function linesOf({ what, detail }: Event): string[] {
  if (what === 'closed') return typeof detail['note'] === 'string' && detail['note'] !== '' ? [detail['note']] : [];
  const changes = Object.entries((detail['changes'] ?? {}) as Record<string, [unknown, unknown]>);
  return changes.map(([field, [from, to]]) => {
    const name = text.fields[field] ?? field;
    // a long text or an id says nothing side by side
    return field === 'detail' || field === 'seriesId' ? text.changedField(name) : text.change(name, said(field, from), said(field, to));
  });
}

function said(field: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? text.yes : text.no;
  if (typeof value !== 'string' || value === '') return text.nothing;
  if (field === 'dueOn') return formatShortDate(value);
  return field === 'owner' ? t.actions.owners[value as ActionOwner] : value;
}
