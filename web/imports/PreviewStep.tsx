import { Alert, Button, Group, Stack, Tabs, Text } from '@mantine/core';
import {
  discardImport,
  downloadBadRows,
  getImport,
  listImportLeavers,
  listImportRows,
  listImports,
  runImport,
  type ImportCounts,
  type ImportDetail,
} from '@waymark/contract/imports.ts';
import { listStudents } from '@waymark/contract/students.ts';
import { Link, useNavigate } from 'react-router';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDate, formatList, formatNumber } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { download } from '../ui/saveFile.ts';
import { toast } from '../ui/toast.tsx';
import { useFilters } from '../ui/useFilters.ts';
import { Decisions } from './Decisions.tsx';
import { RowList, type Shown } from './RowList.tsx';
import { Steps } from './Steps.tsx';
import classes from './Steps.module.css';
import { Words } from './Words.tsx';

const words = t.imports.preview;
const order = ['create', 'update', 'unchanged', 'skip', 'choose', 'bad'] as const satisfies readonly (keyof ImportCounts)[];
const groups: readonly Shown[] = ['bad', 'choose', 'update', 'create', 'notices', 'skip', 'unchanged'];

/** Step 3: what would happen, every problem by row and column, and what only a person can decide. */
export function PreviewStep({ detail }: { detail: ImportDetail }) {
  const navigate = useNavigate();
  const { counts, id, kind } = detail;
  const good = counts.create + counts.update;
  const [filters, setFilters] = useFilters('show');
  const first = groups.find((group) => group !== 'notices' && counts[group] > 0) ?? 'unchanged';
  const show = groups.find((group) => group === filters.show) ?? first;
  const run = useWrite(runImport, {
    invalidates: [getImport, listImports, listStudents, listImportLeavers, listImportRows],
    onDone: () => void navigate(`/students/imports/${id}/result`),
  });
  const discard = useWrite(discardImport, {
    invalidates: [listImports],
    onDone: () => {
      toast.done(words.discarded);
      void navigate('/students/imports');
    },
  });
  const take = async () => {
    const sure = await confirm({
      title: words.takeTitle(good, kind),
      body: words.takeBody(counts.bad, counts.choose, kind),
      confirmLabel: words.take(good, kind),
    });
    if (sure) run.mutate({ params: { id }, ifMatch: detail.version });
  };

  return (
    <Page title={words.title} lead={words.lead(detail.fileName, kind)}>
      <Steps current="preview" />
      <Stack gap="lg">
        <dl className={classes.counts}>
          {order
            .filter((one) => counts[one] > 0 || one === 'create' || one === 'bad')
            .map((one) => (
              <div key={one} className={classes.count}>
                <dt>{words.counts[one][kind]}</dt>
                <dd>{formatNumber(counts[one])}</dd>
              </div>
            ))}
        </dl>
        {good === 0 && counts.choose === 0 && <EmptyState title={words.nothing}>{words.nothingText}</EmptyState>}
        {detail.newAssessors.length > 0 && (
          <Alert color="blue" title={words.newAssessors(detail.newAssessors.length)}>
            {words.newAssessorsText(formatList(detail.newAssessors.slice(0, 12)))}
          </Alert>
        )}
        <Group>
          {good > 0 && (
            <Button size="md" loading={run.isPending} onClick={() => void take()}>
              {words.take(good, kind)}
            </Button>
          )}
          <Button size="md" variant="default" component={Link} to={`/students/imports/${id}/columns`}>
            {words.back}
          </Button>
          {counts.bad + counts.choose > 0 && (
            <Button size="md" variant="default" onClick={() => void download(downloadBadRows, { params: { id } })}>
              {words.badFile}
            </Button>
          )}
          <Button size="md" variant="subtle" loading={discard.isPending} onClick={() => discard.mutate({ params: { id } })}>
            {words.discard}
          </Button>
        </Group>
        {detail.keptUntil !== null && (
          <Text size="sm" c="dimmed">
            {words.keptUntil(formatDate(detail.keptUntil))}
          </Text>
        )}
        {counts.bad > 0 && <Words detail={detail} />}
        <Tabs value={show} onChange={(value) => setFilters({ show: value })} keepMounted={false}>
          <Tabs.List aria-label={words.show}>
            {groups
              .filter((group) => group === 'notices' || counts[group] > 0 || group === show)
              .map((group) => (
                <Tabs.Tab key={group} value={group}>
                  {words.groups[group]}
                  {group !== 'notices' && ` (${formatNumber(counts[group])})`}
                </Tabs.Tab>
              ))}
          </Tabs.List>
          <Tabs.Panel value={show} pt="md">
            {show === 'choose' ? <Decisions detail={detail} /> : <RowList key={show} detail={detail} show={show} />}
          </Tabs.Panel>
        </Tabs>
      </Stack>
    </Page>
  );
}
