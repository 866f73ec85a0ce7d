import { Alert, Anchor, Button, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { type Review, getReview } from '@waymark/contract/reviews.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatRelativeDay } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { EvidenceView } from './EvidenceView.tsx';
import { HeldReview } from './HeldReview.tsx';
import { HoldReview } from './HoldReview.tsx';

const words = t.reviews;

export const handle = { crumb: words.title };

/** One review: what is on record and room for what is said while it is due; what was seen and decided once it is held. */
export function Component() {
  const { id = '' } = useParams();
  const review = useRead(getReview, { params: { id } });
  // a new attempt, from what is on the server, once somebody else's change was looked at
  const [attempt, setAttempt] = useState(0);
  if (review.data === undefined) {
    return (
      <Page title={words.title}>
        <Reading query={review}>{() => null}</Reading>
      </Page>
    );
  }
  const reload = async () => {
    await review.refetch();
    setAttempt((n) => n + 1);
  };
  return <Whole review={review.data} attempt={attempt} reload={reload} />;
}

function Whole({ review, attempt, reload }: { review: Review; attempt: number; reload: () => Promise<void> }) {
  const { can } = useSession();
  const { student, programme, kind, status, dueOn, evidence } = review;
  const mayHold = status === 'due' && !review.closed && can('lead', 'mentor');
  const print = (
    <Button
      variant="default"
      leftSection={<IconPrinter size={18} aria-hidden="true" />}
      onClick={() => window.print()}
      className="no-print"
    >
      {words.print}
    </Button>
  );
  return (
    <Page
      title={words.pageTitle(kind, student.name)}
      lead={
        <>
          {programme}
          {status === 'due' && ` · ${words.dueLine(kind, formatRelativeDay(dueOn))}`} ·{' '}
          <Anchor component={Link} to={`/students/${student.id}`} inherit className="no-print">
            {words.toStudent}
          </Anchor>
        </>
      }
      actions={status === 'skipped' ? undefined : print}
    >
      {status === 'skipped' && <Text>{words.leftOut(review.skippedReason)}</Text>}
      {status === 'held' && evidence !== null && <HeldReview review={review} evidence={evidence} />}
      {mayHold && evidence !== null && <HoldReview key={attempt} review={review} evidence={evidence} reload={reload} />}
      {status === 'due' && !mayHold && evidence !== null && (
        <>
          <Alert mb="lg">{words.readOnly}</Alert>
          <EvidenceView evidence={evidence} state="reading" />
        </>
      )}
    </Page>
  );
}
