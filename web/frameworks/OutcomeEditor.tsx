import { Button, Group, Select, Stack, Textarea, TextInput, Title } from '@mantine/core';
import { FRAMEWORK_LIMITS } from '@waymark/contract/framework-content.ts';
import * as t from '../strings/catalogue.ts';
import { LevelBadge } from '../ui/LevelBadge.tsx';
import { toast } from '../ui/toast.tsx';
import classes from './Draft.module.css';
import { editOutcome, moveOutcomeTo, removeOutcome, type Draft, type DraftOutcome, type DraftType } from './draftEdits.ts';

interface OutcomeEditorProps {
  draft: Draft;
  type: DraftType;
  outcome: DraftOutcome;
  change: (change: Draft | ((draft: Draft) => Draft)) => void;
  onRemoved: () => void;
}

/** One outcome of a draft: its texts, and what each level looks like. */
export function OutcomeEditor({ draft, type, outcome, change, onRemoved }: OutcomeEditorProps) {
  const text = t.frameworkDrafts;
  const { fields } = t.frameworks;
  const edit = (part: Partial<DraftOutcome>) => change((now) => editOutcome(now, outcome.id, part));
  const remove = () => {
    const before = draft;
    change((now) => removeOutcome(now, outcome.id));
    onRemoved();
    toast.done(text.removed(outcome.code), { undo: () => change(before) });
  };
  return (
    <Stack gap="md">
      <Title order={2} size="h3">
        {text.outcome(outcome.code)}
      </Title>
      <Group grow preventGrowOverflow={false} align="flex-start">
        <TextInput
          label={fields.code}
          description={text.codeHint}
          value={outcome.code}
          maxLength={FRAMEWORK_LIMITS.code}
          required
          onChange={(event) => edit({ code: event.currentTarget.value })}
        />
        <Select
          label={text.inType}
          description=" "
          data={draft.outcomeTypes.map((one) => ({ value: one.id, label: one.name || one.code }))}
          value={type.id}
          allowDeselect={false}
          onChange={(id) => id !== null && id !== type.id && change((now) => moveOutcomeTo(now, outcome.id, id, 'end'))}
        />
      </Group>
      <Sentence
        first
        label={fields.statement}
        hint={text.statementHint}
        value={outcome.statement}
        onChange={(statement) => edit({ statement })}
      />
      <Sentence label={fields.question} hint={text.questionHint} value={outcome.question} onChange={(question) => edit({ question })} />
      <Sentence
        label={fields.studentWording}
        hint={text.studentWordingHint}
        value={outcome.studentWording}
        onChange={(studentWording) => edit({ studentWording })}
      />
      <fieldset className={classes.descriptors}>
        <legend>{text.descriptors}</legend>
        <p>{text.descriptorsHint}</p>
        {outcome.descriptors.map((descriptor, index) => (
          <div key={index} className={classes.descriptor}>
            <span aria-hidden="true">
              <LevelBadge level={index + 1} levels={draft.levels} />
            </span>
            <Textarea
              aria-label={text.level(index + 1)}
              value={descriptor}
              autosize
              minRows={1}
              maxLength={FRAMEWORK_LIMITS.sentence}
              onChange={(event) => edit({ descriptors: outcome.descriptors.with(index, event.currentTarget.value) })}
            />
          </div>
        ))}
      </fieldset>
      <Textarea
        label={fields.evidence}
        description={text.evidenceHint}
        value={outcome.evidence}
        autosize
        minRows={2}
        maxLength={FRAMEWORK_LIMITS.paragraph}
        onChange={(event) => edit({ evidence: event.currentTarget.value })}
      />
      <Group>
        <Button variant="subtle" color="red" onClick={remove}>
          {text.removeOutcome}
        </Button>
      </Group>
    </Stack>
  );
}

interface SentenceProps {
  label: string;
  hint: string;
  value: string;
  onChange: (value: string) => void;
  /** Where the keyboard goes when the outcome is opened. */
  first?: boolean;
}

function Sentence({ label, hint, value, onChange, first }: SentenceProps) {
  return (
    <Textarea
      data-first={first}
      label={label}
      description={hint}
      value={value}
      autosize
      minRows={1}
      required
      maxLength={FRAMEWORK_LIMITS.sentence}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
