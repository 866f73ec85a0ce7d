import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import {
  type CriteriaVersion,
  deleteCriteriaDraft,
  getCriteriaReach,
  getCriteriaVersion,
  listCriteria,
  listRuleParts,
  publishCriteria,
  updateCriteriaDraft,
} from '@waymark/contract/criteria.ts';
import { rulePartsOf, type RuleParts } from '@waymark/contract/rule-sentences.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Reading } from '../ui/Reading.tsx';
import { toast } from '../ui/toast.tsx';
import { useUnsavedGuard } from '../ui/useUnsavedGuard.ts';
import { type DraftRule, finished, newRule } from './draftRules.ts';
import { RuleEditor } from './RuleEditor.tsx';

const words = t.criteria.editor;

/** A draft of the criteria, rule by rule. */
export function DraftEditor({ draft }: { draft: CriteriaVersion }) {
  const parts = useRead(listRuleParts, {});
  return <Reading query={parts}>{(data) => <Editor draft={draft} parts={rulePartsOf(data)} />}</Reading>;
}

function Editor({ draft, parts }: { draft: CriteriaVersion; parts: RuleParts }) {
  const navigate = useNavigate();
  const [rules, setRules] = useState<DraftRule[]>(() => draft.rules.map(({ sentence: _sentence, ...rule }) => rule));
  const [saved, setSaved] = useState(() => JSON.stringify(rules));
  const [version, setVersion] = useState(draft.version);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const dirty = JSON.stringify(rules) !== saved;
  const complete = rules.flatMap((rule) => finished(rule) ?? []);
  const whole = complete.length === rules.length;
  const invalidates = [getCriteriaVersion, listCriteria, getCriteriaReach];
  const setErrors = (errors: Record<string, string>) => setProblems(errors);
  const save = useWrite(updateCriteriaDraft, {
    invalidates,
    form: { setErrors },
    onDone: (done) => {
      setVersion(done.version);
      setSaved(JSON.stringify(rules));
      setProblems({});
      toast.done(words.saved);
    },
  });
  const publish = useWrite(publishCriteria, {
    invalidates,
    form: { setErrors },
    onDone: ({ number }) => {
      toast.done(words.published(number));
      void navigate('/referrals/criteria');
    },
  });
  const drop = useWrite(deleteCriteriaDraft, {
    invalidates: [listCriteria],
    onDone: () => {
      setSaved(JSON.stringify(rules));
      toast.done(words.dropped);
      void navigate('/referrals/criteria');
    },
  });
  useUnsavedGuard(dirty && !drop.isSuccess);
  const change = (at: number, rule: DraftRule) => setRules(rules.map((one, index) => (index === at ? rule : one)));
  const askPublish = async () => {
    if (await confirm({ title: words.publishTitle(draft.number), body: words.publishText, confirmLabel: words.publish }))
      publish.mutate({ params: { id: draft.id }, ifMatch: version });
  };
  const askDrop = async () => {
    if (await confirm({ title: words.dropTitle, body: words.dropText, confirmLabel: words.drop, danger: true }))
      drop.mutate({ params: { id: draft.id }, ifMatch: version });
  };
  return (
    <Stack gap="lg" align="stretch">
      {rules.length === 0 && <EmptyState title={words.empty}>{words.emptyText}</EmptyState>}
      {rules.map((rule, at) => (
        <RuleEditor
          key={rule.id}
          rule={rule}
          number={at + 1}
          parts={parts}
          problemOf={(place) => problems[`rules.${at}.conditions.${place}`]}
          onChange={(changed) => change(at, changed)}
          onRemove={() => setRules(rules.filter((one) => one !== rule))}
        />
      ))}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={20} aria-hidden="true" />}
          onClick={() => setRules([...rules, newRule(parts)])}
        >
          {words.addRule}
        </Button>
      </div>
      <Text size="sm" c="dimmed">
        {words.halfTerm}
      </Text>
      <Group>
        <Button
          disabled={!dirty || !whole}
          loading={save.isPending}
          onClick={() => save.mutate({ params: { id: draft.id }, ifMatch: version, body: { rules: complete } })}
        >
          {words.save}
        </Button>
        <Button
          variant={dirty ? 'default' : 'filled'}
          disabled={dirty || rules.length === 0}
          loading={publish.isPending}
          onClick={() => void askPublish()}
        >
          {words.publish}
        </Button>
        <Button variant="subtle" color="red" loading={drop.isPending} onClick={() => void askDrop()}>
          {words.drop}
        </Button>
      </Group>
    </Stack>
  );
}
