import { Button, Group, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { previewReport, type ReportRemedy, workOutReport } from '@waymark/contract/reports.ts';
import { useWrite } from '../api.ts';
import { DocumentView } from '../documents/DocumentView.tsx';
import documentClasses from '../documents/documents.module.css';
import * as t from '../strings/catalogue.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { formatDateTime } from '../ui/format.ts';
import { appendixId, Contents } from './Contents.tsx';
import { ProblemList } from './ProblemList.tsx';
import { TakeFile } from './TakeFile.tsx';
import type { PreviewQuery } from './usePreview.ts';
import { WorkingOut } from './WorkingOut.tsx';

const words = t.reports.preview;

interface PreviewPartProps {
  id: string;
  /** How many parts the report has. */
  parts: number;
  preview: PreviewQuery;
  /** Everything that was entered is on the server, and so in the preview. */
  saved: boolean;
  /** Whoever may only read: nothing to mend, nothing to work out. */
  readOnly?: boolean;
  onRemedy?: (remedy: ReportRemedy) => void;
}

/** The document as it will be, under what should be put right first. */
export function PreviewPart({ id, parts, preview, saved, readOnly = false, onRemedy }: PreviewPartProps) {
  const again = useWrite(workOutReport, { invalidates: [previewReport] });
  const { data, error } = preview;
  if (error != null) return <ErrorState error={error} retry={() => void preview.refetch()} />;
  if (data === undefined || data.waiting.length > 0) {
    return <WorkingOut says={saved ? words.working : words.waitSave} all={parts} waiting={data?.waiting.length ?? parts} />;
  }
  const { document, problems, remedies, asOf } = data;
  return (
    <Stack gap="md" align="stretch">
      <ProblemList problems={problems} linked={!readOnly} remedies={remedies} {...(onRemedy === undefined ? {} : { onRemedy })} />
      <Group gap="sm" justify="space-between">
        <Text size="sm" c="dimmed" role="status">
          {[problems.some(({ stops }) => stops) ? undefined : words.none, `${words.asOf(formatDateTime(asOf))}.`].filter(Boolean).join(' ')}
        </Text>
        {!readOnly && (
          <Button
            variant="default"
            loading={again.isPending}
            leftSection={<IconRefresh size={18} aria-hidden="true" />}
            onClick={() => again.mutate({ params: { id } })}
          >
            {words.again}
          </Button>
        )}
      </Group>
      <Contents document={document} />
      <section aria-label={words.document} className={documentClasses.sheet}>
        <DocumentView document={document} foldFrom={appendixId} />
      </section>
      {!readOnly && (
        <Stack gap="xs">
          <Group gap="sm">
            <TakeFile id={id} format="pdf" label={words.draftPdf} />
            <TakeFile id={id} format="word" label={words.draftWord} />
          </Group>
          <Text size="sm" c="dimmed">
            {words.draftNote}
          </Text>
        </Stack>
      )}
    </Stack>
  );
}
