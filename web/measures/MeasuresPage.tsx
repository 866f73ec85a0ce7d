import { ActionIcon, Badge, Button, Group, Stack, Switch, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPencil, IconPlus } from '@tabler/icons-react';
import { Suspense, lazy, useState } from 'react';
import { listMeasures, type Measure, orderMeasures } from '@waymark/contract/measures.ts';
import { listQuestionnaires } from '@waymark/contract/questionnaires.ts';
import { useRead, useWrite } from '../api.ts';
import { QuestionnaireList } from '../questionnaires/QuestionnaireList.tsx';
import * as t from '../strings/catalogue.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';

const MeasureForm = lazy(() => import('./MeasureForm.tsx'));
const words = t.measures;

export const handle = { crumb: words.title };

/** What the organisation follows beside outcomes: its measures in order, and the questionnaires asked for them. */
export function Component() {
  const measures = useRead(listMeasures, {});
  const [open, setOpen] = useState<'new' | Measure>();
  const add = (
    <Button leftSection={<IconPlus size={20} aria-hidden="true" />} onClick={() => setOpen('new')}>
      {words.add}
    </Button>
  );
  return (
    <Page title={words.title} lead={words.lead} actions={add}>
      <Stack gap="xl">
        <Reading query={measures}>{({ items }) => <Measures items={items} onChange={setOpen} />}</Reading>
        <QuestionnaireList />
      </Stack>
      <Suspense>
        {open !== undefined && <MeasureForm measure={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
      </Suspense>
    </Page>
  );
}

function Measures({ items, onChange }: { items: Measure[]; onChange: (measure: Measure) => void }) {
  const [all, setAll] = useState(false);
  const [said, setSaid] = useState('');
  const questionnaires = useRead(listQuestionnaires, {});
  const order = useWrite(orderMeasures, { invalidates: [listMeasures] });
  const inUse = items.filter(({ archived }) => !archived);
  const archived = items.length - inUse.length;
  const move = (measure: Measure, by: 1 | -1) => {
    const ids = inUse.map(({ id }) => id);
    const at = ids.indexOf(measure.id);
    ids.splice(at, 1);
    ids.splice(at + by, 0, measure.id);
    order.mutate({ body: { ids } }, { onSuccess: () => setSaid(words.moved(measure.name, at + by + 1)) });
  };
  const comesFrom = (measure: Measure) => {
    if (measure.derived) return words.fromMarks;
    const questionnaire = questionnaires.data?.items.find(({ id }) => id === measure.questionnaireId);
    return questionnaire === undefined ? words.byHand : words.fromQuestionnaire(questionnaire.name);
  };
  return (
    <section aria-label={words.title}>
      <StackedTable
        caption={words.caption}
        rows={all ? items : inUse}
        rowKey={(one) => one.id}
        columns={[
          {
            label: words.name,
            cell: (one) => (
              <Group gap="xs">
                <Text span fw={600}>
                  {one.name}
                </Text>
                {one.archived && <Badge color="gray">{words.archived}</Badge>}
              </Group>
            ),
          },
          { label: words.scale, cell: ({ scale }) => words.scaleInWords(scale) },
          { label: words.comesFrom, cell: comesFrom },
          { label: words.askedAt, cell: ({ atBaseline, atReview }) => words.asked(atBaseline, atReview) },
          {
            label: words.change,
            hidden: true,
            cell: (one) => {
              const at = inUse.indexOf(one);
              return (
                <Group gap={4} wrap="nowrap" justify="flex-end">
                  {at >= 0 && (
                    <>
                      <Mover label={words.up(one.name)} disabled={at === 0 || order.isPending} onPress={() => move(one, -1)} up />
                      <Mover
                        label={words.down(one.name)}
                        disabled={at === inUse.length - 1 || order.isPending}
                        onPress={() => move(one, 1)}
                      />
                    </>
                  )}
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="lg"
                    aria-label={words.changeNamed(one.name)}
                    onClick={() => onChange(one)}
                  >
                    <IconPencil size={18} />
                  </ActionIcon>
                </Group>
              );
            },
          },
        ]}
      />
      <Text component="output" size="sm" c="dimmed" aria-live="polite">
        {said}
      </Text>
      {archived > 0 && (
        <Switch mt="sm" label={words.showArchived(archived)} checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />
      )}
    </section>
  );
}

function Mover({ label, disabled, onPress, up = false }: { label: string; disabled: boolean; onPress: () => void; up?: boolean }) {
  const Icon = up ? IconArrowUp : IconArrowDown;
  return (
    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} disabled={disabled} onClick={onPress}>
      <Icon size={18} />
    </ActionIcon>
  );
}
