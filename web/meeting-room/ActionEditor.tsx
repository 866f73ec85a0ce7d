import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import type { ActionAnswer } from '@waymark/contract/meeting-answers.ts';
import * as t from '../strings/catalogue.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';

const text = t.meetingRoom.actions;

interface ActionEditorProps {
  action: ActionAnswer;
  /** Every keystroke is kept: there is nothing to save, and nothing to lose. */
  onChange: (action: ActionAnswer) => void;
  onDone: () => void;
  onRemove?: () => void;
}

export function ActionEditor({ action, onChange, onDone, onRemove }: ActionEditorProps) {
  return (
    <Stack gap="sm">
      <TextInput
        label={text.what}
        required
        data-autofocus
        maxLength={200}
        value={action.title}
        onChange={(event) => onChange({ ...action, title: event.currentTarget.value })}
      />
      <Textarea
        label={text.detail}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={2000}
        value={action.detail}
        onChange={(event) => onChange({ ...action, detail: event.currentTarget.value })}
      />
      <FieldsetRadios
        legend={text.owner}
        choices={[
          { value: 'student', label: text.ownerStudent },
          { value: 'mentor', label: text.ownerMentor },
        ]}
        value={action.owner}
        onChange={(owner) => onChange({ ...action, owner })}
      />
      <TextInput
        type="date"
        label={text.due}
        value={action.dueOn ?? ''}
        onChange={(event) => onChange({ ...action, dueOn: event.currentTarget.value || null })}
      />
      <Group gap="xs">
        <Button onClick={onDone}>{text.done}</Button>
        {onRemove && (
          <Button variant="subtle" color="red" onClick={onRemove}>
            {text.remove}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
