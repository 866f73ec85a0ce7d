import { Text } from '@mantine/core';
import { useParams } from 'react-router';
import { getClosing } from '@waymark/contract/closures.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { ClosingForm } from './ClosingForm.tsx';

const words = t.closures;

/** Closes a case: how it ended, last scores and readings, what becomes of what is open, and words for the student. */
export function Component() {
  const { id = '' } = useParams();
  // what is typed is kept from a read that comes while it is being typed
  const closing = useRead(getClosing, { params: { id } }, { staleTime: Number.POSITIVE_INFINITY });
  const ground = closing.data;
  return (
    <Page
      title={ground === undefined ? words.submit : words.title(ground.student.name)}
      lead={
        ground && (
          <>
            {words.lead(ground.programme, formatDate(ground.startedOn))}
            {ground.review !== null && <Text c="dimmed">{words.fromReview(formatDate(ground.review.heldOn))}</Text>}
          </>
        )
      }
      parents={ground && [{ label: ground.student.name, to: `/students/${ground.student.id}` }]}
      width="normal"
    >
      <Reading query={closing} isEmpty={() => false}>
        {(data) => <ClosingForm ground={data} />}
      </Reading>
    </Page>
  );
}
