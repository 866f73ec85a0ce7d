import { Badge, Button, Group, Text } from '@mantine/core';
import { editLibraryAction, type LibraryAction, listActionLibrary } from '@waymark/contract/action-library.ts';
import { listActionProposals } from '@waymark/contract/actions.ts';
import { useQueryClient } from '@tanstack/react-query';
import { call, invalidate, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { toast } from '../ui/toast.tsx';
import classes from './ActionItem.module.css';

const text = t.actions.library;
export const readsOfLibrary = [listActionLibrary, listActionProposals];

/** An action of the library: what it says, when it is proposed, and whether it still is. */
export function LibraryActionItem({ action, onEdit }: { action: LibraryAction; onEdit?: (action: LibraryAction) => void }) {
  const queries = useQueryClient();
  const change = useWrite(editLibraryAction, {
    invalidates: readsOfLibrary,
    onDone: ({ id, archived, version }) => {
      const undo = async () => {
        await call(editLibraryAction, { params: { id }, ifMatch: version, body: { archived: !archived } });
        await invalidate(queries, readsOfLibrary);
      };
      toast.done(archived ? text.archivedToast : text.restoredToast, { undo });
    },
  });
  const setArchived = (archived: boolean) => change.mutate({ params: { id: action.id }, ifMatch: action.version, body: { archived } });
  return (
    <li className={classes.item}>
      <div className={classes.text}>
        <Group gap="xs">
          <Text fw={600}>{action.title}</Text>
          {action.archived && <Badge color="gray">{text.outOfUse}</Badge>}
        </Group>
        {action.detail !== '' && (
          <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
            {action.detail}
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {t.actions.owners[action.owner]} · {text.rule(action.upToLevel, action.dueInDays)}
        </Text>
      </div>
      {onEdit && (
        <div className={classes.buttons}>
          <Button variant="default" onClick={() => onEdit(action)} aria-label={t.actions.editNamed(action.title)}>
            {t.actions.edit}
          </Button>
          <Button
            variant="subtle"
            loading={change.isPending}
            onClick={() => setArchived(!action.archived)}
            aria-label={action.archived ? text.restoreNamed(action.title) : text.archiveNamed(action.title)}
          >
            {action.archived ? text.restore : text.archive}
          </Button>
        </div>
      )}
    </li>
  );
}
