import { Button, Fieldset, Group, Select, Stack, TextInput, Title } from '@mantine/core';
import { uuidv7 } from 'uuidv7';
import type { ReviewDraft } from '@waymark/contract/reviews.ts';
import { daysAfter } from '@waymark/contract/days.ts';
import * as t from '../strings/catalogue.ts';
import { todayHere } from '../ui/format.ts';

const words = t.reviews;
const usualDays = 14;

type Planned = ReviewDraft['actions'];

interface PlannedActionsProps {
  planned: Planned;
  errors: Record<string, string>;
  onChange: (planned: Planned) => void;
}

/** Actions the decision agrees. They are written when the review is held, not before. */
export function PlannedActions({ planned, errors, onChange }: PlannedActionsProps) {
  const set = (id: string, patch: Partial<Planned[number]>) =>
    onChange(planned.map((action) => (action.id === id ? { ...action, ...patch } : action)));
  const add = () => onChange([...planned, { id: uuidv7(), title: '', owner: 'student', dueOn: daysAfter(todayHere(), usualDays) }]);
  return (
    <section aria-label={words.newActions}>
      <Title order={3} size="h4" mb="xs">
        {words.newActions}
      </Title>
      <Stack gap="md" align="stretch">
        {planned.map((action, index) => (
          <Fieldset key={action.id} legend={`${words.newActions} ${index + 1}`}>
            <Group gap="sm" align="flex-end">
              <TextInput
                label={words.actionTitle}
                required
                maxLength={200}
                style={{ flex: '1 1 16rem' }}
                value={action.title}
                error={errors[`actions.${index}.title`]}
                onChange={(event) => set(action.id, { title: event.currentTarget.value })}
              />
              <Select
                label={words.actionOwner}
                w="9rem"
                allowDeselect={false}
                data={[
                  { value: 'student', label: t.actions.owners.student },
                  { value: 'mentor', label: t.actions.owners.mentor },
                ]}
                value={action.owner}
                onChange={(owner) => set(action.id, { owner: owner === 'mentor' ? 'mentor' : 'student' })}
              />
              <TextInput
                type="date"
                label={words.actionDue}
                value={action.dueOn ?? ''}
                onChange={(event) => set(action.id, { dueOn: event.currentTarget.value === '' ? null : event.currentTarget.value })}
              />
              <Button
                variant="subtle"
                color="gray"
                aria-label={words.takeOutNamed(action.title)}
                onClick={() => onChange(planned.filter(({ id }) => id !== action.id))}
              >
                {words.takeOut}
              </Button>
            </Group>
          </Fieldset>
        ))}
      </Stack>
      <Button variant="default" mt="sm" onClick={add}>
        {words.addAction}
      </Button>
    </section>
  );
}
