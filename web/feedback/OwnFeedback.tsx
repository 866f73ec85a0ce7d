import { listFeedback } from '@waymark/contract/feedback.ts';
import { useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { MorePages } from '../ui/MorePages.tsx';
import { Section } from '../ui/Section.tsx';
import { FeedbackItem, FeedbackList } from './FeedbackItem.tsx';

/** On a student's home: what teachers said, as far as it was shared with them. Nothing where nothing was. */
export default function OwnFeedback({ studentId }: { studentId: string }) {
  const feedback = useReadPages(listFeedback, { query: { studentId, limit: 5 } });
  const items = feedback.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={t.feedback.section}>
      <FeedbackList>
        {items.map((one) => (
          <FeedbackItem key={one.id} feedback={one} />
        ))}
      </FeedbackList>
      <MorePages query={feedback} />
    </Section>
  );
}
