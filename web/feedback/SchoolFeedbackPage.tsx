import { Text } from '@mantine/core';
import { useState } from 'react';
import { useParams } from 'react-router';
import { listFeedback } from '@waymark/contract/feedback.ts';
import { useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { MorePages } from '../ui/MorePages.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { toast } from '../ui/toast.tsx';
import { FeedbackItem, FeedbackList } from './FeedbackItem.tsx';
import { GiveFeedback } from './GiveFeedback.tsx';

const words = t.feedback.school;

/** `/students/:id/feedback`: a school contact offers a note unasked, and reads what they said before. */
export function Component() {
  const { id = '' } = useParams();
  const [given, setGiven] = useState(0);
  const feedback = useReadPages(listFeedback, { query: { studentId: id, limit: 10 } });
  const items = feedback.data?.pages.flatMap((page) => page.items) ?? [];
  const name = feedback.data?.pages[0]?.student.name;
  if (name === undefined) {
    return (
      <Page title={words.crumb} width="normal">
        <Reading query={feedback}>{() => null}</Reading>
      </Page>
    );
  }
  return (
    <Page title={words.title(name)} lead={words.lead} width="normal">
      {/* a fresh form after each: the next is another */}
      <GiveFeedback
        key={given}
        studentId={id}
        submitLabel={words.send}
        onDone={() => {
          toast.done(words.sent);
          setGiven((n) => n + 1);
          window.scrollTo({ top: 0 });
        }}
      />
      <div style={{ marginTop: 'var(--mantine-spacing-xl)' }}>
        <Section title={words.own}>
          {items.length === 0 ? (
            <Text c="dimmed">{words.ownNone}</Text>
          ) : (
            <FeedbackList>
              {items.map((one) => (
                <FeedbackItem key={one.id} feedback={one} />
              ))}
            </FeedbackList>
          )}
          <MorePages query={feedback} />
        </Section>
      </div>
    </Page>
  );
}

export const handle = { crumb: words.crumb };
