import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core';
import { lazy, useState } from 'react';
import {
  type Feedback,
  type FeedbackRequest,
  listFeedback,
  listFeedbackRequests,
  shareFeedback,
  unshareFeedback,
} from '@waymark/contract/feedback.ts';
import { useRead, useReadPages, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { PageSection } from '../students/PageSection.tsx';
import { Fetched } from '../ui/Fetched.tsx';
import { Loading } from '../ui/Loading.tsx';
import { MorePages } from '../ui/MorePages.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { notFetched, toast } from '../ui/toast.tsx';
import { readsOfFeedback } from './changed.ts';
import { FeedbackItem, FeedbackList } from './FeedbackItem.tsx';
import { GiveFeedback } from './GiveFeedback.tsx';
import { RequestList } from './RequestList.tsx';

const AskTeachers = lazy(() => import('./AskTeachers.tsx'));
const words = t.feedback;

/** The classroom part of a student's page: who was asked, and what teachers say. */
export default function StudentFeedback({ studentId }: { studentId: string }) {
  const { can } = useSession();
  const [open, setOpen] = useState<'ask' | 'write'>();
  const [again, setAgain] = useState<FeedbackRequest['teacher']>();
  const mayAsk = can('mentor', 'lead');
  const feedback = useReadPages(listFeedback, { query: { studentId, limit: 10 } });
  const items = feedback.data?.pages.flatMap((page) => page.items) ?? [];
  const name = feedback.data?.pages[0]?.student.name ?? '';
  const close = () => {
    setOpen(undefined);
    setAgain(undefined);
  };
  const none = can('student') ? words.given.noneStudent : `${words.given.none} ${mayAsk ? words.given.noneHint : ''}`;

  return (
    <PageSection
      id="student-feedback"
      title={words.section}
      action={
        mayAsk && (
          <Group gap="xs">
            <Button variant="default" onClick={() => setOpen('ask')}>
              {words.ask.button}
            </Button>
            <Button variant="subtle" onClick={() => setOpen('write')}>
              {words.given.record}
            </Button>
          </Group>
        )
      }
    >
      <Stack gap="lg">
        {!can('student') && (
          <Requests
            studentId={studentId}
            onAgain={({ teacher }) => {
              setAgain(teacher);
              setOpen('ask');
            }}
          />
        )}
        <Reading query={feedback} loading={<Loading lines={3} />} isEmpty={() => items.length === 0} empty={<Text c="dimmed">{none}</Text>}>
          {() => (
            <FeedbackList>
              {items.map((one) => (
                <FeedbackItem key={one.id} feedback={one}>
                  {mayAsk && <Share feedback={one} />}
                </FeedbackItem>
              ))}
            </FeedbackList>
          )}
        </Reading>
        <MorePages query={feedback} />
      </Stack>
      <Fetched onFailure={notFetched}>
        {open === 'ask' && <AskTeachers student={{ id: studentId, name }} again={again} onClose={close} />}
      </Fetched>
      <Modal opened={open === 'write'} onClose={close} title={words.given.recordTitle} size="lg" closeOnClickOutside={false}>
        <GiveFeedback
          studentId={studentId}
          submitLabel={words.given.save}
          onCancel={close}
          onDone={() => {
            toast.done(words.given.recorded);
            close();
          }}
        />
      </Modal>
    </PageSection>
  );
}

/** Requests that wait stand open; how earlier ones ended is asked for. */
function Requests({ studentId, onAgain }: { studentId: string; onAgain: (request: FeedbackRequest) => void }) {
  const [shown, setShown] = useState(false);
  const requests = useRead(listFeedbackRequests, { query: { studentId, limit: 50 } });
  const items = requests.data?.items ?? [];
  const waiting = items.filter(({ status }) => status === 'sent');
  const earlier = items.filter(({ status }) => status !== 'sent');
  if (requests.data !== undefined && items.length === 0) return null;
  return (
    <Reading query={requests} loading={<Loading lines={2} />}>
      {() => (
        <div>
          <Title order={3} size="h4">
            {words.requests.title}
          </Title>
          <RequestList requests={shown ? [...waiting, ...earlier] : waiting} onAgain={onAgain} />
          {earlier.length > 0 && (
            <Button variant="subtle" aria-expanded={shown} onClick={() => setShown((now) => !now)} className="no-print">
              {shown ? words.requests.hide : words.requests.show(earlier.length)}
            </Button>
          )}
        </div>
      )}
    </Reading>
  );
}

/** Shows one teacher's words to the student, or no longer. */
function Share({ feedback }: { feedback: Feedback }) {
  const { id, sharedWithStudent } = feedback;
  const who = feedback.author ?? '';
  const invalidates = readsOfFeedback;
  const share = useWrite(shareFeedback, { invalidates, onDone: () => toast.done(words.given.sharedToast) });
  const unshare = useWrite(unshareFeedback, { invalidates, onDone: () => toast.done(words.given.unsharedToast) });
  const label = sharedWithStudent ? words.given.unshare : words.given.share;
  return (
    <Button
      variant="subtle"
      className="no-print"
      loading={share.isPending || unshare.isPending}
      onClick={() => (sharedWithStudent ? unshare : share).mutate({ params: { id } })}
      aria-label={sharedWithStudent ? words.given.unshareNamed(who) : words.given.shareNamed(who)}
    >
      {label}
    </Button>
  );
}
