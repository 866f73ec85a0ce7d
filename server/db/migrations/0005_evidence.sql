-- Evidence: what consistency, analysis and reports rest on.

-- Consistency of assessors ------------------------------------------------------------------------------------------

-- From this day, what a mentor scores before they have finished a first calibration exercise counts provisionally: it is
-- theirs and the student's to work with, and left out of what is counted over students. Decided when it is read, so that it
-- counts at once when they have. Null: no such rule.
alter table organisations add column calibrate_from date;
alter table members add column calibrated_at timestamptz;

-- A case as it is being written; publishing makes a vignette of it.
create table vignette_drafts (
  org_id uuid not null references organisations,
  id uuid not null,
  -- the published one it will take the place of
  replaces uuid,
  title text not null default '',
  body text not null default '',
  -- [{"outcomeId": "…", "level": 2, "reasoning": "…"}]
  answers jsonb not null default '[]',
  created_at timestamptz not null default now(),
  created_by uuid,
  version int not null default 1,
  primary key (org_id, id)
);

-- Published: its words and its reference levels never change. A reworded one is another vignette.
create table vignettes (
  org_id uuid not null references organisations,
  id uuid not null,
  -- of those Waymark ships with
  code text,
  title text not null,
  body text not null,
  replaces uuid,
  published_at timestamptz not null default now(),
  published_by uuid,
  retired_at timestamptz,
  retired_by uuid,
  primary key (org_id, id),
  foreign key (org_id, replaces) references vignettes (org_id, id)
);
create unique index vignettes_code on vignettes (org_id, code) where code is not null;
alter table vignette_drafts add foreign key (org_id, replaces) references vignettes (org_id, id);

create table vignette_references (
  org_id uuid not null references organisations,
  vignette_id uuid not null,
  outcome_id uuid not null,
  position int not null,
  level int not null,
  reasoning text not null,
  primary key (org_id, vignette_id, outcome_id),
  foreign key (org_id, vignette_id) references vignettes (org_id, id),
  foreign key (org_id, outcome_id) references outcomes (org_id, id)
);

create table calibration_exercises (
  org_id uuid not null references organisations,
  id uuid not null,
  title text not null,
  due_on date not null,
  started_at timestamptz not null default now(),
  started_by uuid,
  closed_at timestamptz,
  closed_by uuid,
  primary key (org_id, id)
);

create table exercise_vignettes (
  org_id uuid not null references organisations,
  exercise_id uuid not null,
  vignette_id uuid not null,
  position int not null,
  primary key (org_id, exercise_id, vignette_id),
  foreign key (org_id, exercise_id) references calibration_exercises (org_id, id),
  foreign key (org_id, vignette_id) references vignettes (org_id, id)
);
create index exercise_vignettes_by_vignette on exercise_vignettes (org_id, vignette_id);

-- Who is asked, and when they had scored them all.
create table exercise_members (
  org_id uuid not null references organisations,
  exercise_id uuid not null,
  member_id uuid not null,
  asked_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (org_id, exercise_id, member_id),
  foreign key (org_id, exercise_id) references calibration_exercises (org_id, id),
  foreign key (org_id, member_id) references members (org_id, id)
);
create index exercise_members_by_member on exercise_members (org_id, member_id);

create table calibration_answers (
  org_id uuid not null references organisations,
  exercise_id uuid not null,
  member_id uuid not null,
  vignette_id uuid not null,
  outcome_id uuid not null,
  level int not null,
  answered_at timestamptz not null default now(),
  -- set when its mentor has finished; it can then no longer be changed
  final boolean not null default false,
  primary key (org_id, exercise_id, member_id, vignette_id, outcome_id),
  foreign key (org_id, exercise_id, member_id) references exercise_members (org_id, exercise_id, member_id),
  foreign key (org_id, vignette_id, outcome_id) references vignette_references (org_id, vignette_id, outcome_id)
);

-- The levels of those who have finished, without who gave which: what a mentor sees of colleagues. Ids are made by
-- chance, so that they tell nobody's time.
create table calibration_levels (
  org_id uuid not null references organisations,
  id uuid not null default gen_random_uuid(),
  exercise_id uuid not null,
  vignette_id uuid not null,
  outcome_id uuid not null,
  level int not null,
  primary key (org_id, id),
  foreign key (org_id, exercise_id) references calibration_exercises (org_id, id)
);
create index calibration_levels_by_exercise on calibration_levels (org_id, exercise_id);

-- A second mentor asked to score a meeting of a colleague's, from what was shared of it or from having been there. What
-- they need is kept here while the request is open, so that nothing else of the student opens to them, and taken away
-- when it closes.
create table second_scorings (
  org_id uuid not null references organisations,
  student_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  scorer_id uuid not null,
  basis text not null check (basis in ('notes', 'present')),
  -- the draw it came from, {"id", "seed", "from", "to", "of": how many could be drawn, "drawn": how many were}; null when chosen
  -- by hand: such a meeting says something of itself and nothing of the others
  draw jsonb,
  outcome_ids uuid[] not null,
  -- {"student": given name, "yearGroup": …, "notes": ["…"]}
  material jsonb,
  -- what the scorer has chosen so far, {"outcome id": {"level": …, "missingReason": …}}; the scorer's alone until it is sent
  begun jsonb,
  due_on date not null,
  status text not null default 'open' check (status in ('open', 'done', 'withdrawn')),
  asked_at timestamptz not null default now(),
  asked_by uuid,
  closed_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, meeting_id) references meetings (org_id, id),
  foreign key (org_id, scorer_id) references members (org_id, id)
);
create unique index second_scorings_once on second_scorings (org_id, meeting_id, scorer_id) where status <> 'withdrawn';
create index second_scorings_by_scorer on second_scorings (org_id, scorer_id, status);
create index second_scorings_by_day on second_scorings (org_id, asked_at desc, id desc);

-- Never part of a student's standings, of prep or of reports: it answers how alike two people see one meeting.
create table second_scores (
  org_id uuid not null references organisations,
  student_id uuid not null,
  second_scoring_id uuid not null,
  scorer_id uuid not null,
  outcome_id uuid not null,
  level int,
  missing_reason text check (missing_reason in ('not_asked', 'not_applicable')),
  recorded_at timestamptz not null default now(),
  primary key (org_id, second_scoring_id, outcome_id),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, second_scoring_id) references second_scorings (org_id, id),
  foreign key (org_id, outcome_id) references outcomes (org_id, id),
  check ((level is null) <> (missing_reason is null))
);

do $$
declare
  org constant text := $p$org_id = nullif(current_setting('app.org_id', true), '')::uuid$p$;
  me constant text := $p$nullif(current_setting('app.member_id', true), '')::uuid$p$;
  t text;
  predicate text;
begin
  foreach t in array array['vignette_drafts', 'vignettes', 'vignette_references', 'calibration_exercises', 'exercise_vignettes',
    'exercise_members', 'calibration_answers', 'calibration_levels', 'second_scorings', 'second_scores'] loop
    predicate := case
      -- the scorer alone, and who may ask: the student's own mentor does not learn what a colleague saw, nor do student and school
      when t in ('second_scorings', 'second_scores') then format($p$%s and (scorer_id = %s
        or current_setting('app.role', true) in ('lead', 'admin', 'system')
        and (current_setting('app.scope', true) = 'all' or strpos(current_setting('app.students', true), student_id::text) > 0))$p$, org, me)
      else org
    end;
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I to waymark_app using (%s) with check (%s)', t, predicate, predicate);
  end loop;
  -- a mentor reads and writes their own answers; who gave which is for leads and administrators, and for nobody else
  foreach t in array array['calibration_answers', 'exercise_members'] loop
    execute format($p$create policy own_or_lead on %I as restrictive to waymark_app
      using (current_setting('app.role', true) in ('lead', 'admin', 'system') or member_id = %s)$p$, t, me);
  end loop;
end $$;

grant select, insert, update, delete on vignette_drafts to waymark_app;
grant select, insert on vignettes, vignette_references, calibration_exercises, exercise_vignettes, exercise_members,
  calibration_answers, calibration_levels, second_scorings, second_scores to waymark_app;
grant update (retired_at, retired_by) on vignettes to waymark_app;
grant update (closed_at, closed_by) on calibration_exercises to waymark_app;
grant update (finished_at) on exercise_members to waymark_app;
grant update (level, answered_at, final) on calibration_answers to waymark_app;
grant update (status, material, begun, closed_at) on second_scorings to waymark_app;
create policy until_finished on calibration_answers as restrictive for update to waymark_app using (not final) with check (true);
grant delete on calibration_answers to waymark_app;
create policy not_final on calibration_answers as restrictive for delete to waymark_app using (not final);
create policy until_finished on exercise_members as restrictive for update to waymark_app using (finished_at is null) with check (true);
create policy while_open on second_scorings as restrictive for update to waymark_app using (status = 'open') with check (true);

-- Analysis ----------------------------------------------------------------------------------------------------------

-- In analysis and reports, counts of fewer people than this are hidden, and with them what would give them away.
alter table organisations add column small_numbers int not null default 5 check (small_numbers between 2 and 30);

-- A short name for each series, assessor, session and school of an organisation, for `score_profiles`: given once, never taken back.
create table profile_places (
  org_id uuid not null references organisations,
  kind text not null check (kind in ('series', 'assessor', 'session', 'school')),
  of_id uuid not null,
  place int not null,
  primary key (org_id, kind, of_id),
  unique (org_id, kind, place)
);

-- What analysis asks of an enrolment in short texts: a whole organisation is read at a row a student. Kept up with the standings
-- and with what students receive, and rebuilt with the standings; what the texts say is told in server/assessments/profile-texts.ts.
create table score_profiles (
  org_id uuid not null references organisations,
  student_id uuid not null,
  enrolment_id uuid not null,
  -- mentor, student, joint; or both, for what a mentor and the student said of the same at about the same time
  perspective text not null,
  -- how many enrolments of the student have standings: where it is one, nothing needs to be put together
  enrolments int not null,
  -- the day the enrolment began, and the student's school
  began text not null,
  school text not null,
  -- how each series stands
  said text not null,
  -- every score with its day and assessor
  history text not null,
  -- meetings and sessions, with their minutes
  received text not null,
  -- the series with an action agreed or done between first and latest score
  acted text not null,
  -- when something of the student was last recorded that these texts say: at a moment from then on they stood as they stand now
  recorded_at timestamptz not null,
  primary key (org_id, student_id, enrolment_id, perspective),
  foreign key (org_id, student_id) references students (org_id, id)
);

-- Fits that take longer than a page may: asked for, worked on beside, and kept with their answer.
create table analysis_runs (
  org_id uuid not null references organisations,
  id uuid not null,
  question text not null,
  -- the filters as asked, in one order: the same question with the same filters finds its answer
  filters jsonb not null,
  filters_key text not null,
  status text not null default 'waiting' check (status in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  progress real not null default 0,
  stage text not null default '',
  answer jsonb,
  started_by uuid,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (org_id, id)
);
create index analysis_runs_by_question on analysis_runs (org_id, question, filters_key, started_at desc);

do $$
declare
  org constant text := $p$org_id = nullif(current_setting('app.org_id', true), '')::uuid$p$;
  own constant text := org || $p$ and (current_setting('app.scope', true) = 'all' or strpos(current_setting('app.students', true), student_id::text) > 0)$p$;
begin
  alter table score_profiles enable row level security;
  alter table score_profiles force row level security;
  execute format('create policy tenant on score_profiles to waymark_app using (%s) with check (%s)', own, own);
  alter table profile_places enable row level security;
  alter table profile_places force row level security;
  execute format('create policy tenant on profile_places to waymark_app using (%s) with check (%s)', org, org);
  alter table analysis_runs enable row level security;
  alter table analysis_runs force row level security;
  execute format('create policy tenant on analysis_runs to waymark_app using (%s) with check (%s)', org, org);
  -- their answers are for those who may ask
  create policy readers on analysis_runs as restrictive to waymark_app
    using (current_setting('app.role', true) in ('admin', 'lead', 'analyst', 'system'));
end $$;
grant select, insert, update, delete on score_profiles to waymark_app;
grant select, insert on profile_places to waymark_app;
grant select, insert, update on analysis_runs to waymark_app;

-- Releases ----------------------------------------------------------------------------------------------------------

-- A pseudonymised copy for analysis: who took it, when, what is in it and why. The line stays; the file does not.
create table releases (
  org_id uuid not null references organisations,
  id uuid not null,
  purpose text not null,
  formats text[] not null,
  as_of timestamptz not null,
  as_on date not null,
  rare_below int not null check (rare_below >= 5),
  -- the characteristics that are in it
  characteristic_ids uuid[] not null default '{}',
  -- what its pseudonyms are made with, and no other's; it never leaves the server
  pseudonym_key text not null,
  status text not null default 'waiting' check (status in ('waiting', 'making', 'ready', 'failed', 'put_away')),
  -- counts up with every attempt: one that is no longer the latest stops by itself
  making int not null default 0,
  rows_done bigint not null default 0,
  rows_expected bigint,
  bytes bigint,
  -- [{"name", "rows"}], and what is left to tell people by, as `contract/releases.ts` describes them
  tables jsonb not null default '[]',
  disclosure jsonb,
  error text,
  created_at timestamptz not null default now(),
  created_by uuid,
  touched_at timestamptz not null default now(),
  ready_at timestamptz,
  taken int not null default 0,
  last_taken_at timestamptz,
  primary key (org_id, id)
);
create index releases_by_time on releases (org_id, created_at desc, id);

-- The file in pieces of a megabyte, so that it never stands in memory whole and every server has it.
create table release_pieces (
  org_id uuid not null references organisations,
  release_id uuid not null,
  making int not null,
  n int not null,
  bytes bytea not null,
  primary key (org_id, release_id, making, n),
  foreign key (org_id, release_id) references releases (org_id, id)
);

do $$
declare t text;
begin
  foreach t in array array['releases', 'release_pieces'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy tenant on %I to waymark_app
      using (org_id = nullif(current_setting('app.org_id', true), '')::uuid)
      with check (org_id = nullif(current_setting('app.org_id', true), '')::uuid)$p$, t);
    -- everybody's records are in it, if under pseudonyms
    execute format($p$create policy whole_organisation on %I as restrictive to waymark_app
      using (current_setting('app.scope', true) = 'all' and current_setting('app.role', true) in ('admin', 'lead', 'analyst', 'system'))$p$, t);
  end loop;
end $$;

grant select, insert on releases, release_pieces to waymark_app;
grant update (status, making, rows_done, rows_expected, bytes, tables, disclosure, error, touched_at, ready_at, taken, last_taken_at) on releases to waymark_app;
grant delete on release_pieces to waymark_app;

-- How rows stood ----------------------------------------------------------------------------------------------------

-- What figures are made of, as it stood before it was changed (server/db/past-states.ts says which columns of which
-- tables): a table can be read as of a moment, and a report worked out again. A state stood until the transaction that
-- changed it began.
create table past_states (
  org_id uuid not null references organisations,
  -- whose it is; null for what is nobody's, such as the name of a programme
  student_id uuid,
  kind text not null,
  row_id uuid not null,
  until_at timestamptz not null default now(),
  was jsonb not null,
  primary key (org_id, kind, row_id, until_at)
);
create index past_states_by_moment on past_states (org_id, kind, until_at);

do $$
declare
  predicate constant text := $p$org_id = nullif(current_setting('app.org_id', true), '')::uuid
    and (student_id is null or current_setting('app.scope', true) = 'all' or strpos(current_setting('app.students', true), student_id::text) > 0)$p$;
begin
  alter table past_states enable row level security;
  alter table past_states force row level security;
  execute format('create policy tenant on past_states to waymark_app using (%s) with check (%s)', predicate, predicate);
end $$;

grant select, insert, delete on past_states to waymark_app;
-- they go with the rows an undone import takes back, and never otherwise
create policy undo_only on past_states as restrictive for delete to waymark_app
  using (nullif(current_setting('app.undo_import', true), '') is not null);

-- Reports -----------------------------------------------------------------------------------------------------------

-- What somebody chose and wrote, and once final what left the house: the document as it was read, and what worked it out.
-- A final one is never changed; what happens to it afterwards stands in tables of its own.
create table reports (
  org_id uuid not null references organisations,
  id uuid not null,
  kind text not null check (kind in ('partner', 'school', 'programme')),
  -- the one school it is about
  school_id uuid,
  title text not null,
  subtitle text not null default '',
  recipient text not null default '',
  design text not null default 'empirical' check (design in ('narrative', 'empirical')),
  preset text not null default 'own' check (preset in ('own', 'dfe', 'ofqual', 'hesa')),
  filters jsonb not null,
  sections text[] not null,
  narrative jsonb not null default '{}',
  status text not null default 'draft' check (status in ('draft', 'final')),
  -- the moment its figures are of
  as_of timestamptz,
  seed bigint not null default 1,
  code_version text,
  fingerprint text,
  document jsonb,
  schedule_id uuid,
  -- the day of its schedule it was made for
  scheduled_for date,
  copied_from uuid,
  created_at timestamptz not null default now(),
  created_by uuid,
  final_at timestamptz,
  final_by uuid,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, school_id) references schools (org_id, id),
  check ((kind = 'school') = (school_id is not null)),
  check (status = 'draft' or (document is not null and as_of is not null and fingerprint is not null and code_version is not null and final_at is not null))
);
create index reports_by_time on reports (org_id, created_at desc, id);
-- a schedule makes one draft a day, however often its job runs
create unique index reports_by_schedule on reports (org_id, schedule_id, scheduled_for) where schedule_id is not null;

-- The answers a report is made of, each worked out on its own, and the same worked out again to be compared. Kept with the
-- report when it is made final.
create table report_answers (
  org_id uuid not null references organisations,
  report_id uuid not null,
  purpose text not null check (purpose in ('report', 'again')),
  section text not null,
  -- what was asked, {"filters", "threshold"}: another choice needs another answer
  asked jsonb not null,
  as_of timestamptz not null,
  seed bigint not null,
  status text not null default 'waiting' check (status in ('waiting', 'done', 'failed')),
  -- why it could not be worked out, where that can be told in words
  failure text,
  -- as it was worked out, before a preset hides more of it; none for what is only compared
  answer jsonb,
  fingerprint text,
  code_version text,
  asked_at timestamptz not null default now(),
  kept boolean not null default false,
  primary key (org_id, report_id, purpose, section),
  foreign key (org_id, report_id) references reports (org_id, id)
);
create index report_answers_waiting on report_answers (org_id, asked_at) where status = 'waiting';

-- The counts of students a final report gave to its readers: what later reports are held against, so that nobody can be
-- found by taking one from another.
create table report_figures (
  org_id uuid not null references organisations,
  report_id uuid not null,
  position int not null,
  section text not null,
  title text not null,
  as_of date not null,
  -- the categories counted, by classification
  categories jsonb not null,
  -- null where it was hidden
  n int,
  -- shown as the nearest multiple of this
  rounded_to int not null default 1,
  primary key (org_id, report_id, position),
  foreign key (org_id, report_id) references reports (org_id, id)
);

create table report_withdrawals (
  org_id uuid not null references organisations,
  report_id uuid not null,
  school_id uuid,
  reason text not null,
  withdrawn_at timestamptz not null default now(),
  withdrawn_by uuid,
  primary key (org_id, report_id),
  foreign key (org_id, report_id) references reports (org_id, id)
);

-- Who took the file of a final report, and when.
create table report_takings (
  org_id uuid not null references organisations,
  id uuid not null,
  report_id uuid not null,
  school_id uuid,
  format text not null,
  taken_at timestamptz not null default now(),
  taken_by uuid,
  primary key (org_id, id),
  foreign key (org_id, report_id) references reports (org_id, id)
);
create index report_takings_by_report on report_takings (org_id, report_id, taken_at);

-- A report that is prepared again and again. Its days are counted from the first, so that the 31st stays the 31st.
create table report_schedules (
  org_id uuid not null references organisations,
  id uuid not null,
  kind text not null check (kind in ('partner', 'school', 'programme')),
  school_id uuid,
  title text not null,
  subtitle text not null default '',
  recipient text not null default '',
  design text not null check (design in ('narrative', 'empirical')),
  preset text not null check (preset in ('own', 'dfe', 'ofqual', 'hesa')),
  -- as for the first of them
  filters jsonb not null,
  sections text[] not null,
  narrative jsonb not null default '{}',
  every text not null check (every in ('month', 'term', 'year')),
  first_on date not null,
  -- how many of its days are over
  passed int not null default 0,
  owner_id uuid not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, school_id) references schools (org_id, id),
  foreign key (org_id, owner_id) references members (org_id, id),
  check ((kind = 'school') = (school_id is not null))
);

do $$
declare
  org constant text := $p$org_id = nullif(current_setting('app.org_id', true), '')::uuid$p$;
  staff constant text := $p$current_setting('app.role', true) in ('admin', 'lead', 'analyst', 'system')$p$;
  their_school constant text := $p$current_setting('app.role', true) = 'school_contact' and school_id = nullif(current_setting('app.school_id', true), '')::uuid$p$;
  t text;
begin
  foreach t in array array['reports', 'report_answers', 'report_figures', 'report_withdrawals', 'report_takings', 'report_schedules'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I to waymark_app using (%s) with check (%s)', t, org, org);
    -- a school reads what was made final about itself, and nothing of how it came about
    execute format('create policy readers on %I as restrictive to waymark_app using (%s) with check (%s)', t, case t
      when 'reports' then format($p$%s or status = 'final' and kind = 'school' and %s$p$, staff, their_school)
      when 'report_withdrawals' then format('%s or %s', staff, their_school)
      when 'report_takings' then format('%s or %s', staff, their_school)
      else staff end, case t when 'report_takings' then format('%s or %s', staff, their_school) else staff end);
  end loop;
end $$;

grant select, insert, update, delete on reports, report_answers, report_schedules to waymark_app;
grant select, insert on report_figures, report_withdrawals, report_takings to waymark_app;
create policy until_final on reports as restrictive for update to waymark_app using (status = 'draft') with check (true);
create policy drafts_only on reports as restrictive for delete to waymark_app using (status = 'draft');
create policy until_kept on report_answers as restrictive for update to waymark_app using (not kept) with check (true);
create policy not_kept on report_answers as restrictive for delete to waymark_app using (not kept);

-- One-page student reports ------------------------------------------------------------------------------------------

-- Whom a run is about, over which time, and what had been recorded when it was asked for.
create table student_report_runs (
  org_id uuid not null references organisations,
  id uuid not null,
  title text not null,
  programme_id uuid,
  cohort_id uuid,
  school_id uuid,
  period_from date not null,
  period_to date not null,
  as_of timestamptz not null,
  as_on date not null,
  status text not null default 'waiting' check (status in ('waiting', 'making', 'made', 'failed', 'cancelled')),
  error text,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (org_id, id),
  foreign key (org_id, programme_id) references programmes (org_id, id),
  foreign key (org_id, cohort_id) references cohorts (org_id, id),
  foreign key (org_id, school_id) references schools (org_id, id),
  check (period_from <= period_to)
);
create index student_report_runs_by_time on student_report_runs (org_id, created_at desc, id);

-- A student's page as it is being read first: a row from the moment the run is asked for, so that what is left to be made
-- is what has no page yet.
create table student_reports (
  org_id uuid not null references organisations,
  student_id uuid not null,
  id uuid not null,
  run_id uuid not null,
  enrolment_id uuid not null,
  -- as of the run, whose title is no business of a student
  period_from date not null,
  period_to date not null,
  as_of timestamptz not null,
  status text not null default 'waiting' check (status in ('waiting', 'draft', 'given', 'withdrawn')),
  -- what the page is chosen from, with the ids of what it rests on (server/student-reports/choose.ts)
  content jsonb,
  document jsonb,
  fingerprint text,
  lacking text check (lacking in ('own_view', 'everything')),
  line text not null default '',
  line_by uuid,
  -- scores whose comment is not to stand on it
  left_out uuid[] not null default '{}',
  made_at timestamptz,
  given_at timestamptz,
  given_by uuid,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  withdrawn_reason text,
  taken int not null default 0,
  last_taken_at timestamptz,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, run_id) references student_report_runs (org_id, id),
  foreign key (org_id, enrolment_id) references enrolments (org_id, id),
  check ((status = 'waiting') = (document is null)),
  check ((status = 'withdrawn') = (withdrawn_at is not null))
);
create unique index student_reports_one_a_run on student_reports (org_id, run_id, enrolment_id);
create index student_reports_by_student on student_reports (org_id, student_id, run_id);

-- The page as it was given: written once, and the only one a student ever sees.
create table student_report_pages (
  org_id uuid not null references organisations,
  student_id uuid not null,
  student_report_id uuid not null,
  document jsonb not null,
  fingerprint text not null,
  given_at timestamptz not null,
  primary key (org_id, student_report_id),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, student_report_id) references student_reports (org_id, id)
);

do $$
declare
  org constant text := $p$org_id = nullif(current_setting('app.org_id', true), '')::uuid$p$;
  own constant text := org || $p$ and (current_setting('app.scope', true) = 'all' or strpos(current_setting('app.students', true), student_id::text) > 0)$p$;
  staff constant text := $p$current_setting('app.role', true) in ('lead', 'mentor', 'system')$p$;
  t text;
begin
  foreach t in array array['student_report_runs', 'student_reports', 'student_report_pages'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I to waymark_app using (%s) with check (%s)', t,
      case t when 'student_report_runs' then org else own end, case t when 'student_report_runs' then org else own end);
    -- a student meets what was given to them; nobody else but those who work with them meets any of it
    execute format('create policy readers on %I as restrictive to waymark_app using (%s) with check (%s)', t, case t
      when 'student_report_runs' then staff
      when 'student_reports' then format($p$%s or current_setting('app.role', true) = 'student' and status = 'given'$p$, staff)
      else format($p$%s or current_setting('app.role', true) = 'student'$p$, staff) end,
      case t when 'student_reports' then format($p$%s or current_setting('app.role', true) = 'student' and status = 'given'$p$, staff) else staff end);
  end loop;
end $$;

grant select, insert on student_report_runs, student_reports, student_report_pages to waymark_app;
grant update (status, error) on student_report_runs to waymark_app;
grant update (status, content, document, fingerprint, lacking, line, line_by, left_out, made_at, given_at, given_by, withdrawn_at,
  withdrawn_by, withdrawn_reason, taken, last_taken_at, version) on student_reports to waymark_app;
create policy until_withdrawn on student_reports as restrictive for update to waymark_app using (status <> 'withdrawn') with check (true);
