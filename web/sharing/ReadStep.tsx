import { Button, Group, Stack, Text } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import { useState } from 'react';
import { previewShare } from '@waymark/contract/shares.ts';
import { DocumentEditor } from '../documents/DocumentEditor.tsx';
import * as t from '../strings/catalogue.ts';
import { download } from '../ui/saveFile.ts';
import { NamesWarning } from './NamesWarning.tsx';
import type { StepProps } from './ShareStudentPage.tsx';

const words = t.sharing.page;

/** Step 2: the document as its reader will see it, every text open to change. */
export function ReadStep(props: StepProps) {
  const { choices, draft, change } = props;
  const [drawing, setDrawing] = useState(false);
  const { document } = draft;
  if (document === null) return null;
  const seePdf = async () => {
    setDrawing(true);
    await download(previewShare, { params: { id: choices.student.id }, body: { document } });
    setDrawing(false);
  };
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <Text c="dimmed" style={{ flex: '1 1 16rem' }}>
          {words.readLead(draft.recipient.name.trim())}
        </Text>
        <Button
          variant="default"
          size="sm"
          loading={drawing}
          leftSection={<IconFileTypePdf size={18} aria-hidden="true" />}
          onClick={() => void seePdf()}
        >
          {words.seePdf}
        </Button>
      </Group>
      <NamesWarning {...props} />
      <DocumentEditor document={document} onChange={(next) => change({ document: next, edited: true })} />
      <Group>
        <Button size="md" onClick={() => change({ step: 'send' })}>
          {words.toSend}
        </Button>
        <Button variant="default" size="md" onClick={() => change({ step: 'choose' })}>
          {words.back}
        </Button>
      </Group>
    </Stack>
  );
}
