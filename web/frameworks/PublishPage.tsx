import { Alert, Anchor, Button, Group, List, Stack, Text, Textarea } from '@mantine/core';
import { ApiError } from '@waymark/contract/client.ts';
import {
  getFrameworkDraft,
  listFrameworkDrafts,
  planFrameworkPublication,
  publishFrameworkDraft,
  type PublicationPlan,
} from '@waymark/contract/framework-drafts.ts';
import type { FrameworkVersion } from '@waymark/contract/framework-content.ts';
import { getFramework, listFrameworks } from '@waymark/contract/frameworks.ts';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { invalidate, queryClient, useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { toast } from '../ui/toast.tsx';
import { carryOverOf, claimedTwice, mappingSummary, proposedMapping } from './carryOverChoices.ts';
import { CarryOver } from './CarryOver.tsx';
import { frameworkParents } from './parents.ts';
import { useVersion } from './useVersion.ts';

/** Publishes a draft: what it lacks first, then what carries over, then the decision. */
export function Component() {
  const version = useVersion();
  const text = t.frameworkDrafts;
  const id = version.data?.id ?? '';
  const plan = useRead(planFrameworkPublication, { params: { id } }, { enabled: version.data !== undefined, staleTime: 0 });
  return (
    <Page
      title={version.data ? text.publishTitle(version.data.number) : text.publish}
      lead={text.publishLead}
      width="normal"
      parents={frameworkParents(version.data, true)}
    >
      <Reading query={version} isEmpty={() => false}>
        {(draft) => (
          <Reading query={plan} isEmpty={() => false}>
            {(found) =>
              found.gaps.length > 0 ? (
                <Gaps plan={found} draftId={draft.id} />
              ) : (
                <Publication key={found.version} plan={found} draft={draft} />
              )
            }
          </Reading>
        )}
      </Reading>
    </Page>
  );
}

function Gaps({ plan, draftId }: { plan: PublicationPlan; draftId: string }) {
  const text = t.frameworkDrafts;
  return (
    <Section title={text.gapsTitle} lead={text.gapsLead(plan.gaps.length)}>
      <List spacing="sm">
        {plan.gaps.map((gap, index) => {
          const at = gap.outcomeId ?? gap.outcomeTypeId;
          return (
            <List.Item key={index}>
              <strong>{gap.where}:</strong> {gap.message}{' '}
              <Anchor
                component={Link}
                to={`/frameworks/drafts/${draftId}${at === null ? '' : `?at=${at}`}`}
                aria-label={`${text.mend}: ${gap.where}`}
              >
                {text.mend}
              </Anchor>
            </List.Item>
          );
        })}
      </List>
    </Section>
  );
}

function Publication({ plan, draft }: { plan: PublicationPlan; draft: FrameworkVersion }) {
  const text = t.frameworkDrafts;
  const navigate = useNavigate();
  const [note, setNote] = useState(draft.note);
  const [mapping, setMapping] = useState(() => proposedMapping(plan));
  const twice = claimedTwice(mapping);
  const summary = mappingSummary(mapping, plan);
  const publish = useWrite(publishFrameworkDraft, {
    invalidates: [listFrameworks, getFramework, listFrameworkDrafts],
    onDone: (published) => {
      toast.done(text.publishedDone(published.number));
      void navigate(`/frameworks/versions/${published.id}`);
    },
    onProblem: (error) => {
      if (!(error instanceof ApiError) || error.status !== 412) return false;
      toast.problem(error);
      // the draft as it is now, with a plan of its own
      void invalidate(queryClient, [planFrameworkPublication, getFrameworkDraft]);
      return true;
    },
  });
  return (
    <Stack gap="lg">
      <Alert color="waymark">{text.complete}</Alert>
      <Section title={text.carryTitle} lead={plan.mayCarryOver ? text.carryLead : undefined}>
        {plan.mayCarryOver ? (
          <CarryOver plan={plan} draft={draft} mapping={mapping} onChange={setMapping} twice={twice} />
        ) : (
          <Text>{plan.earlierLevels === null ? text.firstVersion : text.noCarry(plan.earlierLevels, draft.levels)}</Text>
        )}
      </Section>
      <Textarea
        label={text.note}
        description={text.noteHint}
        value={note}
        autosize
        minRows={2}
        maxLength={2000}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {plan.mayCarryOver && (
        <Text component="output" display="block" fw={600}>
          {twice.size > 0 ? text.twice : text.summary(summary.carried, summary.anew, summary.ended)}
        </Text>
      )}
      <Group>
        <Button
          disabled={twice.size > 0}
          loading={publish.isPending}
          onClick={() =>
            publish.mutate({ params: { id: draft.id }, ifMatch: plan.version, body: { note, carryOver: carryOverOf(mapping) } })
          }
        >
          {text.publishNow(draft.number)}
        </Button>
      </Group>
    </Stack>
  );
}
