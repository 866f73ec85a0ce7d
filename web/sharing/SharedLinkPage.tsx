import { Button, Group, Text } from '@mantine/core';
import { IconFileTypeDocx, IconFileTypePdf } from '@tabler/icons-react';
import { useParams } from 'react-router';
import { downloadSharedPdf, downloadSharedWord, openSharedLink } from '@waymark/contract/shares.ts';
import { useRead } from '../api.ts';
import { DocumentView, Imprint } from '../documents/DocumentView.tsx';
import { PrivatePage } from '../links/PrivatePage.tsx';
import * as t from '../strings/catalogue.ts';
import { formatDateTime } from '../ui/format.ts';
import { Loading } from '../ui/Loading.tsx';
import { download } from '../ui/saveFile.ts';

const words = t.sharing.public;

/** What a private link opens to its reader: the document, to read here or to keep. */
export function Component() {
  const { token = '' } = useParams();
  // one visit is one opening: reading again when the window is looked at would count as another
  const shared = useRead(openSharedLink, { params: { token } }, { staleTime: Number.POSITIVE_INFINITY });
  const { data } = shared;
  if (data === undefined) {
    return (
      <PrivatePage title={words.opening} over={shared.error ?? undefined} retry={() => void shared.refetch()}>
        <Loading />
      </PrivatePage>
    );
  }
  const { document } = data;
  return (
    <PrivatePage
      title={document.title}
      organisation={data.organisation}
      lead={
        <>
          <Imprint document={document} />
          <Text size="sm" mt="xs">
            {words.lead(data.sharedBy, formatDateTime(data.expiresAt))} {words.keep}
          </Text>
        </>
      }
    >
      <Group mb="lg">
        <Button
          variant="default"
          leftSection={<IconFileTypePdf size={18} aria-hidden="true" />}
          onClick={() => void download(downloadSharedPdf, { params: { token } })}
        >
          {t.sharing.one.pdf}
        </Button>
        <Button
          variant="default"
          leftSection={<IconFileTypeDocx size={18} aria-hidden="true" />}
          onClick={() => void download(downloadSharedWord, { params: { token } })}
        >
          {t.sharing.one.word}
        </Button>
      </Group>
      <DocumentView document={document} untitled />
    </PrivatePage>
  );
}
