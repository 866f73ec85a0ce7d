import { schoolYearStart } from '@waymark/contract/days.ts';
import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconFileTypeDocx, IconFileTypePdf } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { causalWords } from '@waymark/contract/causal-words.ts';
import { makePackPdf, makePackWord, ProvisionSectionKey, type Narratives } from '@waymark/contract/provision.ts';
import { call } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatList, todayHere } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { saveFile } from '../ui/saveFile.ts';
import { Section } from '../ui/Section.tsx';
import { toast } from '../ui/toast.tsx';
import { useFilters } from '../ui/useFilters.ts';
import { useUnsavedGuard } from '../ui/useUnsavedGuard.ts';
import { filtersOf, kept } from './filters.ts';
import { ProvisionFilters } from './ProvisionFilters.tsx';

const words = t.provision.pack;

/** The figures as a document to hand over, with the lead's own words in it. */
export function Component() {
  const { search } = useLocation();
  const [filters, set] = useFilters(...kept);
  const today = todayHere();
  const [narratives, setNarratives] = useState<Narratives>({});
  const [taken, setTaken] = useState<Narratives>({});
  const [making, setMaking] = useState<'pdf' | 'word' | null>(null);
  useUnsavedGuard(ProvisionSectionKey.options.some((key) => (narratives[key] ?? '') !== (taken[key] ?? '')));

  const take = async (format: 'pdf' | 'word') => {
    setMaking(format);
    const endpoint = format === 'pdf' ? makePackPdf : makePackWord;
    try {
      const file = await call(endpoint, { body: { filters: filtersOf(filters), narratives } });
      saveFile({ fileName: file.fileName, content: file.content as Uint8Array }, endpoint.download ?? '');
      // only what is in a file may be left behind without being asked
      setTaken(narratives);
    } catch (error) {
      toast.problem(error);
    }
    setMaking(null);
  };

  return (
    <Page title={words.title} lead={words.lead} width="normal" parents={[{ label: t.provision.title, to: `/provision${search}` }]}>
      <Stack gap="lg" align="stretch">
        <ProvisionFilters filters={filters} period={{ from: schoolYearStart(filters.to ?? today), to: today }} set={set} />
        <Section title={words.own} lead={words.ownLead}>
          {ProvisionSectionKey.options.map((key) => (
            <Narrative
              key={key}
              label={words.sections[key]}
              value={narratives[key] ?? ''}
              change={(text) => setNarratives((now) => ({ ...now, [key]: text }))}
            />
          ))}
        </Section>
        <Section title={words.takeTitle} lead={words.takeLead}>
          <Group>
            <Button
              loading={making === 'pdf'}
              disabled={making === 'word'}
              leftSection={<IconFileTypePdf size={18} aria-hidden="true" />}
              onClick={() => void take('pdf')}
            >
              {words.pdf}
            </Button>
            <Button
              variant="default"
              loading={making === 'word'}
              disabled={making === 'pdf'}
              leftSection={<IconFileTypeDocx size={18} aria-hidden="true" />}
              onClick={() => void take('word')}
            >
              {words.word}
            </Button>
          </Group>
        </Section>
      </Stack>
    </Page>
  );
}

function Narrative({ label, value, change }: { label: string; value: string; change: (text: string) => void }) {
  const found = causalWords(value);
  return (
    <div>
      <Textarea
        label={label}
        description={words.hint}
        autosize
        minRows={2}
        maxRows={14}
        maxLength={5_000}
        value={value}
        onChange={(event) => change(event.currentTarget.value)}
      />
      {/* there from the beginning, so that a screen reader says what appears in it */}
      <div aria-live="polite">
        {found.length > 0 && (
          <Alert color="orange" title={words.causalTitle} mt="xs">
            <Text size="sm">{words.causal(formatList(found.map(words.quoted)))}</Text>
          </Alert>
        )}
      </div>
    </div>
  );
}
