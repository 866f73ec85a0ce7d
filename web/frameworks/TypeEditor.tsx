import { Button, Group, Select, Stack, Textarea, TextInput, Title } from '@mantine/core';
import { FRAMEWORK_LIMITS } from '@waymark/contract/framework-content.ts';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { toast } from '../ui/toast.tsx';
import { descriptorsLost, editType, removeType, setLevels, type Draft, type DraftType } from './draftEdits.ts';
import { levelChoices } from './StartChoice.tsx';

type Change = (change: Draft | ((draft: Draft) => Draft)) => void;

/** One outcome type of a draft. */
export function TypeEditor({ draft, type, change, onRemoved }: { draft: Draft; type: DraftType; change: Change; onRemoved: () => void }) {
  const text = t.frameworkDrafts;
  const { fields } = t.frameworks;
  const edit = (part: Partial<DraftType>) => change((now) => editType(now, type.id, part));
  const name = type.name || text.untitledType;
  const remove = async () => {
    const sure =
      type.outcomes.length === 0 ||
      (await confirm({
        title: text.removeTypeTitle(name),
        body: text.removeTypeBody(type.outcomes.length),
        confirmLabel: text.removeType,
        danger: true,
      }));
    if (!sure) return;
    const before = draft;
    change((now) => removeType(now, type.id));
    onRemoved();
    toast.done(text.removed(name), { undo: () => change(before) });
  };
  return (
    <Stack gap="md">
      <Title order={2} size="h3">
        {text.type}: {name}
      </Title>
      <TextInput
        data-first
        label={fields.name}
        description={text.typeNameHint}
        value={type.name}
        required
        maxLength={FRAMEWORK_LIMITS.name}
        onChange={(event) => edit({ name: event.currentTarget.value })}
      />
      <TextInput
        label={fields.code}
        description={text.codeHint}
        value={type.code}
        required
        maxLength={FRAMEWORK_LIMITS.code}
        onChange={(event) => edit({ code: event.currentTarget.value })}
      />
      <Textarea
        label={fields.description}
        value={type.description}
        autosize
        minRows={2}
        maxLength={FRAMEWORK_LIMITS.paragraph}
        onChange={(event) => edit({ description: event.currentTarget.value })}
      />
      <Group>
        <Button variant="subtle" color="red" onClick={() => void remove()}>
          {text.removeType}
        </Button>
      </Group>
    </Stack>
  );
}

/** What holds for the whole draft: how many levels, and what is new. */
export function SettingsEditor({ draft, change }: { draft: Draft; change: Change }) {
  const text = t.frameworkDrafts;
  const choose = async (levels: number) => {
    const lost = descriptorsLost(draft, levels);
    if (
      lost > 0 &&
      !(await confirm({ title: text.fewerTitle(levels), body: text.fewerBody(lost), confirmLabel: text.fewer, danger: true }))
    )
      return;
    change((now) => setLevels(now, levels));
  };
  return (
    <Stack gap="md">
      <Title order={2} size="h3">
        {text.settings}
      </Title>
      <Select
        data-first
        label={text.levels}
        description={text.levelsHint}
        data={levelChoices}
        value={String(draft.levels)}
        allowDeselect={false}
        maw="20rem"
        onChange={(value) => value !== null && void choose(Number(value))}
      />
      <Textarea
        label={text.note}
        description={text.noteHint}
        value={draft.note}
        autosize
        minRows={2}
        maxLength={FRAMEWORK_LIMITS.paragraph}
        onChange={(event) => change((now) => ({ ...now, note: event.currentTarget.value }))}
      />
    </Stack>
  );
}
