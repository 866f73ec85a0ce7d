-- The learning mentor's cycle around the meeting: referral, measures, reviews, closing, feedback, sharing, concerns,
-- other help. The same rules as in 0001: tenant first, settings-only policies, immutability by grants not given.

-- Private links -----------------------------------------------------------------------------------------------------

-- Opens exactly one thing to somebody without an account. Only the hash of its secret is kept; the secret itself is
-- derived from the installation's own (`server/links/links.ts`), so that a reminder can carry it again.
create table private_links (
  org_id uuid not null references organisations,
  id uuid not null,
  kind text not null check (kind in ('referral', 'questionnaire', 'feedback', 'share')),
  -- what it opens: a feedback request, a share, a questionnaire to be filled in; null for referrals to the organisation
  subject_id uuid,
  student_id uuid,
  token_hash text not null,
  -- a link that takes one answer is over once it was given
  single_use boolean not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  last_opened_at timestamptz,
  openings int not null default 0,
  primary key (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id)
);
create unique index private_links_token on private_links (token_hash);
create index private_links_by_subject on private_links (org_id, kind, subject_id);

-- Referral and triage -----------------------------------------------------------------------------------------------

-- as many students as a mentor is to have at most; shown at triage, it forbids nothing
alter table members add caseload_limit int check (caseload_limit between 1 and 500);

create table referral_reasons (
  org_id uuid not null references organisations,
  id uuid not null,
  code text not null,
  label text not null,
  shipped boolean not null default false,
  position int not null default 0,
  archived_at timestamptz,
  version int not null default 1,
  primary key (org_id, id)
);
create unique index referral_reasons_code on referral_reasons (org_id, code);

-- Readable rules over recorded data; a published version never changes.
create table criteria_versions (
  org_id uuid not null references organisations,
  id uuid not null,
  number int not null,
  status text not null default 'draft' check (status in ('draft', 'published', 'retired')),
  -- as `contract/criteria.ts` describes them, in order
  rules jsonb not null default '[]',
  created_at timestamptz not null default now(),
  created_by uuid,
  published_at timestamptz,
  published_by uuid,
  version int not null default 1,
  primary key (org_id, id)
);
create unique index criteria_versions_number on criteria_versions (org_id, number);
create unique index criteria_versions_one_draft on criteria_versions (org_id) where status = 'draft';

create table referrals (
  org_id uuid not null references organisations,
  -- null until triage has found the student whom somebody outside named
  student_id uuid,
  id uuid not null,
  -- {"name", "yearGroup", "schoolId", "birthDate"} as the referrer gave them
  named_as jsonb,
  programme_id uuid,
  source text not null check (source in ('app', 'link', 'criteria')),
  link_id uuid,
  referred_by uuid,
  referrer_kind text not null check (referrer_kind in ('teacher', 'mentor', 'lead', 'parent', 'student', 'agency', 'criteria', 'other')),
  referrer_name text not null default '',
  referrer_email text,
  reason_ids uuid[] not null default '{}',
  tried text not null default '',
  evidence text not null default '',
  -- which rules held, on which figures, as of when; frozen
  criteria_version_id uuid,
  criteria_snapshot jsonb,
  -- how many of the rules held: what the queue is ordered by beside age
  need int not null default 0,
  -- what the referrer is told of the decision
  answer text not null default '',
  status text not null default 'open' check (status in ('open', 'waiting', 'accepted', 'declined', 'redirected', 'withdrawn')),
  received_at timestamptz not null default now(),
  decided_at timestamptz,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, programme_id) references programmes (org_id, id),
  foreign key (org_id, criteria_version_id) references criteria_versions (org_id, id),
  foreign key (org_id, referred_by) references members (org_id, id)
);
create index referrals_queue on referrals (org_id, received_at, id) where status in ('open', 'waiting');
create index referrals_by_student on referrals (org_id, student_id, received_at);
create index referrals_by_referrer on referrals (org_id, referred_by, received_at desc);
create index referrals_by_time on referrals (org_id, received_at desc, id);

create table triage_decisions (
  org_id uuid not null references organisations,
  id uuid not null,
  referral_id uuid not null,
  student_id uuid,
  decision text not null check (decision in ('accept', 'wait', 'decline', 'redirect')),
  reason text not null,
  redirected_to text,
  enrolment_id uuid,
  match_id uuid,
  decided_at timestamptz not null default now(),
  decided_by uuid,
  primary key (org_id, id),
  foreign key (org_id, referral_id) references referrals (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, enrolment_id) references enrolments (org_id, id),
  foreign key (org_id, match_id) references matches (org_id, id)
);
create index triage_decisions_by_referral on triage_decisions (org_id, referral_id, decided_at);

-- Measures, readings, targets ---------------------------------------------------------------------------------------

create table questionnaires (
  org_id uuid not null references organisations,
  id uuid not null,
  code text not null,
  number int not null default 1,
  name text not null,
  introduction text not null default '',
  -- [{"id", "text", "reversed"}] and [{"value", "label"}], in order
  items jsonb not null,
  answers jsonb not null,
  -- with fewer items answered there is no score
  min_answered int not null default 1 check (min_answered >= 1),
  validated boolean not null default false,
  -- {"holder", "terms", "attestedBy", "attestedAt"} for one that is not ours
  licence jsonb,
  shipped boolean not null default false,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (org_id, id)
);
create unique index questionnaires_code on questionnaires (org_id, code, number);

create table measures (
  org_id uuid not null references organisations,
  id uuid not null,
  code text not null,
  name text not null,
  kind text not null check (kind in ('attainment', 'attendance', 'punctuality', 'behaviour', 'positive_behaviour', 'homework', 'coursework',
    'attitude_to_learning', 'attitude_to_school', 'indicator')),
  subject text,
  -- how it is read, as `contract/measures.ts` describes it: percent, count, number, or an ordered scale with described steps
  scale jsonb not null,
  better text not null default 'higher' check (better in ('higher', 'lower')),
  questionnaire_id uuid,
  -- recorded by people, or worked out from attendance marks and behaviour events
  derived boolean not null default false,
  -- asked for at the baseline and looked at in reviews, unless a programme says otherwise
  at_baseline boolean not null default true,
  at_review boolean not null default true,
  shipped boolean not null default false,
  position int not null default 0,
  archived_at timestamptz,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, questionnaire_id) references questionnaires (org_id, id)
);
create unique index measures_code on measures (org_id, code);

-- A dated value of a measure. Written once; a correction is a new row that supersedes the old with a reason.
create table readings (
  org_id uuid not null references organisations,
  student_id uuid not null,
  id uuid not null,
  measure_id uuid not null,
  enrolment_id uuid,
  point text check (point in ('baseline', 'progress', 'review', 'closing')),
  -- the value stands for the days from period_from to taken_on, or for taken_on alone
  taken_on date not null,
  period_from date,
  -- the value as a number, in the measure's own unit or the rank of the step on its ordered scale
  value numeric,
  -- the step as the scale calls it
  step text,
  missing_reason text check (missing_reason in ('not_asked', 'declined', 'not_applicable', 'not_collected')),
  note text not null default '',
  source text not null check (source in ('hand', 'questionnaire', 'import', 'marks')),
  supersedes uuid,
  amendment_reason text,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  recorded_role text,
  primary key (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, measure_id) references measures (org_id, id),
  foreign key (org_id, enrolment_id) references enrolments (org_id, id),
  foreign key (org_id, supersedes) references readings (org_id, id),
  check ((value is null) <> (missing_reason is null)),
  check ((supersedes is null) = (amendment_reason is null))
);
create index readings_by_student on readings (org_id, student_id, measure_id, taken_on desc);
create index readings_by_measure on readings (org_id, measure_id, taken_on);
create unique index readings_one_successor on readings (org_id, supersedes) where supersedes is not null;
create unique index readings_import_key on readings (org_id, student_id, measure_id, taken_on) where source = 'import' and supersedes is null;
create index readings_by_import on readings (org_id, import_id) where import_id is not null;

-- Attendance marks, a week a row: half-day sessions. The latest row of a week holds; earlier ones stay.
create table attendance_weeks (
  org_id uuid not null references organisations,
  student_id uuid not null,
  id uuid not null,
  week_start date not null,
  possible int not null,
  present int not null,
  approved int not null,
  authorised int not null,
  unauthorised int not null,
  -- among the present: late before the register closed; and among the unauthorised: late after it
  late_before int not null default 0,
  late_after int not null default 0,
  -- the marks themselves, in order, fourteen characters or codes apart by spaces; for looking back at what was read
  marks text not null default '',
  import_id uuid,
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  replaced_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id),
  check (possible = present + approved + authorised + unauthorised)
);
create unique index attendance_weeks_current on attendance_weeks (org_id, student_id, week_start) where replaced_at is null;
create index attendance_weeks_by_import on attendance_weeks (org_id, import_id) where import_id is not null;

create table behaviour_events (
  org_id uuid not null references organisations,
  student_id uuid not null,
  id uuid not null,
  happened_on date not null,
  kind text not null check (kind in ('incident', 'positive')),
  category text not null default '',
  points numeric,
  -- the id in the school's own system, so that a file brought again adds nothing
  external_key text,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  primary key (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id)
);
create index behaviour_events_by_student on behaviour_events (org_id, student_id, happened_on);
create unique index behaviour_events_key on behaviour_events (org_id, student_id, external_key) where external_key is not null;
create index behaviour_events_by_import on behaviour_events (org_id, import_id) where import_id is not null;

-- A questionnaire handed to a student on a link or a tablet, and what came back.
create table questionnaire_requests (
  org_id uuid not null references organisations,
  student_id uuid not null,
  id uuid not null,
  questionnaire_id uuid not null,
  measure_id uuid not null,
  enrolment_id uuid,
  point text check (point in ('baseline', 'progress', 'review', 'closing')),
  link_id uuid not null,
  asked_by uuid not null,
  created_at timestamptz not null default now(),
  answers jsonb,
  answered_at timestamptz,
  reading_id uuid,
  withdrawn_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, questionnaire_id) references questionnaires (org_id, id),
  foreign key (org_id, measure_id) references measures (org_id, id),
  foreign key (org_id, enrolment_id) references enrolments (org_id, id),
  foreign key (org_id, link_id) references private_links (org_id, id),
  foreign key (org_id, reading_id) references readings (org_id, id)
);
create index questionnaire_requests_by_student on questionnaire_requests (org_id, student_id, created_at desc);

-- The baseline as the mentor confirmed it: what was there, and what was knowingly left open.
create table baselines (
  org_id uuid not null references organisations,
  student_id uuid not null,
  enrolment_id uuid not null,
  id uuid not null,
  -- [{"measureId", "readingId"}], and [{"measureId" | "seriesId", "why"}]
  readings jsonb not null default '[]',
  gaps jsonb not null default '[]',
  confirmed_at timestamptz not null default now(),
  confirmed_by uuid,
  primary key (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, enrolment_id) references enrolments (org_id, id)
);
create index baselines_by_enrolment on baselines (org_id, enrolment_id, confirmed_at desc);

-- What a measure or an outcome should become, for one enrolment; or a measure for a student, whatever the programme and before
-- any, as schools set them. A changed target is a new row; the old one says when it went.
create table targets (
  org_id uuid not null references organisations,
  student_id uuid not null,
  id uuid not null,
  -- an enrolment's own target comes before the student's
  enrolment_id uuid,
  measure_id uuid,
  series_id uuid,
  -- in the measure's unit or rank; a level for an outcome
  value numeric not null,
  step text,
  due_on date,
  note text not null default '',
  set_at timestamptz not null default now(),
  set_by uuid,
  import_id uuid,
  replaced_at timestamptz,
  replaced_reason text,
  primary key (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, enrolment_id) references enrolments (org_id, id),
  foreign key (org_id, measure_id) references measures (org_id, id),
  check ((measure_id is null) <> (series_id is null)),
  -- outcomes are those of a programme's framework
  check (enrolment_id is not null or measure_id is not null)
);
create unique index targets_current_measure on targets (org_id, enrolment_id, measure_id) where replaced_at is null and measure_id is not null;
create unique index targets_current_series on targets (org_id, enrolment_id, series_id) where replaced_at is null and series_id is not null;
create unique index targets_current_student on targets (org_id, student_id, measure_id) where replaced_at is null and enrolment_id is null;
create index targets_by_import on targets (org_id, import_id) where import_id is not null;

-- Reviews and closing -----------------------------------------------------------------------------------------------

alter table programmes add review_every_weeks int check (review_every_weeks between 1 and 52);
alter table programmes add review_at_close boolean not null default true;
-- a closed case that is taken up again is a new enrolment, and says which it follows
alter table enrolments add follows_id uuid;
alter table enrolments add foreign key (org_id, follows_id) references enrolments (org_id, id);

create table reviews (
  org_id uuid not null references organisations,
  student_id uuid not null,
  id uuid not null,
  enrolment_id uuid not null,
  kind text not null default 'progress' check (kind in ('progress', 'closing')),
  due_on date not null,
  status text not null default 'due' check (status in ('due', 'held', 'skipped')),
  -- while it is due: what has been entered so far, {"mentor", "student", "teacher", "parent", "decision", "plan", …}
  draft jsonb not null default '{}',
  held_on date,
  held_by uuid,
  voices jsonb,
  decision text check (decision in ('continue', 'change_plan', 'step_down', 'close', 'refer_on')),
  decision_note text,
  plan text,
  -- everything the reviewer saw, as they saw it
  snapshot jsonb,
  draft_saved_at timestamptz,
  skipped_on date,
  skipped_reason text,
  created_at timestamptz not null default now(),
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, enrolment_id) references enrolments (org_id, id),
  foreign key (org_id, held_by) references members (org_id, id),
  check ((status = 'held') = (snapshot is not null and decision is not null and held_on is not null))
);
create index reviews_by_student on reviews (org_id, student_id, due_on);
create unique index reviews_one_due on reviews (org_id, enrolment_id, kind) where status = 'due';
create index reviews_due on reviews (org_id, due_on) where status = 'due';

create table closures (
  org_id uuid not null references organisations,
  student_id uuid not null,
  id uuid not null,
  enrolment_id uuid not null,
  review_id uuid,
  kind text not null check (kind in ('planned', 'early')),
  ended_by text not null check (ended_by in ('mentor', 'student', 'family', 'school', 'programme')),
  reason text not null,
  closed_on date not null,
  -- what the student is given to keep, in kind words
  student_summary text not null default '',
  what_next text not null default '',
  follow_up_on date,
  followed_up_on date,
  followed_up_by uuid,
  follow_up_note text not null default '',
  -- closing assessment and measures as they stood
  snapshot jsonb not null,
  closed_at timestamptz not null default now(),
  closed_by uuid,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, enrolment_id) references enrolments (org_id, id),
  foreign key (org_id, review_id) references reviews (org_id, id)
);
create unique index closures_one_an_enrolment on closures (org_id, enrolment_id);
create index closures_follow_up on closures (org_id, follow_up_on) where followed_up_on is null and follow_up_on is not null;

-- Classroom feedback ------------------------------------------------------------------------------------------------

-- A teacher who was asked before, offered again for students of the same school.
create table teachers (
  org_id uuid not null references organisations,
  id uuid not null,
  school_id uuid not null,
  name text not null,
  email text not null,
  subject text not null default '',
  last_asked_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, school_id) references schools (org_id, id)
);
create unique index teachers_email on teachers (org_id, school_id, lower(email));

create table feedback_requests (
  org_id uuid not null references organisations,
  student_id uuid not null,
  id uuid not null,
  asked_by uuid not null,
  teacher_name text not null,
  teacher_email text not null,
  subject text not null default '',
  question text not null default '',
  link_id uuid not null,
  asked_at timestamptz not null default now(),
  last_sent_at timestamptz not null default now(),
  reminders int not null default 0,
  answered_at timestamptz,
  -- the teacher said that this student is not theirs to speak about
  declined_at timestamptz,
  withdrawn_at timestamptz,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, asked_by) references members (org_id, id),
  foreign key (org_id, link_id) references private_links (org_id, id)
);
create index feedback_requests_by_student on feedback_requests (org_id, student_id, asked_at desc);
create index feedback_requests_open on feedback_requests (org_id, last_sent_at) where answered_at is null and declined_at is null and withdrawn_at is null;

-- What a teacher said, asked or unasked: written once. Whether the student may see it is the mentor's to decide.
create table feedback (
  org_id uuid not null references organisations,
  student_id uuid not null,
  id uuid not null,
  request_id uuid,
  author_id uuid,
  author_name text not null,
  subject text not null default '',
  -- {"effort": 3, "homework": null, …} on the form's described steps; null for "cannot say", absent where not answered
  answers jsonb not null default '{}',
  going_well text not null default '',
  would_help text not null default '',
  given_at timestamptz not null default now(),
  -- who wrote it down: the author with an account, or whoever was told; null for the holder of a link
  recorded_by uuid,
  shared_at timestamptz,
  shared_by uuid,
  primary key (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, request_id) references feedback_requests (org_id, id),
  foreign key (org_id, author_id) references members (org_id, id)
);
create index feedback_by_student on feedback (org_id, student_id, given_at desc);
create unique index feedback_one_a_request on feedback (org_id, request_id) where request_id is not null;

-- Sharing -----------------------------------------------------------------------------------------------------------

-- What left the house, exactly as it left: to whom, why, on which lawful basis.
create table shares (
  org_id uuid not null references organisations,
  student_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('progress_note', 'parent_summary', 'multi_agency_pack', 'handover_letter')),
  recipient_name text not null,
  recipient_role text not null default '',
  recipient_email text,
  purpose text not null,
  lawful_basis text not null check (lawful_basis in ('public_task', 'legitimate_interests', 'legal_obligation', 'vital_interests', 'consent')),
  medium text not null check (medium in ('pdf', 'word', 'link')),
  -- the document as `server/documents/document.ts` describes it
  content jsonb not null,
  -- meeting notes that were chosen line by line
  note_ids uuid[] not null default '{}',
  link_id uuid,
  shared_at timestamptz not null default now(),
  shared_by uuid,
  revoked_at timestamptz,
  revoked_by uuid,
  primary key (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, link_id) references private_links (org_id, id)
);
create index shares_by_student on shares (org_id, student_id, shared_at desc);
create index shares_by_time on shares (org_id, shared_at desc, id);

-- Concerns: the safeguarding lead's alone --------------------------------------------------------------------------

-- the last number given out: whoever raises a concern cannot count the others
alter table organisations add concerns_raised int not null default 0;

create table concerns (
  org_id uuid not null references organisations,
  student_id uuid not null,
  id uuid not null,
  number int not null,
  raised_by uuid,
  raised_role text not null,
  raised_at timestamptz not null default now(),
  -- as a person says it, by the organisation's clocks: the day, and "10:40" where that is known
  happened_on date,
  happened_time text check (happened_time ~ '^[0-2][0-9]:[0-5][0-9]$'),
  place text not null default '',
  -- what was seen and said; in the child's own words
  seen text not null,
  own_words text not null default '',
  done_already text not null default '',
  in_danger_now boolean not null default false,
  primary key (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id)
);
create unique index concerns_number on concerns (org_id, number);
create index concerns_by_student on concerns (org_id, student_id, raised_at desc);

-- All that whoever raised a concern still sees of it.
create table concern_receipts (
  org_id uuid not null references organisations,
  id uuid not null,
  concern_number int not null,
  raised_by uuid,
  raised_at timestamptz not null default now(),
  first_read_at timestamptz,
  primary key (org_id, id)
);
create index concern_receipts_by_member on concern_receipts (org_id, raised_by, raised_at desc);

-- Each reading of a concern, with its reason; it opens the concern to its reader for a while.
create table concern_readings (
  org_id uuid not null references organisations,
  id uuid not null,
  concern_id uuid not null,
  member_id uuid not null,
  reason text not null,
  kind text not null default 'read' check (kind in ('read', 'export')),
  at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, concern_id) references concerns (org_id, id)
);
create index concern_readings_by_concern on concern_readings (org_id, concern_id, at desc);

-- What the safeguarding lead noted and did: only ever added to.
create table concern_notes (
  org_id uuid not null references organisations,
  id uuid not null,
  concern_id uuid not null,
  body text not null,
  status text check (status in ('open', 'passed_on', 'closed')),
  at timestamptz not null default now(),
  by_member uuid,
  primary key (org_id, id),
  foreign key (org_id, concern_id) references concerns (org_id, id)
);
create index concern_notes_by_concern on concern_notes (org_id, concern_id, at);

-- Other help --------------------------------------------------------------------------------------------------------

create table interventions (
  org_id uuid not null references organisations,
  id uuid not null,
  name text not null,
  kind text not null,
  -- an activity type of TASO's mapping, where the organisation uses it
  taso_code text,
  provider text not null default '',
  description text not null default '',
  usual_minutes int check (usual_minutes between 1 and 10080),
  starts_on date,
  ends_on date,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  version int not null default 1,
  primary key (org_id, id)
);
create unique index interventions_name on interventions (org_id, lower(name)) where archived_at is null;

-- Who is on a group's list, from when to when.
create table intervention_places (
  org_id uuid not null references organisations,
  student_id uuid not null,
  id uuid not null,
  intervention_id uuid not null,
  started_on date not null,
  ended_on date,
  end_reason text,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, intervention_id) references interventions (org_id, id),
  check (ended_on is null or ended_on >= started_on)
);
create unique index intervention_places_open on intervention_places (org_id, intervention_id, student_id) where ended_on is null;
create index intervention_places_by_student on intervention_places (org_id, student_id);

-- One session of a group; a student's own session has a register of one.
create table intervention_sessions (
  org_id uuid not null references organisations,
  id uuid not null,
  intervention_id uuid not null,
  held_on date not null,
  minutes int not null check (minutes between 1 and 10080),
  title text not null default '',
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  cancelled_at timestamptz,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, intervention_id) references interventions (org_id, id)
);
create index intervention_sessions_by_day on intervention_sessions (org_id, intervention_id, held_on desc);

create table participations (
  org_id uuid not null references organisations,
  student_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  attended text not null check (attended in ('attended', 'part', 'absent')),
  -- this student's minutes; nought when absent
  minutes int not null check (minutes between 0 and 10080),
  note text not null default '',
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  -- a corrected register leaves the earlier mark, with the moment it was replaced
  replaced_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, session_id) references intervention_sessions (org_id, id)
);
create unique index participations_current on participations (org_id, session_id, student_id) where replaced_at is null;
create index participations_by_student on participations (org_id, student_id, recorded_at desc);

-- Imports of marks, events and results ------------------------------------------------------------------------------

alter table imports drop constraint imports_kind_check;
alter table imports add constraint imports_kind_check check (kind in ('roll', 'scores', 'attendance', 'behaviour', 'results'));

-- Row-level security, as in 0001 ------------------------------------------------------------------------------------

do $$
declare
  org constant text := $p$org_id = nullif(current_setting('app.org_id', true), '')::uuid$p$;
  own constant text := org || $p$ and (current_setting('app.scope', true) = 'all' or strpos(current_setting('app.students', true), student_id::text) > 0)$p$;
  me constant text := $p$nullif(current_setting('app.member_id', true), '')::uuid$p$;
  t text;
  predicate text;
begin
  for t in select c.relname from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and not c.relrowsecurity
    and exists (select from pg_attribute where attrelid = c.oid and attname = 'org_id' and not attisdropped) loop
    predicate := case
      -- whoever made a referral sees it, also of a student not in their care
      when t in ('referrals') then format('%s and (current_setting(''app.scope'', true) = ''all'' or referred_by = %s or strpos(current_setting(''app.students'', true), student_id::text) > 0)', org, me)
      -- the match ends with the case: whoever closed it still sees what they are to follow up
      when t in ('closures') then format('%s and (current_setting(''app.scope'', true) = ''all'' or strpos(current_setting(''app.students'', true), student_id::text) > 0 or (closed_by = %s and follow_up_on is not null))', org, me)
      when exists (select from pg_attribute where attrelid = t::regclass and attname = 'student_id' and not attisdropped) then own
      else org
    end;
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I to waymark_app using (%s) with check (%s)', t, predicate, predicate);
  end loop;
end $$;

create policy by_secret on private_links for select to waymark_app
  using (token_hash = nullif(current_setting('app.secret_hash', true), ''));

-- a concern is written by whoever is worried and read by the safeguarding lead alone; its number is the organisation's next
create policy safeguarding_only on concerns as restrictive for select to waymark_app
  using (current_setting('app.role', true) = 'safeguarding_lead');
create policy safeguarding_only on concern_readings as restrictive to waymark_app
  using (current_setting('app.role', true) = 'safeguarding_lead');
create policy safeguarding_only on concern_notes as restrictive to waymark_app
  using (current_setting('app.role', true) = 'safeguarding_lead');
create policy own_receipt on concern_receipts as restrictive for select to waymark_app
  using (current_setting('app.role', true) = 'safeguarding_lead' or raised_by = nullif(current_setting('app.member_id', true), '')::uuid);

-- feedback: a school contact reads what they gave themselves, a student what was shared with them
create policy given_or_shared on feedback as restrictive for select to waymark_app
  using (case current_setting('app.role', true)
    when 'school_contact' then author_id = nullif(current_setting('app.member_id', true), '')::uuid
    when 'student' then shared_at is not null
    else true end);

-- what a reviewer saw is frozen with the review
create policy while_due on reviews as restrictive for update to waymark_app using (status = 'due') with check (true);

grant select, insert, update on
  private_links, referral_reasons, criteria_versions, measures, questionnaires, questionnaire_requests, reviews, teachers,
  feedback_requests, interventions, intervention_places, intervention_sessions to waymark_app;
-- what was said when a student was referred stays as it was said; what the criteria found is filled in once, when it is known who it is
grant select, insert on referrals to waymark_app;
grant update (student_id, criteria_version_id, criteria_snapshot, need, answer, status, decided_at, version) on referrals to waymark_app;
grant select, insert on triage_decisions, readings, attendance_weeks, behaviour_events, baselines, targets, closures, feedback, shares,
  concerns, concern_receipts, concern_readings, concern_notes, participations to waymark_app;
grant update (replaced_at) on attendance_weeks, participations to waymark_app;
grant update (replaced_at, replaced_reason) on targets to waymark_app;
grant update (shared_at, shared_by) on feedback to waymark_app;
-- how it ended never changes; the words for the student may be completed, and what came of following it up is added
grant update (student_summary, what_next, followed_up_on, followed_up_by, follow_up_note, follow_up_on, version) on closures to waymark_app;
grant update (revoked_at, revoked_by) on shares to waymark_app;
grant update (first_read_at) on concern_receipts to waymark_app;
grant delete on criteria_versions to waymark_app;
create policy drafts_only on criteria_versions as restrictive for delete to waymark_app using (status = 'draft');

-- an undone import takes back its rows, and puts back the weeks it replaced
grant delete on readings, attendance_weeks, behaviour_events, targets to waymark_app;
do $$
declare t text;
begin
  foreach t in array array['readings', 'attendance_weeks', 'behaviour_events', 'targets'] loop
    execute format($p$create policy undo_only on %I as restrictive for delete to waymark_app
      using (import_id = nullif(current_setting('app.undo_import', true), '')::uuid)$p$, t);
  end loop;
end $$;

-- a review laid out for an enrolment that an undone import brought, and that nobody has begun, goes with it
grant delete on reviews to waymark_app;
create policy undo_only on reviews as restrictive for delete to waymark_app
  using (status = 'due' and draft = '{}'::jsonb and nullif(current_setting('app.undo_import', true), '') is not null);
