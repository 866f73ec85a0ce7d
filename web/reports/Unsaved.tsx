import { Alert, Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { getReport, type Report } from '@waymark/contract/reports.ts';
import { queryClient, readKey } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { type Choices, wordsAt } from './draftKeeper.ts';
import classes from './reports.module.css';
import type { ReportDraft } from './useReportDraft.ts';

const words = t.reports;
const inNarrative = 'narrative.';

const nameOf = (field: string): string =>
  field.startsWith(inNarrative)
    ? words.sections.titles[field.slice(inNarrative.length) as keyof typeof words.sections.titles].title
    : (words.clash.fields[field] ?? field);

/** What keeps the draft from being saved: two versions of the same words, a field that is refused, a report that went ahead. */
export function Unsaved({ report, draft }: { report: Report; draft: ReportDraft }) {
  const { saved, clashes, errors, merged } = draft;
  if (saved === 'gone') return <Gone id={report.id} draft={draft.draft} fields={draft.keeper.unsavedWords()} />;
  return (
    <>
      {merged && (
        <Alert mb="md" role="status">
          {words.saved.mergedTitle}
        </Alert>
      )}
      {errors[''] !== undefined && (
        <Alert color="red" mb="md" role="alert">
          {errors['']}
        </Alert>
      )}
      {clashes.length > 0 && (
        <Alert color="orange" mb="md" role="alert" title={words.clash.title}>
          <Text mb="sm">{words.clash.lead}</Text>
          {clashes.map(({ field, theirs }) => (
            <div key={field} className={classes.clash}>
              <Title order={2} size="h4">
                {nameOf(field)}
              </Title>
              <div className={classes.versions}>
                <Version label={words.clash.mine} text={wordsAt(draft.draft, field)} />
                <Version label={words.clash.theirs} text={theirs} />
              </div>
              <Group gap="sm">
                <Button onClick={() => draft.keeper.settle(field, 'both')}>{words.clash.keepBoth}</Button>
                <Button variant="default" onClick={() => draft.keeper.settle(field, 'mine')}>
                  {words.clash.keepMine}
                </Button>
                <Button variant="default" onClick={() => draft.keeper.settle(field, 'theirs')}>
                  {words.clash.keepTheirs}
                </Button>
              </Group>
            </div>
          ))}
        </Alert>
      )}
    </>
  );
}

const Version = ({ label, text }: { label: string; text: string }) => (
  <div className={classes.version}>
    <Text size="sm" fw={600}>
      {label}
    </Text>
    <p>{text.trim() === '' ? <em>{words.clash.nothing}</em> : text}</p>
  </div>
);

/** Made final by somebody else meanwhile: what can no longer be saved is here to be copied. */
function Gone({ id, draft, fields }: { id: string; draft: Choices; fields: readonly string[] }) {
  const open = () => void queryClient.invalidateQueries({ queryKey: readKey(getReport, { params: { id } }) });
  return (
    <Alert color="orange" mb="md" role="alert" title={words.saved.wentTitle}>
      <Text mb="sm">{fields.length > 0 ? words.saved.went : words.saved.wentNothing}</Text>
      <Stack gap="sm" align="stretch">
        {fields.map((field) => (
          <Textarea key={field} label={nameOf(field)} readOnly autosize value={wordsAt(draft, field)} />
        ))}
        <Group>
          <Button variant="default" onClick={open}>
            {words.saved.wentOpen}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
