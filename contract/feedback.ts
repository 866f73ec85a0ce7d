import { z } from 'zod';
import { Done, Id, IdParams, Instant, Line, PageQuery, Version, pageOf } from './common.ts';
import { endpoint } from './endpoint.ts';
import { FeedbackAnswers } from './feedback-form.ts';

/** What a teacher says in a line or a few. */
const Said = z.string().trim().max(1000, 'Keep it to 1,000 letters: a line or two is enough.').default('');
const Subject = z.string().trim().max(100).default('');

const given = { answers: FeedbackAnswers.default({}), goingWell: Said, wouldHelp: Said };

/** What a teacher said about a student, asked or unasked. */
export const Feedback = z.object({
  id: Id,
  studentId: Id,
  /** Null for the student it was shared with: they learn what was said, in which subject. */
  author: z.string().nullable(),
  subject: z.string(),
  givenAt: Instant,
  answers: FeedbackAnswers,
  goingWell: z.string(),
  wouldHelp: z.string(),
  /** What the mentor asked beside the form; null where nobody asked. */
  asked: z.object({ by: z.string(), question: z.string() }).nullable(),
  /** Who wrote down what a teacher told them; null where the teacher wrote. */
  toldTo: z.string().nullable(),
  sharedWithStudent: z.boolean(),
});
export type Feedback = z.infer<typeof Feedback>;

export const listFeedback = endpoint({
  method: 'GET',
  path: '/feedback',
  summary: 'List what teachers said about a student, latest first. School contacts see what they gave, students what was shared with them.',
  query: PageQuery.extend({ studentId: Id }),
  response: pageOf(Feedback).extend({ student: z.object({ id: Id, name: z.string() }) }),
});

export const giveFeedback = endpoint({
  method: 'POST',
  path: '/feedback',
  summary: "Give feedback unasked, as a student's school; or write down what a teacher said.",
  body: z.object({
    id: Id,
    studentId: Id,
    /** Who said it, where somebody else writes it down. A school contact gives their own. */
    author: Line.optional(),
    subject: Subject,
    ...given,
  }),
  response: Feedback,
});

export const shareFeedback = endpoint({
  method: 'POST',
  path: '/feedback/:id/sharing',
  summary: 'Show a teacher’s feedback to the student, without the name of who gave it.',
  params: IdParams,
  response: Done,
});

export const unshareFeedback = endpoint({
  method: 'DELETE',
  path: '/feedback/:id/sharing',
  summary: 'Show a teacher’s feedback to the student no longer.',
  params: IdParams,
  response: Done,
});

export const FeedbackRequestStatus = z.enum(['sent', 'answered', 'declined', 'expired', 'withdrawn']);
export type FeedbackRequestStatus = z.infer<typeof FeedbackRequestStatus>;

export const FeedbackRequest = z.object({
  id: Id,
  studentId: Id,
  askedBy: z.object({ id: Id, name: z.string() }),
  teacher: z.object({ name: z.string(), email: z.string(), subject: z.string() }),
  question: z.string(),
  status: FeedbackRequestStatus,
  askedAt: Instant,
  lastSentAt: Instant,
  reminders: z.int(),
  expiresAt: Instant,
  /** When it was answered, declined or withdrawn. */
  endedAt: Instant.nullable(),
  version: Version,
});
export type FeedbackRequest = z.infer<typeof FeedbackRequest>;

export const listFeedbackRequests = endpoint({
  method: 'GET',
  path: '/feedback-requests',
  summary: 'List which teachers were asked about a student, and what became of it, latest first.',
  query: PageQuery.extend({ studentId: Id }),
  response: pageOf(FeedbackRequest),
});

const Teacher = z.object({
  name: Line,
  email: z.email('This is not an e-mail address, such as name@school.org.').max(200),
  subject: Subject,
});

export const askForFeedback = endpoint({
  method: 'POST',
  path: '/feedback-requests',
  summary: 'Ask teachers about a student: each gets a private link by e-mail to a form that takes a minute.',
  body: z.object({
    studentId: Id,
    question: z.string().trim().max(500, 'Keep the question to 500 letters.').default(''),
    teachers: z
      .array(Teacher.extend({ id: Id }))
      .min(1, 'Name at least one teacher.')
      .max(15, 'Ask at most 15 teachers at once.'),
  }),
  response: z.object({ items: z.array(FeedbackRequest) }),
});

export const remindTeacher = endpoint({
  method: 'POST',
  path: '/feedback-requests/:id/reminders',
  summary: 'Send a teacher who has not answered the link again.',
  params: IdParams,
  response: FeedbackRequest,
});

export const withdrawFeedbackRequest = endpoint({
  method: 'POST',
  path: '/feedback-requests/:id/withdrawal',
  summary: 'Take a request back: its link is over at once, and no more reminders go out.',
  params: IdParams,
  response: FeedbackRequest,
});

export const readFeedbackLink = endpoint({
  method: 'GET',
  path: '/feedback-requests/:id/link',
  summary: 'Read the private link of a request that is open, to hand it over another way.',
  params: IdParams,
  response: z.object({ url: z.url() }),
});

export const listTeachers = endpoint({
  method: 'GET',
  path: '/feedback-teachers',
  summary: 'List teachers of a student’s school who were asked before, the latest first.',
  query: z.object({ studentId: Id }),
  response: z.object({ items: z.array(Teacher.extend({ id: Id })) }),
});

const TokenParams = z.object({ token: z.string().min(1).max(200) });

export const openFeedbackForm = endpoint({
  method: 'GET',
  path: '/feedback-links/:token',
  summary: 'Open the form behind a private link: who asks, and the given name and initial of whom it is about.',
  access: 'public',
  params: TokenParams,
  response: z.object({
    organisation: z.string(),
    /** Given name and initial: `Ada L.` */
    student: z.string(),
    teacher: z.string(),
    subject: z.string(),
    askedBy: z.string(),
    question: z.string(),
    expiresAt: Instant,
  }),
});

export const answerFeedbackForm = endpoint({
  method: 'POST',
  path: '/feedback-links/:token/answer',
  summary: 'Answer the form behind a private link, once.',
  access: 'public',
  params: TokenParams,
  body: z.object(given),
  response: Done,
});

export const declineFeedbackForm = endpoint({
  method: 'POST',
  path: '/feedback-links/:token/refusal',
  summary: 'Say that this student is not one to speak about: the link is over, and no more reminders go out.',
  access: 'public',
  params: TokenParams,
  response: Done,
});
