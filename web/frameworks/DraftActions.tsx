import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { discardFrameworkDraft, exportFrameworkDraft, listFrameworkDrafts } from '@waymark/contract/framework-drafts.ts';
import type { FrameworkVersion } from '@waymark/contract/framework-content.ts';
import { getFramework, listFrameworks } from '@waymark/contract/frameworks.ts';
import { Link } from 'react-router';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { download } from '../ui/saveFile.ts';
import { toast } from '../ui/toast.tsx';

/** What can be done with a draft besides writing it. */
export function DraftActions({ server, dirty, onDiscarded }: { server: FrameworkVersion; dirty: boolean; onDiscarded: () => void }) {
  const text = t.frameworkDrafts;
  const first = server.number === 1;
  const framework = useRead(getFramework, { params: { id: server.frameworkId } }, { enabled: !first });
  const to = `/frameworks/drafts/${server.id}`;
  const discard = useWrite(discardFrameworkDraft, {
    invalidates: [listFrameworkDrafts, listFrameworks],
    onDone: () => {
      toast.done(text.discarded);
      onDiscarded();
    },
  });
  const ask = async () => {
    const body = first ? `${text.discardBody} ${text.discardFramework}` : text.discardBody;
    if (await confirm({ title: text.discardTitle, body, confirmLabel: text.discard, danger: true }))
      discard.mutate({ params: { id: server.id } });
  };
  return (
    <>
      <Button component={Link} to={`${to}/preview`} variant="default">
        {text.preview}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden="true" />}>
            {text.more}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {framework.data && framework.data.versions.length > 0 && (
            <Menu.Item component={Link} to={`${to}/compare`}>
              {text.compare}
            </Menu.Item>
          )}
          <Menu.Item
            disabled={dirty}
            onClick={() => void download(exportFrameworkDraft, { params: { id: server.id }, query: { format: 'yaml' } })}
          >
            {text.download}
          </Menu.Item>
          <Menu.Item color="red" onClick={() => void ask()}>
            {text.discard}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button component={Link} to={`${to}/publish`} variant="light">
        {text.publish}
      </Button>
    </>
  );
}
