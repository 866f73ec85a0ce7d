import { Alert, Button, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import { type listVignetteOutcomes, missingFromDraft, type VignetteDraft } from '@waymark/contract/vignettes.ts';
import { useRef } from 'react';
import { LevelChoice } from '../assessments/LevelChoice.tsx';
import * as t from '../strings/catalogue.ts';
import { ChangedMeanwhile } from '../ui/ChangedMeanwhile.tsx';
import { confirm } from '../ui/confirm.ts';
import { focusFirstWrong } from '../ui/focusFirstWrong.ts';
import { Section } from '../ui/Section.tsx';
import { toast } from '../ui/toast.tsx';
import { useUnsavedGuard } from '../ui/useUnsavedGuard.ts';
import { CasePreview } from './CasePreview.tsx';
import { useCaseDraft } from './useCaseDraft.ts';

const words = t.vignettes.draft;

type Outcomes = ResponseOf<typeof listVignetteOutcomes>['items'];
/** Writes a case, outcome by outcome, and publishes it once it is whole. */
export function DraftForm({ draft, outcomes }: { draft: VignetteDraft; outcomes: Outcomes }) {
  const { text, change, errors, setErrors, dirty, saving, busy, meanwhile, save, settle, keepAsNew, publish, drop } = useCaseDraft(draft);
  // leaving saves; only where that cannot be done is anybody asked
  useUnsavedGuard(dirty, async () => meanwhile === null && (await save()) !== null);
  const form = useRef<HTMLDivElement>(null);

  const changeAnswer = (at: number, part: Partial<VignetteDraft['answers'][number]>) =>
    change({ answers: text.answers.map((answer, i) => (i === at ? { ...answer, ...part } : answer)) });
  const free = outcomes.filter((outcome) => !text.answers.some(({ outcomeId }) => outcomeId === outcome.id));
  const askPublish = async () => {
    const missing = missingFromDraft(text);
    setErrors(Object.fromEntries(missing.map(({ field, message }) => [field, message])));
    if (missing.length > 0) return focusFirstWrong(form.current);
    if (!(await confirm({ title: words.publishTitle, body: words.publishText, confirmLabel: words.publish }))) return;
    const version = await save();
    if (version !== null) publish(version);
  };
  const askSave = async () => {
    if ((await save()) !== null) toast.done(words.saved);
  };
  const askDrop = async () => {
    if (await confirm({ title: words.dropTitle, body: words.dropText, confirmLabel: words.drop, danger: true })) drop();
  };
  const questions = text.answers.flatMap(({ outcomeId }) => {
    const outcome = outcomes.find(({ id }) => id === outcomeId);
    return outcome === undefined ? [] : [{ outcomeId, ...outcome }];
  });
  const length = text.body.trim() === '' ? 0 : text.body.trim().split(/\s+/).length;

  return (
    <Stack ref={form} gap="lg" align="stretch">
      {meanwhile === 'changed' && (
        <ChangedMeanwhile title={words.changedTitle} onSettle={settle}>
          {words.changedText}
        </ChangedMeanwhile>
      )}
      {meanwhile === 'gone' && (
        <Alert color="orange" role="alert" title={words.goneTitle}>
          {words.goneText}
          <div>
            <Button variant="default" mt="sm" onClick={keepAsNew}>
              {words.keepAsNew}
            </Button>
          </div>
        </Alert>
      )}
      <TextInput
        label={words.name}
        maxLength={200}
        value={text.title}
        error={errors['title']}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <Textarea
        label={words.body}
        description={words.bodyHint(length)}
        autosize
        minRows={8}
        maxRows={24}
        maxLength={6000}
        value={text.body}
        error={errors['body']}
        onChange={(event) => change({ body: event.currentTarget.value })}
      />
      {text.answers.map(({ outcomeId, level, reasoning }, at) => {
        const outcome = outcomes.find((one) => one.id === outcomeId);
        const remove = (
          <div>
            <Button
              variant="subtle"
              color="red"
              aria-label={words.removeOutcomeOf(outcome?.code ?? words.outOfUse)}
              onClick={() => change({ answers: text.answers.filter((_, i) => i !== at) })}
            >
              {words.removeOutcome}
            </Button>
          </div>
        );
        if (outcome === undefined)
          return (
            <Section key={outcomeId} title={words.outOfUse} lead={words.outOfUseText}>
              {remove}
            </Section>
          );
        return (
          <Section key={outcomeId} title={`${outcome.code}: ${outcome.statement}`}>
            <div data-missing={errors[`answers.${at}.level`] === undefined ? undefined : true}>
              <LevelChoice
                legend={words.level}
                descriptors={outcome.descriptors}
                missing={[]}
                value={level === null ? null : { level, missingReason: null }}
                onChange={(answer) => changeAnswer(at, { level: answer?.level ?? null })}
              />
              {errors[`answers.${at}.level`] !== undefined && (
                <Text c="red" size="sm" role="alert">
                  {errors[`answers.${at}.level`]}
                </Text>
              )}
            </div>
            <Textarea
              label={words.reasoning}
              description={words.reasoningHint}
              autosize
              minRows={3}
              maxLength={2000}
              value={reasoning}
              error={errors[`answers.${at}.reasoning`]}
              onChange={(event) => changeAnswer(at, { reasoning: event.currentTarget.value })}
            />
            {remove}
          </Section>
        );
      })}
      {text.answers.length < 5 && (
        <Select
          label={words.addOutcome}
          placeholder={words.chooseOutcome}
          searchable
          value={null}
          error={errors['answers']}
          data={[...Map.groupBy(free, ({ framework, type }) => `${framework}: ${type}`)].map(([group, some]) => ({
            group,
            items: some.map(({ id: value, code, statement }) => ({ value, label: `${code}: ${statement}` })),
          }))}
          onChange={(chosen) => {
            if (chosen !== null) change({ answers: [...text.answers, { outcomeId: chosen, level: null, reasoning: '' }] });
          }}
        />
      )}
      {questions.length > 0 && text.body.trim() !== '' && (
        <CasePreview label={t.vignettes.preview} title={text.title} body={text.body} questions={questions} />
      )}
      {Object.keys(errors).length > 0 && (
        <Text c="red" role="alert">
          {words.notWhole}
        </Text>
      )}
      <Group>
        <Button disabled={!dirty} loading={saving} onClick={() => void askSave()}>
          {words.save}
        </Button>
        <Button variant={dirty ? 'default' : 'filled'} loading={busy} onClick={() => void askPublish()}>
          {words.publish}
        </Button>
        <Button variant="subtle" color="red" loading={busy} onClick={() => void askDrop()}>
          {words.drop}
        </Button>
      </Group>
    </Stack>
  );
}
