import { Badge, Button, Group, Stack, Switch, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { uuidv7 } from 'uuidv7';
import { createVignetteDraft, listVignettes, retireVignette, type Vignette } from '@waymark/contract/vignettes.ts';
import { useRead, useWrite } from '../api.ts';
import { onlyFor } from '../shell/onlyFor.tsx';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { LevelBadge } from '../ui/LevelBadge.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { toast } from '../ui/toast.tsx';
import { CasePreview } from './CasePreview.tsx';
import classes from './Vignettes.module.css';

const words = t.vignettes;

export const handle = { crumb: words.title };

/** The written cases with their reference levels, and the drafts of new ones. */
function Vignettes() {
  const navigate = useNavigate();
  const [retired, setRetired] = useState(false);
  const vignettes = useRead(listVignettes, {});
  const start = useWrite(createVignetteDraft, {
    invalidates: [listVignettes],
    onDone: (draft) => void navigate(`/calibration/vignettes/${draft.id}`),
  });
  const reword = (vignette: Vignette) => start.mutate({ body: { id: uuidv7(), replaces: vignette.id } });
  return (
    <Page
      title={words.title}
      lead={words.lead}
      parents={[{ label: t.calibration.title, to: '/calibration' }]}
      actions={
        <Button loading={start.isPending} onClick={() => start.mutate({ body: { id: uuidv7() } })}>
          {words.add}
        </Button>
      }
    >
      <Reading query={vignettes}>
        {({ items, drafts }) => {
          const shown = items.filter(({ retiredAt }) => retired || retiredAt === null);
          const byType = [...Map.groupBy(shown, ({ references }) => references[0]?.type ?? '')];
          return (
            <Stack gap="lg" align="stretch">
              {drafts.length > 0 && <Drafts drafts={drafts} />}
              {shown.length === 0 && <EmptyState title={words.none}>{words.noneText}</EmptyState>}
              {byType.map(([type, some]) => (
                <Section key={type} title={type}>
                  {some.map((vignette) => (
                    <OneVignette key={vignette.id} vignette={vignette} onReword={() => reword(vignette)} />
                  ))}
                </Section>
              ))}
              {items.some(({ retiredAt }) => retiredAt !== null) && (
                <Switch label={words.showRetired} checked={retired} onChange={(event) => setRetired(event.currentTarget.checked)} />
              )}
            </Stack>
          );
        }}
      </Reading>
    </Page>
  );
}

export const Component = onlyFor(['lead', 'admin'], Vignettes);

function Drafts({ drafts }: { drafts: readonly { id: string; title: string; replaces: string | null }[] }) {
  return (
    <Section title={words.drafts}>
      {drafts.map(({ id, title, replaces }) => {
        const name = title === '' ? words.untitled : title;
        return (
          <Group key={id} justify="space-between">
            <div>
              <Text fw={600}>{name}</Text>
              {replaces !== null && (
                <Text size="sm" c="dimmed">
                  {words.replaces(replaces)}
                </Text>
              )}
            </div>
            <Button component={Link} to={`/calibration/vignettes/${id}`} variant="default" aria-label={words.editOf(name)}>
              {words.edit}
            </Button>
          </Group>
        );
      })}
    </Section>
  );
}

function OneVignette({ vignette, onReword }: { vignette: Vignette; onReword: () => void }) {
  const { id, title, body, shipped, retiredAt, exercises, references } = vignette;
  const retire = useWrite(retireVignette, { invalidates: [listVignettes], onDone: () => toast.done(words.retiredToast) });
  const ask = async () => {
    if (await confirm({ title: words.retireTitle(title), body: words.retireText, confirmLabel: words.retire, danger: true }))
      retire.mutate({ params: { id } });
  };
  return (
    <article className={classes.vignette}>
      <Group gap="xs">
        <Title order={3} size="h5">
          {title}
        </Title>
        {shipped && <Badge color="gray">{words.shipped}</Badge>}
        {retiredAt !== null && <Badge color="orange">{words.retired}</Badge>}
        <Text size="sm" c="dimmed">
          {words.given(exercises)}
        </Text>
      </Group>
      <Text size="sm" c="dimmed">
        {references.map(({ statement, level }) => words.asks(statement, level)).join(' ')}
      </Text>
      <details className={classes.fold}>
        <summary aria-label={words.readOf(title)}>{words.read}</summary>
        <p className={classes.body}>{body}</p>
        {references.map(({ outcomeId, statement, descriptors, level, reasoning }) => (
          <div key={outcomeId} className={classes.reference}>
            <Group gap="xs" wrap="nowrap" align="flex-start">
              <LevelBadge level={level} levels={descriptors.length} />
              <Text fw={600}>{statement}</Text>
            </Group>
            <Text size="sm" mt={4}>
              {reasoning}
            </Text>
          </div>
        ))}
      </details>
      <CasePreview label={words.previewOf(title)} title={title} body={body} questions={references} />
      {retiredAt === null && (
        <Group gap="sm" mt="sm">
          <Button variant="default" aria-label={words.rewordOf(title)} onClick={onReword}>
            {words.reword}
          </Button>
          <Button variant="subtle" color="red" loading={retire.isPending} aria-label={words.retireOf(title)} onClick={() => void ask()}>
            {words.retire}
          </Button>
        </Group>
      )}
    </article>
  );
}
