import { Button, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import {
  deleteVignetteDraft,
  getVignetteDraft,
  type listVignetteOutcomes,
  listVignettes,
  missingFromDraft,
  publishVignette,
  updateVignetteDraft,
  type VignetteDraft,
} from '@waymark/contract/vignettes.ts';
import { useWrite } from '../api.ts';
import { LevelChoice } from '../assessments/LevelChoice.tsx';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { Section } from '../ui/Section.tsx';
import { toast } from '../ui/toast.tsx';
import { useUnsavedGuard } from '../ui/useUnsavedGuard.ts';

const words = t.vignettes.draft;

type Outcomes = ResponseOf<typeof listVignetteOutcomes>['items'];
type Case = Pick<VignetteDraft, 'title' | 'body' | 'answers'>;

/** Writes a case, outcome by outcome, and publishes it once it is whole. */
export function DraftForm({ draft, outcomes }: { draft: VignetteDraft; outcomes: Outcomes }) {
  const navigate = useNavigate();
  const { id } = draft;
  const params = { id };
  const [version, setVersion] = useState(draft.version);
  const [text, setText] = useState<Case>({ title: draft.title, body: draft.body, answers: draft.answers });
  const [saved, setSaved] = useState(() => JSON.stringify(text));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const dirty = JSON.stringify(text) !== saved;
  const form = { setErrors };
  const home = () => void navigate('/calibration/vignettes');
  const save = useWrite(updateVignetteDraft, {
    invalidates: [listVignettes],
    form,
    onDone: (done, { body }) => {
      setVersion(done.version);
      setSaved(JSON.stringify(body));
      setErrors({});
      toast.done(words.saved);
    },
  });
  const publish = useWrite(publishVignette, {
    invalidates: [listVignettes],
    form,
    onDone: () => {
      toast.done(words.published);
      home();
    },
  });
  const drop = useWrite(deleteVignetteDraft, {
    invalidates: [listVignettes, getVignetteDraft],
    onDone: () => {
      toast.done(words.dropped);
      home();
    },
  });
  useUnsavedGuard(dirty && !drop.isPending && !drop.isSuccess);

  const change = (part: Partial<Case>) => setText((now) => ({ ...now, ...part }));
  const changeAnswer = (at: number, part: Partial<Case['answers'][number]>) =>
    change({ answers: text.answers.map((answer, i) => (i === at ? { ...answer, ...part } : answer)) });
  const free = outcomes.filter((outcome) => !text.answers.some(({ outcomeId }) => outcomeId === outcome.id));
  const askPublish = async () => {
    const missing = missingFromDraft(text);
    setErrors(Object.fromEntries(missing.map(({ field, message }) => [field, message])));
    if (missing.length > 0) return;
    if (await confirm({ title: words.publishTitle, body: words.publishText, confirmLabel: words.publish }))
      publish.mutate({ params, ifMatch: version });
  };
  const askDrop = async () => {
    if (await confirm({ title: words.dropTitle, body: words.dropText, confirmLabel: words.drop, danger: true }))
      drop.mutate({ params, ifMatch: version });
  };
  const length = text.body.trim() === '' ? 0 : text.body.trim().split(/\s+/).length;

  return (
    <Stack gap="lg" align="stretch">
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
        if (outcome === undefined) return null;
        return (
          <Section key={outcomeId} title={`${outcome.code}: ${outcome.statement}`}>
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
            <div>
              <Button variant="subtle" color="red" onClick={() => change({ answers: text.answers.filter((_, i) => i !== at) })}>
                {words.removeOutcome}
              </Button>
            </div>
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
      <Group>
        <Button disabled={!dirty} loading={save.isPending} onClick={() => save.mutate({ params, ifMatch: version, body: text })}>
          {words.save}
        </Button>
        <Button variant={dirty ? 'default' : 'filled'} disabled={dirty} loading={publish.isPending} onClick={() => void askPublish()}>
          {words.publish}
        </Button>
        <Button variant="subtle" color="red" loading={drop.isPending} onClick={() => void askDrop()}>
          {words.drop}
        </Button>
      </Group>
    </Stack>
  );
}
