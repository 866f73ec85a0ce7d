import { Alert, Box, Button, List } from '@mantine/core';
import { getFrameworkDraft } from '@waymark/contract/framework-drafts.ts';
import type { FrameworkVersion } from '@waymark/contract/framework-content.ts';
import { ApiError } from '@waymark/contract/client.ts';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { ChangedMeanwhile } from '../ui/ChangedMeanwhile.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useUnsavedGuard } from '../ui/useUnsavedGuard.ts';
import classes from './Draft.module.css';
import { DraftActions } from './DraftActions.tsx';
import { DraftOutline } from './DraftOutline.tsx';
import { OutcomeEditor } from './OutcomeEditor.tsx';
import { frameworkParents } from './parents.ts';
import { SettingsEditor, TypeEditor } from './TypeEditor.tsx';
import { useDraft } from './useDraft.ts';

/** A draft being written: its outline, and the part of it that is open. */
export function Component() {
  const { draftId = '' } = useParams();
  // read afresh on arrival and then held by the editor: a read in the background must not pull the ground away
  const read = useRead(getFrameworkDraft, { params: { id: draftId } }, { staleTime: Number.POSITIVE_INFINITY });
  const text = t.frameworkDrafts;
  const published = read.error instanceof ApiError && read.error.problem.code === 'already-published';
  return (
    <Page
      title={read.data ? text.title(read.data.frameworkName, read.data.number) : t.frameworks.statuses.draft}
      lead={text.lead}
      parents={frameworkParents(read.data)}
    >
      {published ? (
        <EmptyState
          title={text.published}
          action={
            <Button component={Link} to={`/frameworks/versions/${draftId}`}>
              {text.openVersion}
            </Button>
          }
        >
          {text.publishedLead}
        </EmptyState>
      ) : (
        <Reading query={read} isEmpty={() => false}>
          {(draft) => <Editor key={draft.id} server={draft} />}
        </Reading>
      )}
    </Page>
  );
}

function Editor({ server }: { server: FrameworkVersion }) {
  const text = t.frameworkDrafts;
  const { draft, change, dirty, saving, problems, save, stale, settle } = useDraft(server);
  const [discarded, setDiscarded] = useState(false);
  const navigate = useNavigate();
  useUnsavedGuard(dirty && !discarded);
  // only once the guard has let go
  useEffect(() => {
    if (discarded) void navigate('/frameworks');
  }, [discarded, navigate]);
  const [search, setSearch] = useSearchParams();
  const open = search.get('at');
  const panel = useRef<HTMLDivElement>(null);

  const type = draft.outcomeTypes.find((one) => one.id === open || one.outcomes.some((outcome) => outcome.id === open));
  const outcome = type?.outcomes.find((one) => one.id === open);
  const shown = open === 'settings' || type !== undefined;

  const opened = useRef(open);
  useEffect(() => {
    if (opened.current === open) return;
    opened.current = open;
    if (shown) panel.current?.querySelector<HTMLElement>('[data-first]')?.focus();
  }, [open, shown]);

  // as in every editor: the keyboard's own way to save
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      if (dirty && !saving) save();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });

  const close = () => setSearch({}, { replace: true });
  return (
    <>
      <div className={classes.bar}>
        <output className={classes.state} data-dirty={dirty || undefined}>
          {dirty ? text.unsaved : text.allSaved}
        </output>
        <DraftActions server={server} dirty={dirty} onDiscarded={() => setDiscarded(true)} />
        <Button onClick={save} loading={saving} disabled={!dirty}>
          {text.save}
        </Button>
      </div>
      {stale && (
        <Box mb="md">
          <ChangedMeanwhile title={text.staleTitle} onSettle={settle}>
            {text.staleBody}
          </ChangedMeanwhile>
        </Box>
      )}
      {problems.length > 0 && (
        <Alert color="red" role="alert" mb="md" title={text.problems}>
          <List>
            {problems.map((problem) => (
              <List.Item key={problem}>{problem}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <div className={classes.columns} data-open={shown || undefined}>
        <DraftOutline draft={draft} change={change} open={open} onOpen={(what) => setSearch({ at: what })} />
        <div ref={panel} className={classes.editor}>
          <Button variant="subtle" className={classes.back} onClick={close}>
            {text.back}
          </Button>
          {open === 'settings' && <SettingsEditor draft={draft} change={change} />}
          {type && outcome && (
            <OutcomeEditor key={outcome.id} draft={draft} type={type} outcome={outcome} change={change} onRemoved={close} />
          )}
          {type && !outcome && <TypeEditor key={type.id} draft={draft} type={type} change={change} onRemoved={close} />}
          {!shown && (
            <EmptyState title={draft.outcomeTypes.length === 0 ? text.empty : text.choosePart}>
              {draft.outcomeTypes.length === 0 ? text.emptyLead : text.choosePartLead}
            </EmptyState>
          )}
        </div>
      </div>
    </>
  );
}
