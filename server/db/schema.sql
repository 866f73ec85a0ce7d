CREATE SCHEMA accounts;

CREATE TABLE accounts.account (
    id text NOT NULL,
    "accountId" text NOT NULL,
    "providerId" text NOT NULL,
    "userId" text NOT NULL,
    "accessToken" text,
    "refreshToken" text,
    "idToken" text,
    "accessTokenExpiresAt" timestamp with time zone,
    "refreshTokenExpiresAt" timestamp with time zone,
    scope text,
    password text,
    "createdAt" timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    "updatedAt" timestamp with time zone NOT NULL
);

CREATE TABLE accounts."rateLimit" (
    id text NOT NULL,
    key text NOT NULL,
    count integer NOT NULL,
    "lastRequest" bigint NOT NULL
);

CREATE TABLE accounts.session (
    id text NOT NULL,
    "expiresAt" timestamp with time zone NOT NULL,
    token text NOT NULL,
    "createdAt" timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    "updatedAt" timestamp with time zone NOT NULL,
    "ipAddress" text,
    "userAgent" text,
    "userId" text NOT NULL
);

CREATE TABLE accounts."twoFactor" (
    id text NOT NULL,
    secret text NOT NULL,
    "backupCodes" text NOT NULL,
    "userId" text NOT NULL,
    verified boolean,
    "failedVerificationCount" integer,
    "lockedUntil" timestamp with time zone
);

CREATE TABLE accounts."user" (
    id text NOT NULL,
    name text NOT NULL,
    email text NOT NULL,
    "emailVerified" boolean NOT NULL,
    image text,
    "createdAt" timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    "updatedAt" timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    "twoFactorEnabled" boolean
);

CREATE TABLE accounts.verification (
    id text NOT NULL,
    identifier text NOT NULL,
    value text NOT NULL,
    "expiresAt" timestamp with time zone NOT NULL,
    "createdAt" timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    "updatedAt" timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);

CREATE TABLE public.access_log (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    member_id uuid,
    role text,
    what text NOT NULL,
    student_id uuid,
    request_id text,
    ip text
);

ALTER TABLE ONLY public.access_log FORCE ROW LEVEL SECURITY;

CREATE TABLE public.access_tokens (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    member_id uuid NOT NULL,
    name text NOT NULL,
    token_hash text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone
);

ALTER TABLE ONLY public.access_tokens FORCE ROW LEVEL SECURITY;

CREATE TABLE public.action_library (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    series_id uuid,
    title text NOT NULL,
    detail text DEFAULT ''::text NOT NULL,
    owner text DEFAULT 'student'::text NOT NULL,
    up_to_level integer DEFAULT 2 NOT NULL,
    due_in_days integer DEFAULT 14 NOT NULL,
    archived_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT action_library_due_in_days_check CHECK (((due_in_days >= 1) AND (due_in_days <= 365))),
    CONSTRAINT action_library_owner_check CHECK ((owner = ANY (ARRAY['mentor'::text, 'student'::text])))
);

ALTER TABLE ONLY public.action_library FORCE ROW LEVEL SECURITY;

CREATE TABLE public.actions (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    id uuid NOT NULL,
    match_id uuid NOT NULL,
    mentor_id uuid NOT NULL,
    meeting_id uuid,
    series_id uuid,
    library_id uuid,
    title text NOT NULL,
    detail text DEFAULT ''::text NOT NULL,
    owner text DEFAULT 'student'::text NOT NULL,
    due_on date,
    status text DEFAULT 'open'::text NOT NULL,
    closed_on date,
    closed_meeting_id uuid,
    close_note text DEFAULT ''::text NOT NULL,
    shared_with_student boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT actions_check CHECK (((status = 'open'::text) = (closed_on IS NULL))),
    CONSTRAINT actions_owner_check CHECK ((owner = ANY (ARRAY['mentor'::text, 'student'::text]))),
    CONSTRAINT actions_status_check CHECK ((status = ANY (ARRAY['open'::text, 'done'::text, 'not_done'::text, 'dropped'::text])))
);

ALTER TABLE ONLY public.actions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.analysis_runs (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    question text NOT NULL,
    filters jsonb NOT NULL,
    filters_key text NOT NULL,
    status text DEFAULT 'waiting'::text NOT NULL,
    progress real DEFAULT 0 NOT NULL,
    stage text DEFAULT ''::text NOT NULL,
    answer jsonb,
    started_by uuid,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT analysis_runs_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
);

ALTER TABLE ONLY public.analysis_runs FORCE ROW LEVEL SECURITY;

CREATE TABLE public.assessments (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    id uuid NOT NULL,
    enrolment_id uuid NOT NULL,
    framework_version_id uuid NOT NULL,
    assessor_id uuid NOT NULL,
    match_id uuid,
    meeting_id uuid,
    perspective text NOT NULL,
    point text NOT NULL,
    assessed_on date NOT NULL,
    source text DEFAULT 'app'::text NOT NULL,
    import_id uuid,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    recorded_by uuid,
    recorded_role text,
    CONSTRAINT assessments_perspective_check CHECK ((perspective = ANY (ARRAY['mentor'::text, 'student'::text, 'joint'::text]))),
    CONSTRAINT assessments_point_check CHECK ((point = ANY (ARRAY['baseline'::text, 'progress'::text, 'review'::text, 'closing'::text]))),
    CONSTRAINT assessments_source_check CHECK ((source = ANY (ARRAY['app'::text, 'import'::text])))
);

ALTER TABLE ONLY public.assessments FORCE ROW LEVEL SECURITY;

CREATE TABLE public.attendance_weeks (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    id uuid NOT NULL,
    week_start date NOT NULL,
    possible integer NOT NULL,
    present integer NOT NULL,
    approved integer NOT NULL,
    authorised integer NOT NULL,
    unauthorised integer NOT NULL,
    late_before integer DEFAULT 0 NOT NULL,
    late_after integer DEFAULT 0 NOT NULL,
    marks text DEFAULT ''::text NOT NULL,
    import_id uuid,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    recorded_by uuid,
    replaced_at timestamp with time zone,
    CONSTRAINT attendance_weeks_check CHECK ((possible = (((present + approved) + authorised) + unauthorised)))
);

ALTER TABLE ONLY public.attendance_weeks FORCE ROW LEVEL SECURITY;

CREATE TABLE public.audit_log (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    member_id uuid,
    role text,
    action text NOT NULL,
    entity text NOT NULL,
    entity_id uuid,
    student_id uuid,
    detail jsonb DEFAULT '{}'::jsonb NOT NULL,
    request_id text,
    ip text
);

ALTER TABLE ONLY public.audit_log FORCE ROW LEVEL SECURITY;

CREATE TABLE public.baselines (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    enrolment_id uuid NOT NULL,
    id uuid NOT NULL,
    readings jsonb DEFAULT '[]'::jsonb NOT NULL,
    gaps jsonb DEFAULT '[]'::jsonb NOT NULL,
    confirmed_at timestamp with time zone DEFAULT now() NOT NULL,
    confirmed_by uuid
);

ALTER TABLE ONLY public.baselines FORCE ROW LEVEL SECURITY;

CREATE TABLE public.behaviour_events (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    id uuid NOT NULL,
    happened_on date NOT NULL,
    kind text NOT NULL,
    category text DEFAULT ''::text NOT NULL,
    points numeric,
    external_key text,
    import_id uuid,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    recorded_by uuid,
    CONSTRAINT behaviour_events_kind_check CHECK ((kind = ANY (ARRAY['incident'::text, 'positive'::text])))
);

ALTER TABLE ONLY public.behaviour_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.calibration_answers (
    org_id uuid NOT NULL,
    exercise_id uuid NOT NULL,
    member_id uuid NOT NULL,
    vignette_id uuid NOT NULL,
    outcome_id uuid NOT NULL,
    level integer NOT NULL,
    answered_at timestamp with time zone DEFAULT now() NOT NULL,
    final boolean DEFAULT false NOT NULL
);

ALTER TABLE ONLY public.calibration_answers FORCE ROW LEVEL SECURITY;

CREATE TABLE public.calibration_exercises (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    title text NOT NULL,
    due_on date NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    started_by uuid,
    closed_at timestamp with time zone,
    closed_by uuid
);

ALTER TABLE ONLY public.calibration_exercises FORCE ROW LEVEL SECURITY;

CREATE TABLE public.calibration_levels (
    org_id uuid NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    exercise_id uuid NOT NULL,
    vignette_id uuid NOT NULL,
    outcome_id uuid NOT NULL,
    level integer NOT NULL
);

ALTER TABLE ONLY public.calibration_levels FORCE ROW LEVEL SECURITY;

CREATE TABLE public.characteristics (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    label text NOT NULL,
    options jsonb NOT NULL,
    shipped boolean DEFAULT false NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    archived_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL
);

ALTER TABLE ONLY public.characteristics FORCE ROW LEVEL SECURITY;

CREATE TABLE public.closures (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    id uuid NOT NULL,
    enrolment_id uuid NOT NULL,
    review_id uuid,
    kind text NOT NULL,
    ended_by text NOT NULL,
    reason text NOT NULL,
    closed_on date NOT NULL,
    student_summary text DEFAULT ''::text NOT NULL,
    what_next text DEFAULT ''::text NOT NULL,
    follow_up_on date,
    followed_up_on date,
    followed_up_by uuid,
    follow_up_note text DEFAULT ''::text NOT NULL,
    snapshot jsonb NOT NULL,
    closed_at timestamp with time zone DEFAULT now() NOT NULL,
    closed_by uuid,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT closures_ended_by_check CHECK ((ended_by = ANY (ARRAY['mentor'::text, 'student'::text, 'family'::text, 'school'::text, 'programme'::text]))),
    CONSTRAINT closures_kind_check CHECK ((kind = ANY (ARRAY['planned'::text, 'early'::text])))
);

ALTER TABLE ONLY public.closures FORCE ROW LEVEL SECURITY;

CREATE TABLE public.cohorts (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    programme_id uuid NOT NULL,
    name text NOT NULL,
    starts_on date,
    ends_on date,
    archived_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL
);

ALTER TABLE ONLY public.cohorts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.concern_notes (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    concern_id uuid NOT NULL,
    body text NOT NULL,
    status text,
    at timestamp with time zone DEFAULT now() NOT NULL,
    by_member uuid,
    CONSTRAINT concern_notes_status_check CHECK ((status = ANY (ARRAY['open'::text, 'passed_on'::text, 'closed'::text])))
);

ALTER TABLE ONLY public.concern_notes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.concern_readings (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    concern_id uuid NOT NULL,
    member_id uuid NOT NULL,
    reason text NOT NULL,
    kind text DEFAULT 'read'::text NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT concern_readings_kind_check CHECK ((kind = ANY (ARRAY['read'::text, 'export'::text])))
);

ALTER TABLE ONLY public.concern_readings FORCE ROW LEVEL SECURITY;

CREATE TABLE public.concern_receipts (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    concern_number integer NOT NULL,
    raised_by uuid,
    raised_at timestamp with time zone DEFAULT now() NOT NULL,
    first_read_at timestamp with time zone
);

ALTER TABLE ONLY public.concern_receipts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.concerns (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    id uuid NOT NULL,
    number integer NOT NULL,
    raised_by uuid,
    raised_role text NOT NULL,
    raised_at timestamp with time zone DEFAULT now() NOT NULL,
    happened_on date,
    happened_time text,
    place text DEFAULT ''::text NOT NULL,
    seen text NOT NULL,
    own_words text DEFAULT ''::text NOT NULL,
    done_already text DEFAULT ''::text NOT NULL,
    in_danger_now boolean DEFAULT false NOT NULL,
    CONSTRAINT concerns_happened_time_check CHECK ((happened_time ~ '^[0-2][0-9]:[0-5][0-9]$'::text))
);

ALTER TABLE ONLY public.concerns FORCE ROW LEVEL SECURITY;

CREATE TABLE public.contact_summaries (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    mentor_id uuid NOT NULL,
    last_held_at timestamp with time zone,
    meetings_held integer DEFAULT 0 NOT NULL,
    minutes_held integer DEFAULT 0 NOT NULL,
    missed_in_a_row integer DEFAULT 0 NOT NULL
);

ALTER TABLE ONLY public.contact_summaries FORCE ROW LEVEL SECURITY;

CREATE TABLE public.criteria_versions (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    number integer NOT NULL,
    status text DEFAULT 'draft'::text NOT NULL,
    rules jsonb DEFAULT '[]'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    published_at timestamp with time zone,
    published_by uuid,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT criteria_versions_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'published'::text, 'retired'::text])))
);

ALTER TABLE ONLY public.criteria_versions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.enrolment_counts (
    org_id uuid NOT NULL,
    id bigint NOT NULL,
    programme_id uuid,
    enrolments integer NOT NULL,
    students integer NOT NULL
);

ALTER TABLE ONLY public.enrolment_counts FORCE ROW LEVEL SECURITY;

ALTER TABLE public.enrolment_counts ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enrolment_counts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.enrolments (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    id uuid NOT NULL,
    programme_id uuid NOT NULL,
    cohort_id uuid,
    started_on date NOT NULL,
    ended_on date,
    end_kind text,
    end_reason text,
    ended_by text,
    import_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    follows_id uuid,
    CONSTRAINT enrolments_check CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
    CONSTRAINT enrolments_end_kind_check CHECK ((end_kind = ANY (ARRAY['planned'::text, 'early'::text]))),
    CONSTRAINT enrolments_ended_by_check CHECK ((ended_by = ANY (ARRAY['mentor'::text, 'student'::text, 'family'::text, 'school'::text, 'programme'::text])))
);

ALTER TABLE ONLY public.enrolments FORCE ROW LEVEL SECURITY;

CREATE TABLE public.exercise_members (
    org_id uuid NOT NULL,
    exercise_id uuid NOT NULL,
    member_id uuid NOT NULL,
    asked_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone
);

ALTER TABLE ONLY public.exercise_members FORCE ROW LEVEL SECURITY;

CREATE TABLE public.exercise_vignettes (
    org_id uuid NOT NULL,
    exercise_id uuid NOT NULL,
    vignette_id uuid NOT NULL,
    "position" integer NOT NULL
);

ALTER TABLE ONLY public.exercise_vignettes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.feedback (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    id uuid NOT NULL,
    request_id uuid,
    author_id uuid,
    author_name text NOT NULL,
    subject text DEFAULT ''::text NOT NULL,
    answers jsonb DEFAULT '{}'::jsonb NOT NULL,
    going_well text DEFAULT ''::text NOT NULL,
    would_help text DEFAULT ''::text NOT NULL,
    given_at timestamp with time zone DEFAULT now() NOT NULL,
    recorded_by uuid,
    shared_at timestamp with time zone,
    shared_by uuid
);

ALTER TABLE ONLY public.feedback FORCE ROW LEVEL SECURITY;

CREATE TABLE public.feedback_requests (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    id uuid NOT NULL,
    asked_by uuid NOT NULL,
    teacher_name text NOT NULL,
    teacher_email text NOT NULL,
    subject text DEFAULT ''::text NOT NULL,
    question text DEFAULT ''::text NOT NULL,
    link_id uuid NOT NULL,
    asked_at timestamp with time zone DEFAULT now() NOT NULL,
    last_sent_at timestamp with time zone DEFAULT now() NOT NULL,
    reminders integer DEFAULT 0 NOT NULL,
    answered_at timestamp with time zone,
    declined_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL
);

ALTER TABLE ONLY public.feedback_requests FORCE ROW LEVEL SECURITY;

CREATE TABLE public.framework_versions (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    framework_id uuid NOT NULL,
    number integer NOT NULL,
    status text DEFAULT 'draft'::text NOT NULL,
    levels integer DEFAULT 4 NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    published_at timestamp with time zone,
    published_by uuid,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT framework_versions_levels_check CHECK (((levels >= 2) AND (levels <= 10))),
    CONSTRAINT framework_versions_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'published'::text, 'retired'::text])))
);

ALTER TABLE ONLY public.framework_versions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.frameworks (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    retired_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

ALTER TABLE ONLY public.frameworks FORCE ROW LEVEL SECURITY;

CREATE TABLE public.idempotency_keys (
    org_id uuid NOT NULL,
    member_id uuid NOT NULL,
    key text NOT NULL,
    request_hash text NOT NULL,
    status integer,
    etag text,
    body jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.idempotency_keys FORCE ROW LEVEL SECURITY;

CREATE TABLE public.import_rows (
    org_id uuid NOT NULL,
    import_id uuid NOT NULL,
    row_number integer NOT NULL,
    cells text[] NOT NULL,
    reading jsonb,
    verdict text,
    problems jsonb DEFAULT '[]'::jsonb NOT NULL,
    outcome text,
    student_id uuid,
    candidates uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    decision text,
    undo jsonb,
    CONSTRAINT import_rows_outcome_check CHECK ((outcome = ANY (ARRAY['create'::text, 'update'::text, 'unchanged'::text, 'skip'::text]))),
    CONSTRAINT import_rows_verdict_check CHECK ((verdict = ANY (ARRAY['good'::text, 'bad'::text, 'choose'::text])))
);

ALTER TABLE ONLY public.import_rows FORCE ROW LEVEL SECURITY;

CREATE TABLE public.imports (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    file_name text NOT NULL,
    file_hash text NOT NULL,
    mapping jsonb DEFAULT '{}'::jsonb NOT NULL,
    options jsonb DEFAULT '{}'::jsonb NOT NULL,
    headers text[] DEFAULT '{}'::text[] NOT NULL,
    source jsonb DEFAULT '{}'::jsonb NOT NULL,
    status text DEFAULT 'uploaded'::text NOT NULL,
    row_count integer DEFAULT 0 NOT NULL,
    counts jsonb DEFAULT '{}'::jsonb NOT NULL,
    error text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid NOT NULL,
    touched_at timestamp with time zone DEFAULT now() NOT NULL,
    confirmed_at timestamp with time zone,
    finished_at timestamp with time zone,
    undone_at timestamp with time zone,
    undone_by uuid,
    rows_dropped_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT imports_kind_check CHECK ((kind = ANY (ARRAY['roll'::text, 'scores'::text, 'attendance'::text, 'behaviour'::text, 'results'::text]))),
    CONSTRAINT imports_status_check CHECK ((status = ANY (ARRAY['uploaded'::text, 'checking'::text, 'previewed'::text, 'running'::text, 'done'::text, 'failed'::text, 'undone'::text, 'discarded'::text])))
);

ALTER TABLE ONLY public.imports FORCE ROW LEVEL SECURITY;

CREATE TABLE public.intervention_places (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    id uuid NOT NULL,
    intervention_id uuid NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_reason text,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT intervention_places_check CHECK (((ended_on IS NULL) OR (ended_on >= started_on)))
);

ALTER TABLE ONLY public.intervention_places FORCE ROW LEVEL SECURITY;

CREATE TABLE public.intervention_sessions (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    intervention_id uuid NOT NULL,
    held_on date NOT NULL,
    minutes integer NOT NULL,
    title text DEFAULT ''::text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    recorded_by uuid,
    cancelled_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT intervention_sessions_minutes_check CHECK (((minutes >= 1) AND (minutes <= 10080)))
);

ALTER TABLE ONLY public.intervention_sessions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.interventions (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    taso_code text,
    provider text DEFAULT ''::text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    usual_minutes integer,
    starts_on date,
    ends_on date,
    archived_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT interventions_usual_minutes_check CHECK (((usual_minutes >= 1) AND (usual_minutes <= 10080)))
);

ALTER TABLE ONLY public.interventions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.invitations (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    member_id uuid NOT NULL,
    token_hash text NOT NULL,
    sent_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    revoked_at timestamp with time zone
);

ALTER TABLE ONLY public.invitations FORCE ROW LEVEL SECURITY;

CREATE TABLE public.matches (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    id uuid NOT NULL,
    mentor_id uuid NOT NULL,
    enrolment_id uuid NOT NULL,
    purpose text DEFAULT ''::text NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    end_reason text,
    ended_by text,
    handed_over_to uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT matches_check CHECK (((ended_on IS NULL) OR (ended_on >= started_on))),
    CONSTRAINT matches_ended_by_check CHECK ((ended_by = ANY (ARRAY['mentor'::text, 'student'::text, 'family'::text, 'school'::text, 'programme'::text])))
);

ALTER TABLE ONLY public.matches FORCE ROW LEVEL SECURITY;

CREATE TABLE public.measures (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    subject text,
    scale jsonb NOT NULL,
    better text DEFAULT 'higher'::text NOT NULL,
    questionnaire_id uuid,
    derived boolean DEFAULT false NOT NULL,
    at_baseline boolean DEFAULT true NOT NULL,
    at_review boolean DEFAULT true NOT NULL,
    shipped boolean DEFAULT false NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    archived_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT measures_better_check CHECK ((better = ANY (ARRAY['higher'::text, 'lower'::text]))),
    CONSTRAINT measures_kind_check CHECK ((kind = ANY (ARRAY['attainment'::text, 'attendance'::text, 'punctuality'::text, 'behaviour'::text, 'positive_behaviour'::text, 'homework'::text, 'coursework'::text, 'attitude_to_learning'::text, 'attitude_to_school'::text, 'indicator'::text])))
);

ALTER TABLE ONLY public.measures FORCE ROW LEVEL SECURITY;

CREATE TABLE public.meeting_drafts (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    member_id uuid NOT NULL,
    key text NOT NULL,
    value jsonb,
    edited_at timestamp with time zone NOT NULL,
    saved_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.meeting_drafts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.meeting_notes (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    author_id uuid NOT NULL,
    body text NOT NULL,
    shared_with_student boolean DEFAULT false NOT NULL,
    readable_by uuid[] NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.meeting_notes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.meetings (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    id uuid NOT NULL,
    match_id uuid NOT NULL,
    mentor_id uuid NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    planned_minutes integer DEFAULT 30 NOT NULL,
    mode text DEFAULT 'in_person'::text NOT NULL,
    place text DEFAULT ''::text NOT NULL,
    status text DEFAULT 'scheduled'::text NOT NULL,
    minutes integer,
    status_reason text,
    moved_to uuid,
    repeat_id uuid,
    finished_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT meetings_minutes_check CHECK (((minutes >= 0) AND (minutes <= 480))),
    CONSTRAINT meetings_mode_check CHECK ((mode = ANY (ARRAY['in_person'::text, 'online'::text, 'phone'::text, 'group'::text]))),
    CONSTRAINT meetings_planned_minutes_check CHECK (((planned_minutes >= 5) AND (planned_minutes <= 480))),
    CONSTRAINT meetings_status_check CHECK ((status = ANY (ARRAY['scheduled'::text, 'held'::text, 'student_absent'::text, 'mentor_absent'::text, 'cancelled'::text, 'moved'::text])))
);

ALTER TABLE ONLY public.meetings FORCE ROW LEVEL SECURITY;

CREATE TABLE public.members (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id text,
    role text NOT NULL,
    name text NOT NULL,
    email text,
    school_id uuid,
    student_id uuid,
    status text DEFAULT 'invited'::text NOT NULL,
    calendar_token_hash text,
    digest boolean DEFAULT true NOT NULL,
    last_active_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    caseload_limit integer,
    calibrated_at timestamp with time zone,
    CONSTRAINT members_caseload_limit_check CHECK (((caseload_limit >= 1) AND (caseload_limit <= 500))),
    CONSTRAINT members_check CHECK (((role <> 'school_contact'::text) OR (school_id IS NOT NULL))),
    CONSTRAINT members_check1 CHECK (((role <> 'student'::text) OR (student_id IS NOT NULL))),
    CONSTRAINT members_role_check CHECK ((role = ANY (ARRAY['admin'::text, 'lead'::text, 'mentor'::text, 'school_contact'::text, 'student'::text, 'analyst'::text, 'safeguarding_lead'::text]))),
    CONSTRAINT members_status_check CHECK ((status = ANY (ARRAY['invited'::text, 'active'::text, 'ended'::text, 'record_only'::text])))
);

ALTER TABLE ONLY public.members FORCE ROW LEVEL SECURITY;

CREATE TABLE public.migrations (
    number integer NOT NULL,
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.organisations (
    org_id uuid NOT NULL,
    name text NOT NULL,
    time_zone text DEFAULT 'Europe/London'::text NOT NULL,
    locale text DEFAULT 'en-GB'::text NOT NULL,
    require_reason boolean DEFAULT false NOT NULL,
    no_contact_weeks integer DEFAULT 3 NOT NULL,
    stale_after_days integer DEFAULT 90 NOT NULL,
    is_demo boolean DEFAULT false NOT NULL,
    pseudonym_key uuid DEFAULT gen_random_uuid() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    concerns_raised integer DEFAULT 0 NOT NULL,
    calibrate_from date,
    small_numbers integer DEFAULT 5 NOT NULL,
    CONSTRAINT organisations_no_contact_weeks_check CHECK (((no_contact_weeks >= 1) AND (no_contact_weeks <= 52))),
    CONSTRAINT organisations_small_numbers_check CHECK (((small_numbers >= 2) AND (small_numbers <= 30))),
    CONSTRAINT organisations_stale_after_days_check CHECK (((stale_after_days >= 7) AND (stale_after_days <= 730)))
);

ALTER TABLE ONLY public.organisations FORCE ROW LEVEL SECURITY;

CREATE TABLE public.outcome_counts (
    org_id uuid NOT NULL,
    id bigint NOT NULL,
    programme_id uuid NOT NULL,
    series_id uuid NOT NULL,
    perspective text NOT NULL,
    scored integer,
    first_level integer,
    latest_level integer,
    missing_reason text,
    baseline_level integer,
    progress_level integer,
    review_level integer,
    closing_level integer,
    n integer NOT NULL
);

ALTER TABLE ONLY public.outcome_counts FORCE ROW LEVEL SECURITY;

ALTER TABLE public.outcome_counts ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outcome_counts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.outcome_types (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    framework_version_id uuid NOT NULL,
    "position" integer NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    description text DEFAULT ''::text NOT NULL
);

ALTER TABLE ONLY public.outcome_types FORCE ROW LEVEL SECURITY;

CREATE TABLE public.outcomes (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    framework_version_id uuid NOT NULL,
    outcome_type_id uuid NOT NULL,
    series_id uuid NOT NULL,
    "position" integer NOT NULL,
    code text NOT NULL,
    statement text NOT NULL,
    question text NOT NULL,
    student_wording text NOT NULL,
    evidence text DEFAULT ''::text NOT NULL,
    descriptors text[] NOT NULL
);

ALTER TABLE ONLY public.outcomes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.outgoing_mail (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    to_address text NOT NULL,
    subject text NOT NULL,
    body text NOT NULL,
    status text DEFAULT 'queued'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    attempt_after timestamp with time zone DEFAULT now() NOT NULL,
    error text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    sent_at timestamp with time zone,
    CONSTRAINT outgoing_mail_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text, 'kept'::text])))
);

ALTER TABLE ONLY public.outgoing_mail FORCE ROW LEVEL SECURITY;

CREATE TABLE public.participations (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    attended text NOT NULL,
    minutes integer NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    recorded_by uuid,
    replaced_at timestamp with time zone,
    CONSTRAINT participations_attended_check CHECK ((attended = ANY (ARRAY['attended'::text, 'part'::text, 'absent'::text]))),
    CONSTRAINT participations_minutes_check CHECK (((minutes >= 0) AND (minutes <= 10080)))
);

ALTER TABLE ONLY public.participations FORCE ROW LEVEL SECURITY;

CREATE TABLE public.past_states (
    org_id uuid NOT NULL,
    student_id uuid,
    kind text NOT NULL,
    row_id uuid NOT NULL,
    until_at timestamp with time zone DEFAULT now() NOT NULL,
    was jsonb NOT NULL
);

ALTER TABLE ONLY public.past_states FORCE ROW LEVEL SECURITY;

CREATE TABLE public.private_links (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    subject_id uuid,
    student_id uuid,
    token_hash text NOT NULL,
    single_use boolean NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    last_opened_at timestamp with time zone,
    openings integer DEFAULT 0 NOT NULL,
    CONSTRAINT private_links_kind_check CHECK ((kind = ANY (ARRAY['referral'::text, 'questionnaire'::text, 'feedback'::text, 'share'::text])))
);

ALTER TABLE ONLY public.private_links FORCE ROW LEVEL SECURITY;

CREATE TABLE public.profile_places (
    org_id uuid NOT NULL,
    kind text NOT NULL,
    of_id uuid NOT NULL,
    place integer NOT NULL,
    CONSTRAINT profile_places_kind_check CHECK ((kind = ANY (ARRAY['series'::text, 'assessor'::text, 'session'::text, 'school'::text])))
);

ALTER TABLE ONLY public.profile_places FORCE ROW LEVEL SECURITY;

CREATE TABLE public.programmes (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    framework_id uuid NOT NULL,
    starts_on date,
    ends_on date,
    archived_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    review_every_weeks integer,
    review_at_close boolean DEFAULT true NOT NULL,
    CONSTRAINT programmes_review_every_weeks_check CHECK (((review_every_weeks >= 1) AND (review_every_weeks <= 52)))
);

ALTER TABLE ONLY public.programmes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.questionnaire_requests (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    id uuid NOT NULL,
    questionnaire_id uuid NOT NULL,
    measure_id uuid NOT NULL,
    enrolment_id uuid,
    point text,
    link_id uuid NOT NULL,
    asked_by uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    answers jsonb,
    answered_at timestamp with time zone,
    reading_id uuid,
    withdrawn_at timestamp with time zone,
    CONSTRAINT questionnaire_requests_point_check CHECK ((point = ANY (ARRAY['baseline'::text, 'progress'::text, 'review'::text, 'closing'::text])))
);

ALTER TABLE ONLY public.questionnaire_requests FORCE ROW LEVEL SECURITY;

CREATE TABLE public.questionnaires (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    number integer DEFAULT 1 NOT NULL,
    name text NOT NULL,
    introduction text DEFAULT ''::text NOT NULL,
    items jsonb NOT NULL,
    answers jsonb NOT NULL,
    min_answered integer DEFAULT 1 NOT NULL,
    validated boolean DEFAULT false NOT NULL,
    licence jsonb,
    shipped boolean DEFAULT false NOT NULL,
    archived_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT questionnaires_min_answered_check CHECK ((min_answered >= 1))
);

ALTER TABLE ONLY public.questionnaires FORCE ROW LEVEL SECURITY;

CREATE TABLE public.readings (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    id uuid NOT NULL,
    measure_id uuid NOT NULL,
    enrolment_id uuid,
    point text,
    taken_on date NOT NULL,
    period_from date,
    value numeric,
    step text,
    missing_reason text,
    note text DEFAULT ''::text NOT NULL,
    source text NOT NULL,
    supersedes uuid,
    amendment_reason text,
    import_id uuid,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    recorded_by uuid,
    recorded_role text,
    CONSTRAINT readings_check CHECK (((value IS NULL) <> (missing_reason IS NULL))),
    CONSTRAINT readings_check1 CHECK (((supersedes IS NULL) = (amendment_reason IS NULL))),
    CONSTRAINT readings_missing_reason_check CHECK ((missing_reason = ANY (ARRAY['not_asked'::text, 'declined'::text, 'not_applicable'::text, 'not_collected'::text]))),
    CONSTRAINT readings_point_check CHECK ((point = ANY (ARRAY['baseline'::text, 'progress'::text, 'review'::text, 'closing'::text]))),
    CONSTRAINT readings_source_check CHECK ((source = ANY (ARRAY['hand'::text, 'questionnaire'::text, 'import'::text, 'marks'::text])))
);

ALTER TABLE ONLY public.readings FORCE ROW LEVEL SECURITY;

CREATE TABLE public.referral_reasons (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    label text NOT NULL,
    shipped boolean DEFAULT false NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    archived_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL
);

ALTER TABLE ONLY public.referral_reasons FORCE ROW LEVEL SECURITY;

CREATE TABLE public.referrals (
    org_id uuid NOT NULL,
    student_id uuid,
    id uuid NOT NULL,
    named_as jsonb,
    programme_id uuid,
    source text NOT NULL,
    link_id uuid,
    referred_by uuid,
    referrer_kind text NOT NULL,
    referrer_name text DEFAULT ''::text NOT NULL,
    referrer_email text,
    reason_ids uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    tried text DEFAULT ''::text NOT NULL,
    evidence text DEFAULT ''::text NOT NULL,
    criteria_version_id uuid,
    criteria_snapshot jsonb,
    need integer DEFAULT 0 NOT NULL,
    answer text DEFAULT ''::text NOT NULL,
    status text DEFAULT 'open'::text NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    decided_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT referrals_referrer_kind_check CHECK ((referrer_kind = ANY (ARRAY['teacher'::text, 'mentor'::text, 'lead'::text, 'parent'::text, 'student'::text, 'agency'::text, 'criteria'::text, 'other'::text]))),
    CONSTRAINT referrals_source_check CHECK ((source = ANY (ARRAY['app'::text, 'link'::text, 'criteria'::text]))),
    CONSTRAINT referrals_status_check CHECK ((status = ANY (ARRAY['open'::text, 'waiting'::text, 'accepted'::text, 'declined'::text, 'redirected'::text, 'withdrawn'::text])))
);

ALTER TABLE ONLY public.referrals FORCE ROW LEVEL SECURITY;

CREATE TABLE public.release_pieces (
    org_id uuid NOT NULL,
    release_id uuid NOT NULL,
    making integer NOT NULL,
    n integer NOT NULL,
    bytes bytea NOT NULL
);

ALTER TABLE ONLY public.release_pieces FORCE ROW LEVEL SECURITY;

CREATE TABLE public.releases (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    purpose text NOT NULL,
    formats text[] NOT NULL,
    as_of timestamp with time zone NOT NULL,
    as_on date NOT NULL,
    rare_below integer NOT NULL,
    characteristic_ids uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    pseudonym_key text NOT NULL,
    status text DEFAULT 'waiting'::text NOT NULL,
    making integer DEFAULT 0 NOT NULL,
    rows_done bigint DEFAULT 0 NOT NULL,
    rows_expected bigint,
    bytes bigint,
    tables jsonb DEFAULT '[]'::jsonb NOT NULL,
    disclosure jsonb,
    error text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    touched_at timestamp with time zone DEFAULT now() NOT NULL,
    ready_at timestamp with time zone,
    taken integer DEFAULT 0 NOT NULL,
    last_taken_at timestamp with time zone,
    CONSTRAINT releases_rare_below_check CHECK ((rare_below >= 5)),
    CONSTRAINT releases_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'making'::text, 'ready'::text, 'failed'::text, 'put_away'::text])))
);

ALTER TABLE ONLY public.releases FORCE ROW LEVEL SECURITY;

CREATE TABLE public.report_answers (
    org_id uuid NOT NULL,
    report_id uuid NOT NULL,
    purpose text NOT NULL,
    section text NOT NULL,
    asked jsonb NOT NULL,
    as_of timestamp with time zone NOT NULL,
    seed bigint NOT NULL,
    status text DEFAULT 'waiting'::text NOT NULL,
    failure text,
    answer jsonb,
    fingerprint text,
    code_version text,
    asked_at timestamp with time zone DEFAULT now() NOT NULL,
    kept boolean DEFAULT false NOT NULL,
    CONSTRAINT report_answers_purpose_check CHECK ((purpose = ANY (ARRAY['report'::text, 'again'::text]))),
    CONSTRAINT report_answers_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'done'::text, 'failed'::text])))
);

ALTER TABLE ONLY public.report_answers FORCE ROW LEVEL SECURITY;

CREATE TABLE public.report_figures (
    org_id uuid NOT NULL,
    report_id uuid NOT NULL,
    "position" integer NOT NULL,
    section text NOT NULL,
    title text NOT NULL,
    as_of date NOT NULL,
    categories jsonb NOT NULL,
    n integer,
    rounded_to integer DEFAULT 1 NOT NULL
);

ALTER TABLE ONLY public.report_figures FORCE ROW LEVEL SECURITY;

CREATE TABLE public.report_schedules (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    school_id uuid,
    title text NOT NULL,
    subtitle text DEFAULT ''::text NOT NULL,
    recipient text DEFAULT ''::text NOT NULL,
    design text NOT NULL,
    preset text NOT NULL,
    filters jsonb NOT NULL,
    sections text[] NOT NULL,
    narrative jsonb DEFAULT '{}'::jsonb NOT NULL,
    every text NOT NULL,
    first_on date NOT NULL,
    passed integer DEFAULT 0 NOT NULL,
    owner_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT report_schedules_check CHECK (((kind = 'school'::text) = (school_id IS NOT NULL))),
    CONSTRAINT report_schedules_design_check CHECK ((design = ANY (ARRAY['narrative'::text, 'empirical'::text]))),
    CONSTRAINT report_schedules_every_check CHECK ((every = ANY (ARRAY['month'::text, 'term'::text, 'year'::text]))),
    CONSTRAINT report_schedules_kind_check CHECK ((kind = ANY (ARRAY['partner'::text, 'school'::text, 'programme'::text]))),
    CONSTRAINT report_schedules_preset_check CHECK ((preset = ANY (ARRAY['own'::text, 'dfe'::text, 'ofqual'::text, 'hesa'::text])))
);

ALTER TABLE ONLY public.report_schedules FORCE ROW LEVEL SECURITY;

CREATE TABLE public.report_takings (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    report_id uuid NOT NULL,
    school_id uuid,
    format text NOT NULL,
    taken_at timestamp with time zone DEFAULT now() NOT NULL,
    taken_by uuid
);

ALTER TABLE ONLY public.report_takings FORCE ROW LEVEL SECURITY;

CREATE TABLE public.report_withdrawals (
    org_id uuid NOT NULL,
    report_id uuid NOT NULL,
    school_id uuid,
    reason text NOT NULL,
    withdrawn_at timestamp with time zone DEFAULT now() NOT NULL,
    withdrawn_by uuid
);

ALTER TABLE ONLY public.report_withdrawals FORCE ROW LEVEL SECURITY;

CREATE TABLE public.reports (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    school_id uuid,
    title text NOT NULL,
    subtitle text DEFAULT ''::text NOT NULL,
    recipient text DEFAULT ''::text NOT NULL,
    design text DEFAULT 'empirical'::text NOT NULL,
    preset text DEFAULT 'own'::text NOT NULL,
    filters jsonb NOT NULL,
    sections text[] NOT NULL,
    narrative jsonb DEFAULT '{}'::jsonb NOT NULL,
    status text DEFAULT 'draft'::text NOT NULL,
    as_of timestamp with time zone,
    seed bigint DEFAULT 1 NOT NULL,
    code_version text,
    fingerprint text,
    document jsonb,
    schedule_id uuid,
    scheduled_for date,
    copied_from uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    final_at timestamp with time zone,
    final_by uuid,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT reports_check CHECK (((kind = 'school'::text) = (school_id IS NOT NULL))),
    CONSTRAINT reports_check1 CHECK (((status = 'draft'::text) OR ((document IS NOT NULL) AND (as_of IS NOT NULL) AND (fingerprint IS NOT NULL) AND (code_version IS NOT NULL) AND (final_at IS NOT NULL)))),
    CONSTRAINT reports_design_check CHECK ((design = ANY (ARRAY['narrative'::text, 'empirical'::text]))),
    CONSTRAINT reports_kind_check CHECK ((kind = ANY (ARRAY['partner'::text, 'school'::text, 'programme'::text]))),
    CONSTRAINT reports_preset_check CHECK ((preset = ANY (ARRAY['own'::text, 'dfe'::text, 'ofqual'::text, 'hesa'::text]))),
    CONSTRAINT reports_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'final'::text])))
);

ALTER TABLE ONLY public.reports FORCE ROW LEVEL SECURITY;

CREATE TABLE public.reviews (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    id uuid NOT NULL,
    enrolment_id uuid NOT NULL,
    kind text DEFAULT 'progress'::text NOT NULL,
    due_on date NOT NULL,
    status text DEFAULT 'due'::text NOT NULL,
    draft jsonb DEFAULT '{}'::jsonb NOT NULL,
    held_on date,
    held_by uuid,
    voices jsonb,
    decision text,
    decision_note text,
    plan text,
    snapshot jsonb,
    draft_saved_at timestamp with time zone,
    skipped_on date,
    skipped_reason text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT reviews_check CHECK (((status = 'held'::text) = ((snapshot IS NOT NULL) AND (decision IS NOT NULL) AND (held_on IS NOT NULL)))),
    CONSTRAINT reviews_decision_check CHECK ((decision = ANY (ARRAY['continue'::text, 'change_plan'::text, 'step_down'::text, 'close'::text, 'refer_on'::text]))),
    CONSTRAINT reviews_kind_check CHECK ((kind = ANY (ARRAY['progress'::text, 'closing'::text]))),
    CONSTRAINT reviews_status_check CHECK ((status = ANY (ARRAY['due'::text, 'held'::text, 'skipped'::text])))
);

ALTER TABLE ONLY public.reviews FORCE ROW LEVEL SECURITY;

CREATE TABLE public.schools (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    urn text,
    archived_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

ALTER TABLE ONLY public.schools FORCE ROW LEVEL SECURITY;

CREATE TABLE public.score_profiles (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    enrolment_id uuid NOT NULL,
    perspective text NOT NULL,
    enrolments integer NOT NULL,
    began text NOT NULL,
    school text NOT NULL,
    said text NOT NULL,
    history text NOT NULL,
    received text NOT NULL,
    acted text NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.score_profiles FORCE ROW LEVEL SECURITY;

CREATE TABLE public.scores (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    id uuid NOT NULL,
    assessment_id uuid NOT NULL,
    outcome_id uuid NOT NULL,
    series_id uuid NOT NULL,
    level integer,
    missing_reason text,
    reason text DEFAULT ''::text NOT NULL,
    supersedes uuid,
    amendment_reason text,
    import_id uuid,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    recorded_by uuid,
    recorded_role text,
    CONSTRAINT scores_check CHECK (((level IS NULL) <> (missing_reason IS NULL))),
    CONSTRAINT scores_check1 CHECK (((supersedes IS NULL) = (amendment_reason IS NULL))),
    CONSTRAINT scores_missing_reason_check CHECK ((missing_reason = ANY (ARRAY['not_asked'::text, 'declined'::text, 'not_applicable'::text, 'not_collected'::text])))
);

ALTER TABLE ONLY public.scores FORCE ROW LEVEL SECURITY;

CREATE TABLE public.second_scores (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    second_scoring_id uuid NOT NULL,
    scorer_id uuid NOT NULL,
    outcome_id uuid NOT NULL,
    level integer,
    missing_reason text,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT second_scores_check CHECK (((level IS NULL) <> (missing_reason IS NULL))),
    CONSTRAINT second_scores_missing_reason_check CHECK ((missing_reason = ANY (ARRAY['not_asked'::text, 'not_applicable'::text])))
);

ALTER TABLE ONLY public.second_scores FORCE ROW LEVEL SECURITY;

CREATE TABLE public.second_scorings (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    scorer_id uuid NOT NULL,
    basis text NOT NULL,
    draw jsonb,
    outcome_ids uuid[] NOT NULL,
    material jsonb,
    begun jsonb,
    due_on date NOT NULL,
    status text DEFAULT 'open'::text NOT NULL,
    asked_at timestamp with time zone DEFAULT now() NOT NULL,
    asked_by uuid,
    closed_at timestamp with time zone,
    CONSTRAINT second_scorings_basis_check CHECK ((basis = ANY (ARRAY['notes'::text, 'present'::text]))),
    CONSTRAINT second_scorings_status_check CHECK ((status = ANY (ARRAY['open'::text, 'done'::text, 'withdrawn'::text])))
);

ALTER TABLE ONLY public.second_scorings FORCE ROW LEVEL SECURITY;

CREATE TABLE public.shares (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    recipient_name text NOT NULL,
    recipient_role text DEFAULT ''::text NOT NULL,
    recipient_email text,
    purpose text NOT NULL,
    lawful_basis text NOT NULL,
    medium text NOT NULL,
    content jsonb NOT NULL,
    note_ids uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    link_id uuid,
    shared_at timestamp with time zone DEFAULT now() NOT NULL,
    shared_by uuid,
    revoked_at timestamp with time zone,
    revoked_by uuid,
    CONSTRAINT shares_kind_check CHECK ((kind = ANY (ARRAY['progress_note'::text, 'parent_summary'::text, 'multi_agency_pack'::text, 'handover_letter'::text]))),
    CONSTRAINT shares_lawful_basis_check CHECK ((lawful_basis = ANY (ARRAY['public_task'::text, 'legitimate_interests'::text, 'legal_obligation'::text, 'vital_interests'::text, 'consent'::text]))),
    CONSTRAINT shares_medium_check CHECK ((medium = ANY (ARRAY['pdf'::text, 'word'::text, 'link'::text])))
);

ALTER TABLE ONLY public.shares FORCE ROW LEVEL SECURITY;

CREATE TABLE public.standings (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    enrolment_id uuid NOT NULL,
    series_id uuid NOT NULL,
    perspective text NOT NULL,
    scored integer NOT NULL,
    first_level integer,
    first_on date,
    first_assessor_id uuid,
    previous_level integer,
    previous_on date,
    latest_level integer,
    latest_on date,
    latest_assessor_id uuid,
    latest_assessment_id uuid,
    latest_outcome_id uuid,
    baseline_level integer,
    progress_level integer,
    review_level integer,
    closing_level integer,
    last_asked_on date,
    last_missing_reason text
);

ALTER TABLE ONLY public.standings FORCE ROW LEVEL SECURITY;

CREATE TABLE public.student_characteristics (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    id uuid NOT NULL,
    characteristic_id uuid NOT NULL,
    value text,
    missing_reason text,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    recorded_by uuid,
    replaced_at timestamp with time zone,
    import_id uuid,
    CONSTRAINT student_characteristics_check CHECK (((value IS NULL) <> (missing_reason IS NULL))),
    CONSTRAINT student_characteristics_missing_reason_check CHECK ((missing_reason = ANY (ARRAY['not_collected'::text, 'prefer_not_to_say'::text, 'not_known'::text, 'not_applicable'::text])))
);

ALTER TABLE ONLY public.student_characteristics FORCE ROW LEVEL SECURITY;

CREATE TABLE public.student_report_pages (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    student_report_id uuid NOT NULL,
    document jsonb NOT NULL,
    fingerprint text NOT NULL,
    given_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.student_report_pages FORCE ROW LEVEL SECURITY;

CREATE TABLE public.student_report_runs (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    title text NOT NULL,
    programme_id uuid,
    cohort_id uuid,
    school_id uuid,
    period_from date NOT NULL,
    period_to date NOT NULL,
    as_of timestamp with time zone NOT NULL,
    as_on date NOT NULL,
    status text DEFAULT 'waiting'::text NOT NULL,
    error text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    CONSTRAINT student_report_runs_check CHECK ((period_from <= period_to)),
    CONSTRAINT student_report_runs_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'making'::text, 'made'::text, 'failed'::text, 'cancelled'::text])))
);

ALTER TABLE ONLY public.student_report_runs FORCE ROW LEVEL SECURITY;

CREATE TABLE public.student_reports (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    id uuid NOT NULL,
    run_id uuid NOT NULL,
    enrolment_id uuid NOT NULL,
    period_from date NOT NULL,
    period_to date NOT NULL,
    as_of timestamp with time zone NOT NULL,
    status text DEFAULT 'waiting'::text NOT NULL,
    content jsonb,
    document jsonb,
    fingerprint text,
    lacking text,
    line text DEFAULT ''::text NOT NULL,
    line_by uuid,
    left_out uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    made_at timestamp with time zone,
    given_at timestamp with time zone,
    given_by uuid,
    withdrawn_at timestamp with time zone,
    withdrawn_by uuid,
    withdrawn_reason text,
    taken integer DEFAULT 0 NOT NULL,
    last_taken_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT student_reports_check CHECK (((status = 'waiting'::text) = (document IS NULL))),
    CONSTRAINT student_reports_check1 CHECK (((status = 'withdrawn'::text) = (withdrawn_at IS NOT NULL))),
    CONSTRAINT student_reports_lacking_check CHECK ((lacking = ANY (ARRAY['own_view'::text, 'everything'::text]))),
    CONSTRAINT student_reports_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'draft'::text, 'given'::text, 'withdrawn'::text])))
);

ALTER TABLE ONLY public.student_reports FORCE ROW LEVEL SECURITY;

CREATE TABLE public.students (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    upn text,
    given_name text NOT NULL,
    family_name text NOT NULL,
    preferred_name text,
    birth_date date,
    year_group integer,
    school_id uuid,
    email text,
    external_id text,
    left_on date,
    left_reason text,
    import_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    version integer DEFAULT 1 NOT NULL,
    family_key text GENERATED ALWAYS AS (lower(translate((regexp_replace(NORMALIZE(family_name, NFD), '[\u0300-\u036F''’ -]'::text, ''::text, 'g'::text) COLLATE "C"), 'ŁłØøĐđ'::text, 'LlOoDd'::text))) STORED COLLATE pg_catalog."C",
    given_key text GENERATED ALWAYS AS (lower(translate((regexp_replace(NORMALIZE(given_name, NFD), '[\u0300-\u036F''’ -]'::text, ''::text, 'g'::text) COLLATE "C"), 'ŁłØøĐđ'::text, 'LlOoDd'::text))) STORED COLLATE pg_catalog."C",
    CONSTRAINT students_year_group_check CHECK (((year_group >= 0) AND (year_group <= 14)))
);

ALTER TABLE ONLY public.students FORCE ROW LEVEL SECURITY;

CREATE TABLE public.targets (
    org_id uuid NOT NULL,
    student_id uuid NOT NULL,
    id uuid NOT NULL,
    enrolment_id uuid,
    measure_id uuid,
    series_id uuid,
    value numeric NOT NULL,
    step text,
    due_on date,
    note text DEFAULT ''::text NOT NULL,
    set_at timestamp with time zone DEFAULT now() NOT NULL,
    set_by uuid,
    import_id uuid,
    replaced_at timestamp with time zone,
    replaced_reason text,
    CONSTRAINT targets_check CHECK (((measure_id IS NULL) <> (series_id IS NULL))),
    CONSTRAINT targets_check1 CHECK (((enrolment_id IS NOT NULL) OR (measure_id IS NOT NULL)))
);

ALTER TABLE ONLY public.targets FORCE ROW LEVEL SECURITY;

CREATE TABLE public.teachers (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    school_id uuid NOT NULL,
    name text NOT NULL,
    email text NOT NULL,
    subject text DEFAULT ''::text NOT NULL,
    last_asked_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.teachers FORCE ROW LEVEL SECURITY;

CREATE TABLE public.triage_decisions (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    referral_id uuid NOT NULL,
    student_id uuid,
    decision text NOT NULL,
    reason text NOT NULL,
    redirected_to text,
    enrolment_id uuid,
    match_id uuid,
    decided_at timestamp with time zone DEFAULT now() NOT NULL,
    decided_by uuid,
    CONSTRAINT triage_decisions_decision_check CHECK ((decision = ANY (ARRAY['accept'::text, 'wait'::text, 'decline'::text, 'redirect'::text])))
);

ALTER TABLE ONLY public.triage_decisions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.vignette_drafts (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    replaces uuid,
    title text DEFAULT ''::text NOT NULL,
    body text DEFAULT ''::text NOT NULL,
    answers jsonb DEFAULT '[]'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by uuid,
    version integer DEFAULT 1 NOT NULL
);

ALTER TABLE ONLY public.vignette_drafts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.vignette_references (
    org_id uuid NOT NULL,
    vignette_id uuid NOT NULL,
    outcome_id uuid NOT NULL,
    "position" integer NOT NULL,
    level integer NOT NULL,
    reasoning text NOT NULL
);

ALTER TABLE ONLY public.vignette_references FORCE ROW LEVEL SECURITY;

CREATE TABLE public.vignettes (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    code text,
    title text NOT NULL,
    body text NOT NULL,
    replaces uuid,
    published_at timestamp with time zone DEFAULT now() NOT NULL,
    published_by uuid,
    retired_at timestamp with time zone,
    retired_by uuid
);

ALTER TABLE ONLY public.vignettes FORCE ROW LEVEL SECURITY;

ALTER TABLE ONLY accounts.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (id);

ALTER TABLE ONLY accounts."rateLimit"
    ADD CONSTRAINT "rateLimit_key_key" UNIQUE (key);

ALTER TABLE ONLY accounts."rateLimit"
    ADD CONSTRAINT "rateLimit_pkey" PRIMARY KEY (id);

ALTER TABLE ONLY accounts.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (id);

ALTER TABLE ONLY accounts.session
    ADD CONSTRAINT session_token_key UNIQUE (token);

ALTER TABLE ONLY accounts."twoFactor"
    ADD CONSTRAINT "twoFactor_pkey" PRIMARY KEY (id);

ALTER TABLE ONLY accounts."user"
    ADD CONSTRAINT user_email_key UNIQUE (email);

ALTER TABLE ONLY accounts."user"
    ADD CONSTRAINT user_pkey PRIMARY KEY (id);

ALTER TABLE ONLY accounts.verification
    ADD CONSTRAINT verification_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.access_log
    ADD CONSTRAINT access_log_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.access_tokens
    ADD CONSTRAINT access_tokens_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.action_library
    ADD CONSTRAINT action_library_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.actions
    ADD CONSTRAINT actions_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.analysis_runs
    ADD CONSTRAINT analysis_runs_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.assessments
    ADD CONSTRAINT assessments_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.attendance_weeks
    ADD CONSTRAINT attendance_weeks_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.audit_log
    ADD CONSTRAINT audit_log_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.baselines
    ADD CONSTRAINT baselines_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.behaviour_events
    ADD CONSTRAINT behaviour_events_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.calibration_answers
    ADD CONSTRAINT calibration_answers_pkey PRIMARY KEY (org_id, exercise_id, member_id, vignette_id, outcome_id);

ALTER TABLE ONLY public.calibration_exercises
    ADD CONSTRAINT calibration_exercises_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.calibration_levels
    ADD CONSTRAINT calibration_levels_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.characteristics
    ADD CONSTRAINT characteristics_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.closures
    ADD CONSTRAINT closures_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.cohorts
    ADD CONSTRAINT cohorts_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.concern_notes
    ADD CONSTRAINT concern_notes_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.concern_readings
    ADD CONSTRAINT concern_readings_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.concern_receipts
    ADD CONSTRAINT concern_receipts_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.concerns
    ADD CONSTRAINT concerns_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.contact_summaries
    ADD CONSTRAINT contact_summaries_pkey PRIMARY KEY (org_id, student_id, mentor_id);

ALTER TABLE ONLY public.criteria_versions
    ADD CONSTRAINT criteria_versions_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.enrolment_counts
    ADD CONSTRAINT enrolment_counts_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.enrolments
    ADD CONSTRAINT enrolments_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.exercise_members
    ADD CONSTRAINT exercise_members_pkey PRIMARY KEY (org_id, exercise_id, member_id);

ALTER TABLE ONLY public.exercise_vignettes
    ADD CONSTRAINT exercise_vignettes_pkey PRIMARY KEY (org_id, exercise_id, vignette_id);

ALTER TABLE ONLY public.feedback
    ADD CONSTRAINT feedback_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.feedback_requests
    ADD CONSTRAINT feedback_requests_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.framework_versions
    ADD CONSTRAINT framework_versions_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.frameworks
    ADD CONSTRAINT frameworks_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (org_id, member_id, key);

ALTER TABLE ONLY public.import_rows
    ADD CONSTRAINT import_rows_pkey PRIMARY KEY (org_id, import_id, row_number);

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.intervention_places
    ADD CONSTRAINT intervention_places_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.intervention_sessions
    ADD CONSTRAINT intervention_sessions_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.interventions
    ADD CONSTRAINT interventions_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.matches
    ADD CONSTRAINT matches_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.measures
    ADD CONSTRAINT measures_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.meeting_drafts
    ADD CONSTRAINT meeting_drafts_pkey PRIMARY KEY (org_id, meeting_id, member_id, key);

ALTER TABLE ONLY public.meeting_notes
    ADD CONSTRAINT meeting_notes_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.meetings
    ADD CONSTRAINT meetings_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (number);

ALTER TABLE ONLY public.organisations
    ADD CONSTRAINT organisations_pkey PRIMARY KEY (org_id);

ALTER TABLE ONLY public.outcome_counts
    ADD CONSTRAINT outcome_counts_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.outcome_types
    ADD CONSTRAINT outcome_types_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.outcomes
    ADD CONSTRAINT outcomes_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.outgoing_mail
    ADD CONSTRAINT outgoing_mail_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.participations
    ADD CONSTRAINT participations_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.past_states
    ADD CONSTRAINT past_states_pkey PRIMARY KEY (org_id, kind, row_id, until_at);

ALTER TABLE ONLY public.private_links
    ADD CONSTRAINT private_links_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.profile_places
    ADD CONSTRAINT profile_places_org_id_kind_place_key UNIQUE (org_id, kind, place);

ALTER TABLE ONLY public.profile_places
    ADD CONSTRAINT profile_places_pkey PRIMARY KEY (org_id, kind, of_id);

ALTER TABLE ONLY public.programmes
    ADD CONSTRAINT programmes_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.questionnaire_requests
    ADD CONSTRAINT questionnaire_requests_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.questionnaires
    ADD CONSTRAINT questionnaires_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.readings
    ADD CONSTRAINT readings_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.referral_reasons
    ADD CONSTRAINT referral_reasons_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.referrals
    ADD CONSTRAINT referrals_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.release_pieces
    ADD CONSTRAINT release_pieces_pkey PRIMARY KEY (org_id, release_id, making, n);

ALTER TABLE ONLY public.releases
    ADD CONSTRAINT releases_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.report_answers
    ADD CONSTRAINT report_answers_pkey PRIMARY KEY (org_id, report_id, purpose, section);

ALTER TABLE ONLY public.report_figures
    ADD CONSTRAINT report_figures_pkey PRIMARY KEY (org_id, report_id, "position");

ALTER TABLE ONLY public.report_schedules
    ADD CONSTRAINT report_schedules_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.report_takings
    ADD CONSTRAINT report_takings_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.report_withdrawals
    ADD CONSTRAINT report_withdrawals_pkey PRIMARY KEY (org_id, report_id);

ALTER TABLE ONLY public.reports
    ADD CONSTRAINT reports_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.reviews
    ADD CONSTRAINT reviews_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.schools
    ADD CONSTRAINT schools_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.score_profiles
    ADD CONSTRAINT score_profiles_pkey PRIMARY KEY (org_id, student_id, enrolment_id, perspective);

ALTER TABLE ONLY public.scores
    ADD CONSTRAINT scores_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.second_scores
    ADD CONSTRAINT second_scores_pkey PRIMARY KEY (org_id, second_scoring_id, outcome_id);

ALTER TABLE ONLY public.second_scorings
    ADD CONSTRAINT second_scorings_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.shares
    ADD CONSTRAINT shares_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.standings
    ADD CONSTRAINT standings_pkey PRIMARY KEY (org_id, student_id, enrolment_id, series_id, perspective);

ALTER TABLE ONLY public.student_characteristics
    ADD CONSTRAINT student_characteristics_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.student_report_pages
    ADD CONSTRAINT student_report_pages_pkey PRIMARY KEY (org_id, student_report_id);

ALTER TABLE ONLY public.student_report_runs
    ADD CONSTRAINT student_report_runs_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.student_reports
    ADD CONSTRAINT student_reports_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.students
    ADD CONSTRAINT students_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.targets
    ADD CONSTRAINT targets_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.teachers
    ADD CONSTRAINT teachers_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.triage_decisions
    ADD CONSTRAINT triage_decisions_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.vignette_drafts
    ADD CONSTRAINT vignette_drafts_pkey PRIMARY KEY (org_id, id);

ALTER TABLE ONLY public.vignette_references
    ADD CONSTRAINT vignette_references_pkey PRIMARY KEY (org_id, vignette_id, outcome_id);

ALTER TABLE ONLY public.vignettes
    ADD CONSTRAINT vignettes_pkey PRIMARY KEY (org_id, id);

CREATE INDEX "account_userId_idx" ON accounts.account USING btree ("userId");

CREATE INDEX "session_userId_idx" ON accounts.session USING btree ("userId");

CREATE INDEX "twoFactor_secret_idx" ON accounts."twoFactor" USING btree (secret);

CREATE INDEX "twoFactor_userId_idx" ON accounts."twoFactor" USING btree ("userId");

CREATE INDEX verification_identifier_idx ON accounts.verification USING btree (identifier);

CREATE INDEX access_log_by_student ON public.access_log USING btree (org_id, student_id, at DESC);

CREATE UNIQUE INDEX access_tokens_hash ON public.access_tokens USING btree (token_hash);

CREATE INDEX action_library_by_series ON public.action_library USING btree (org_id, series_id) WHERE (archived_at IS NULL);

CREATE INDEX actions_by_mentor ON public.actions USING btree (org_id, mentor_id, status, due_on);

CREATE INDEX actions_by_student ON public.actions USING btree (org_id, student_id, status, due_on);

CREATE INDEX analysis_runs_by_question ON public.analysis_runs USING btree (org_id, question, filters_key, started_at DESC);

CREATE INDEX assessments_by_import ON public.assessments USING btree (org_id, import_id) WHERE (import_id IS NOT NULL);

CREATE INDEX assessments_by_student ON public.assessments USING btree (org_id, student_id, assessed_on DESC, id);

CREATE UNIQUE INDEX assessments_import_key ON public.assessments USING btree (org_id, student_id, enrolment_id, framework_version_id, assessor_id, perspective, assessed_on) WHERE (source = 'import'::text);

CREATE UNIQUE INDEX assessments_one_per_meeting ON public.assessments USING btree (org_id, meeting_id, assessor_id, perspective) WHERE (meeting_id IS NOT NULL);

CREATE INDEX attendance_weeks_by_import ON public.attendance_weeks USING btree (org_id, import_id) WHERE (import_id IS NOT NULL);

CREATE UNIQUE INDEX attendance_weeks_current ON public.attendance_weeks USING btree (org_id, student_id, week_start) WHERE (replaced_at IS NULL);

CREATE INDEX audit_log_by_entity ON public.audit_log USING btree (org_id, entity, entity_id);

CREATE INDEX audit_log_by_student ON public.audit_log USING btree (org_id, student_id, at DESC) WHERE (student_id IS NOT NULL);

CREATE INDEX audit_log_by_time ON public.audit_log USING btree (org_id, at DESC, id);

CREATE INDEX baselines_by_enrolment ON public.baselines USING btree (org_id, enrolment_id, confirmed_at DESC);

CREATE INDEX behaviour_events_by_import ON public.behaviour_events USING btree (org_id, import_id) WHERE (import_id IS NOT NULL);

CREATE INDEX behaviour_events_by_student ON public.behaviour_events USING btree (org_id, student_id, happened_on);

CREATE UNIQUE INDEX behaviour_events_key ON public.behaviour_events USING btree (org_id, student_id, external_key) WHERE (external_key IS NOT NULL);

CREATE INDEX calibration_levels_by_exercise ON public.calibration_levels USING btree (org_id, exercise_id);

CREATE UNIQUE INDEX characteristics_code ON public.characteristics USING btree (org_id, code);

CREATE INDEX closures_follow_up ON public.closures USING btree (org_id, follow_up_on) WHERE ((followed_up_on IS NULL) AND (follow_up_on IS NOT NULL));

CREATE UNIQUE INDEX closures_one_an_enrolment ON public.closures USING btree (org_id, enrolment_id);

CREATE UNIQUE INDEX cohorts_name ON public.cohorts USING btree (org_id, programme_id, lower(name)) WHERE (archived_at IS NULL);

CREATE INDEX concern_notes_by_concern ON public.concern_notes USING btree (org_id, concern_id, at);

CREATE INDEX concern_readings_by_concern ON public.concern_readings USING btree (org_id, concern_id, at DESC);

CREATE INDEX concern_receipts_by_member ON public.concern_receipts USING btree (org_id, raised_by, raised_at DESC);

CREATE INDEX concerns_by_student ON public.concerns USING btree (org_id, student_id, raised_at DESC);

CREATE UNIQUE INDEX concerns_number ON public.concerns USING btree (org_id, number);

CREATE UNIQUE INDEX criteria_versions_number ON public.criteria_versions USING btree (org_id, number);

CREATE UNIQUE INDEX criteria_versions_one_draft ON public.criteria_versions USING btree (org_id) WHERE (status = 'draft'::text);

CREATE INDEX enrolments_by_programme ON public.enrolments USING btree (org_id, programme_id, cohort_id, student_id);

CREATE INDEX enrolments_by_student ON public.enrolments USING btree (org_id, student_id);

CREATE UNIQUE INDEX enrolments_one_open ON public.enrolments USING btree (org_id, student_id, programme_id) WHERE (ended_on IS NULL);

CREATE INDEX exercise_members_by_member ON public.exercise_members USING btree (org_id, member_id);

CREATE INDEX exercise_vignettes_by_vignette ON public.exercise_vignettes USING btree (org_id, vignette_id);

CREATE INDEX feedback_by_student ON public.feedback USING btree (org_id, student_id, given_at DESC);

CREATE UNIQUE INDEX feedback_one_a_request ON public.feedback USING btree (org_id, request_id) WHERE (request_id IS NOT NULL);

CREATE INDEX feedback_requests_by_student ON public.feedback_requests USING btree (org_id, student_id, asked_at DESC);

CREATE INDEX feedback_requests_open ON public.feedback_requests USING btree (org_id, last_sent_at) WHERE ((answered_at IS NULL) AND (declined_at IS NULL) AND (withdrawn_at IS NULL));

CREATE UNIQUE INDEX framework_versions_number ON public.framework_versions USING btree (org_id, framework_id, number);

CREATE UNIQUE INDEX framework_versions_one_draft ON public.framework_versions USING btree (org_id, framework_id) WHERE (status = 'draft'::text);

CREATE INDEX import_rows_by_student ON public.import_rows USING btree (org_id, import_id, student_id) WHERE (student_id IS NOT NULL);

CREATE INDEX import_rows_to_mend ON public.import_rows USING btree (org_id, import_id, row_number) WHERE (verdict = ANY (ARRAY['bad'::text, 'choose'::text]));

CREATE INDEX imports_by_time ON public.imports USING btree (org_id, created_at DESC, id);

CREATE INDEX intervention_places_by_student ON public.intervention_places USING btree (org_id, student_id);

CREATE UNIQUE INDEX intervention_places_open ON public.intervention_places USING btree (org_id, intervention_id, student_id) WHERE (ended_on IS NULL);

CREATE INDEX intervention_sessions_by_day ON public.intervention_sessions USING btree (org_id, intervention_id, held_on DESC);

CREATE UNIQUE INDEX interventions_name ON public.interventions USING btree (org_id, lower(name)) WHERE (archived_at IS NULL);

CREATE UNIQUE INDEX invitations_token ON public.invitations USING btree (token_hash);

CREATE INDEX matches_by_enrolment ON public.matches USING btree (org_id, enrolment_id);

CREATE INDEX matches_by_mentor ON public.matches USING btree (org_id, mentor_id, ended_on, student_id);

CREATE INDEX matches_by_student ON public.matches USING btree (org_id, student_id, started_on);

CREATE UNIQUE INDEX matches_one_current ON public.matches USING btree (org_id, student_id, mentor_id, enrolment_id) WHERE (ended_on IS NULL);

CREATE UNIQUE INDEX measures_code ON public.measures USING btree (org_id, code);

CREATE INDEX meeting_notes_by_meeting ON public.meeting_notes USING btree (org_id, meeting_id);

CREATE INDEX meeting_notes_by_student ON public.meeting_notes USING btree (org_id, student_id, created_at DESC);

CREATE INDEX meetings_by_mentor ON public.meetings USING btree (org_id, mentor_id, starts_at);

CREATE INDEX meetings_by_repeat ON public.meetings USING btree (org_id, repeat_id) WHERE (repeat_id IS NOT NULL);

CREATE INDEX meetings_by_student ON public.meetings USING btree (org_id, student_id, starts_at DESC);

CREATE INDEX meetings_scheduled ON public.meetings USING btree (org_id, mentor_id, starts_at) WHERE (status = 'scheduled'::text);

CREATE INDEX members_by_user ON public.members USING btree (user_id) WHERE (user_id IS NOT NULL);

CREATE UNIQUE INDEX members_calendar ON public.members USING btree (calendar_token_hash) WHERE (calendar_token_hash IS NOT NULL);

CREATE UNIQUE INDEX members_email ON public.members USING btree (org_id, lower(email), role) WHERE ((email IS NOT NULL) AND (status <> 'ended'::text));

CREATE UNIQUE INDEX members_user ON public.members USING btree (org_id, user_id, role) WHERE ((user_id IS NOT NULL) AND (status <> 'ended'::text));

CREATE UNIQUE INDEX outcome_types_code ON public.outcome_types USING btree (org_id, framework_version_id, code);

CREATE INDEX outcomes_by_series ON public.outcomes USING btree (org_id, series_id);

CREATE UNIQUE INDEX outcomes_code ON public.outcomes USING btree (org_id, framework_version_id, code);

CREATE UNIQUE INDEX outcomes_series ON public.outcomes USING btree (org_id, framework_version_id, series_id);

CREATE INDEX outgoing_mail_by_time ON public.outgoing_mail USING btree (org_id, created_at DESC, id);

CREATE INDEX outgoing_mail_queue ON public.outgoing_mail USING btree (org_id, created_at) WHERE (status = 'queued'::text);

CREATE INDEX participations_by_student ON public.participations USING btree (org_id, student_id, recorded_at DESC);

CREATE UNIQUE INDEX participations_current ON public.participations USING btree (org_id, session_id, student_id) WHERE (replaced_at IS NULL);

CREATE INDEX past_states_by_moment ON public.past_states USING btree (org_id, kind, until_at);

CREATE INDEX private_links_by_subject ON public.private_links USING btree (org_id, kind, subject_id);

CREATE UNIQUE INDEX private_links_token ON public.private_links USING btree (token_hash);

CREATE UNIQUE INDEX programmes_name ON public.programmes USING btree (org_id, lower(name)) WHERE (archived_at IS NULL);

CREATE INDEX questionnaire_requests_by_student ON public.questionnaire_requests USING btree (org_id, student_id, created_at DESC);

CREATE UNIQUE INDEX questionnaires_code ON public.questionnaires USING btree (org_id, code, number);

CREATE INDEX readings_by_import ON public.readings USING btree (org_id, import_id) WHERE (import_id IS NOT NULL);

CREATE INDEX readings_by_measure ON public.readings USING btree (org_id, measure_id, taken_on);

CREATE INDEX readings_by_student ON public.readings USING btree (org_id, student_id, measure_id, taken_on DESC);

CREATE UNIQUE INDEX readings_import_key ON public.readings USING btree (org_id, student_id, measure_id, taken_on) WHERE ((source = 'import'::text) AND (supersedes IS NULL));

CREATE UNIQUE INDEX readings_one_successor ON public.readings USING btree (org_id, supersedes) WHERE (supersedes IS NOT NULL);

CREATE UNIQUE INDEX referral_reasons_code ON public.referral_reasons USING btree (org_id, code);

CREATE INDEX referrals_by_referrer ON public.referrals USING btree (org_id, referred_by, received_at DESC);

CREATE INDEX referrals_by_student ON public.referrals USING btree (org_id, student_id, received_at);

CREATE INDEX referrals_by_time ON public.referrals USING btree (org_id, received_at DESC, id);

CREATE INDEX referrals_queue ON public.referrals USING btree (org_id, received_at, id) WHERE (status = ANY (ARRAY['open'::text, 'waiting'::text]));

CREATE INDEX releases_by_time ON public.releases USING btree (org_id, created_at DESC, id);

CREATE INDEX report_answers_waiting ON public.report_answers USING btree (org_id, asked_at) WHERE (status = 'waiting'::text);

CREATE INDEX report_takings_by_report ON public.report_takings USING btree (org_id, report_id, taken_at);

CREATE UNIQUE INDEX reports_by_schedule ON public.reports USING btree (org_id, schedule_id, scheduled_for) WHERE (schedule_id IS NOT NULL);

CREATE INDEX reports_by_time ON public.reports USING btree (org_id, created_at DESC, id);

CREATE INDEX reviews_by_student ON public.reviews USING btree (org_id, student_id, due_on);

CREATE INDEX reviews_due ON public.reviews USING btree (org_id, due_on) WHERE (status = 'due'::text);

CREATE UNIQUE INDEX reviews_one_due ON public.reviews USING btree (org_id, enrolment_id, kind) WHERE (status = 'due'::text);

CREATE UNIQUE INDEX schools_name ON public.schools USING btree (org_id, lower(name)) WHERE (archived_at IS NULL);

CREATE UNIQUE INDEX schools_urn ON public.schools USING btree (org_id, urn) WHERE (urn IS NOT NULL);

CREATE INDEX scores_by_import ON public.scores USING btree (org_id, import_id) WHERE (import_id IS NOT NULL);

CREATE INDEX scores_by_student ON public.scores USING btree (org_id, student_id, series_id);

CREATE UNIQUE INDEX scores_one_original ON public.scores USING btree (org_id, assessment_id, outcome_id, supersedes) NULLS NOT DISTINCT;

CREATE UNIQUE INDEX scores_one_successor ON public.scores USING btree (org_id, supersedes) WHERE (supersedes IS NOT NULL);

CREATE INDEX second_scorings_by_day ON public.second_scorings USING btree (org_id, asked_at DESC, id DESC);

CREATE INDEX second_scorings_by_scorer ON public.second_scorings USING btree (org_id, scorer_id, status);

CREATE UNIQUE INDEX second_scorings_once ON public.second_scorings USING btree (org_id, meeting_id, scorer_id) WHERE (status <> 'withdrawn'::text);

CREATE INDEX shares_by_student ON public.shares USING btree (org_id, student_id, shared_at DESC);

CREATE INDEX shares_by_time ON public.shares USING btree (org_id, shared_at DESC, id);

CREATE INDEX standings_by_series ON public.standings USING btree (org_id, series_id, perspective, enrolment_id) INCLUDE (first_level, latest_level, scored, student_id);

CREATE UNIQUE INDEX student_characteristics_current ON public.student_characteristics USING btree (org_id, student_id, characteristic_id) WHERE (replaced_at IS NULL);

CREATE INDEX student_characteristics_value ON public.student_characteristics USING btree (org_id, characteristic_id, value) INCLUDE (student_id) WHERE (replaced_at IS NULL);

CREATE INDEX student_report_runs_by_time ON public.student_report_runs USING btree (org_id, created_at DESC, id);

CREATE INDEX student_reports_by_student ON public.student_reports USING btree (org_id, student_id, run_id);

CREATE UNIQUE INDEX student_reports_one_a_run ON public.student_reports USING btree (org_id, run_id, enrolment_id);

CREATE INDEX students_by_birth ON public.students USING btree (org_id, birth_date, family_key);

CREATE INDEX students_by_given_name ON public.students USING btree (org_id, given_key);

CREATE INDEX students_by_import ON public.students USING btree (org_id, import_id) WHERE (import_id IS NOT NULL);

CREATE INDEX students_by_name ON public.students USING btree (org_id, family_key, given_key, id);

CREATE INDEX students_by_school ON public.students USING btree (org_id, school_id, family_key, given_key, id);

CREATE UNIQUE INDEX students_external_id ON public.students USING btree (org_id, external_id) WHERE (external_id IS NOT NULL);

CREATE UNIQUE INDEX students_upn ON public.students USING btree (org_id, upn) WHERE (upn IS NOT NULL);

CREATE INDEX targets_by_import ON public.targets USING btree (org_id, import_id) WHERE (import_id IS NOT NULL);

CREATE UNIQUE INDEX targets_current_measure ON public.targets USING btree (org_id, enrolment_id, measure_id) WHERE ((replaced_at IS NULL) AND (measure_id IS NOT NULL));

CREATE UNIQUE INDEX targets_current_series ON public.targets USING btree (org_id, enrolment_id, series_id) WHERE ((replaced_at IS NULL) AND (series_id IS NOT NULL));

CREATE UNIQUE INDEX targets_current_student ON public.targets USING btree (org_id, student_id, measure_id) WHERE ((replaced_at IS NULL) AND (enrolment_id IS NULL));

CREATE UNIQUE INDEX teachers_email ON public.teachers USING btree (org_id, school_id, lower(email));

CREATE INDEX triage_decisions_by_referral ON public.triage_decisions USING btree (org_id, referral_id, decided_at);

CREATE UNIQUE INDEX vignettes_code ON public.vignettes USING btree (org_id, code) WHERE (code IS NOT NULL);

ALTER TABLE ONLY accounts.account
    ADD CONSTRAINT "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES accounts."user"(id) ON DELETE CASCADE;

ALTER TABLE ONLY accounts.session
    ADD CONSTRAINT "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES accounts."user"(id) ON DELETE CASCADE;

ALTER TABLE ONLY accounts."twoFactor"
    ADD CONSTRAINT "twoFactor_userId_fkey" FOREIGN KEY ("userId") REFERENCES accounts."user"(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.access_tokens
    ADD CONSTRAINT access_tokens_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.access_tokens
    ADD CONSTRAINT access_tokens_org_id_member_id_fkey FOREIGN KEY (org_id, member_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.action_library
    ADD CONSTRAINT action_library_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.actions
    ADD CONSTRAINT actions_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.actions
    ADD CONSTRAINT actions_org_id_library_id_fkey FOREIGN KEY (org_id, library_id) REFERENCES public.action_library(org_id, id);

ALTER TABLE ONLY public.actions
    ADD CONSTRAINT actions_org_id_match_id_fkey FOREIGN KEY (org_id, match_id) REFERENCES public.matches(org_id, id);

ALTER TABLE ONLY public.actions
    ADD CONSTRAINT actions_org_id_meeting_id_fkey FOREIGN KEY (org_id, meeting_id) REFERENCES public.meetings(org_id, id);

ALTER TABLE ONLY public.actions
    ADD CONSTRAINT actions_org_id_mentor_id_fkey FOREIGN KEY (org_id, mentor_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.actions
    ADD CONSTRAINT actions_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.analysis_runs
    ADD CONSTRAINT analysis_runs_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.assessments
    ADD CONSTRAINT assessments_org_id_assessor_id_fkey FOREIGN KEY (org_id, assessor_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.assessments
    ADD CONSTRAINT assessments_org_id_enrolment_id_fkey FOREIGN KEY (org_id, enrolment_id) REFERENCES public.enrolments(org_id, id);

ALTER TABLE ONLY public.assessments
    ADD CONSTRAINT assessments_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.assessments
    ADD CONSTRAINT assessments_org_id_framework_version_id_fkey FOREIGN KEY (org_id, framework_version_id) REFERENCES public.framework_versions(org_id, id);

ALTER TABLE ONLY public.assessments
    ADD CONSTRAINT assessments_org_id_match_id_fkey FOREIGN KEY (org_id, match_id) REFERENCES public.matches(org_id, id);

ALTER TABLE ONLY public.assessments
    ADD CONSTRAINT assessments_org_id_meeting_id_fkey FOREIGN KEY (org_id, meeting_id) REFERENCES public.meetings(org_id, id);

ALTER TABLE ONLY public.assessments
    ADD CONSTRAINT assessments_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.attendance_weeks
    ADD CONSTRAINT attendance_weeks_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.attendance_weeks
    ADD CONSTRAINT attendance_weeks_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.audit_log
    ADD CONSTRAINT audit_log_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.baselines
    ADD CONSTRAINT baselines_org_id_enrolment_id_fkey FOREIGN KEY (org_id, enrolment_id) REFERENCES public.enrolments(org_id, id);

ALTER TABLE ONLY public.baselines
    ADD CONSTRAINT baselines_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.baselines
    ADD CONSTRAINT baselines_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.behaviour_events
    ADD CONSTRAINT behaviour_events_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.behaviour_events
    ADD CONSTRAINT behaviour_events_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.calibration_answers
    ADD CONSTRAINT calibration_answers_org_id_exercise_id_member_id_fkey FOREIGN KEY (org_id, exercise_id, member_id) REFERENCES public.exercise_members(org_id, exercise_id, member_id);

ALTER TABLE ONLY public.calibration_answers
    ADD CONSTRAINT calibration_answers_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.calibration_answers
    ADD CONSTRAINT calibration_answers_org_id_vignette_id_outcome_id_fkey FOREIGN KEY (org_id, vignette_id, outcome_id) REFERENCES public.vignette_references(org_id, vignette_id, outcome_id);

ALTER TABLE ONLY public.calibration_exercises
    ADD CONSTRAINT calibration_exercises_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.calibration_levels
    ADD CONSTRAINT calibration_levels_org_id_exercise_id_fkey FOREIGN KEY (org_id, exercise_id) REFERENCES public.calibration_exercises(org_id, id);

ALTER TABLE ONLY public.calibration_levels
    ADD CONSTRAINT calibration_levels_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.characteristics
    ADD CONSTRAINT characteristics_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.closures
    ADD CONSTRAINT closures_org_id_enrolment_id_fkey FOREIGN KEY (org_id, enrolment_id) REFERENCES public.enrolments(org_id, id);

ALTER TABLE ONLY public.closures
    ADD CONSTRAINT closures_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.closures
    ADD CONSTRAINT closures_org_id_review_id_fkey FOREIGN KEY (org_id, review_id) REFERENCES public.reviews(org_id, id);

ALTER TABLE ONLY public.closures
    ADD CONSTRAINT closures_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.cohorts
    ADD CONSTRAINT cohorts_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.cohorts
    ADD CONSTRAINT cohorts_org_id_programme_id_fkey FOREIGN KEY (org_id, programme_id) REFERENCES public.programmes(org_id, id);

ALTER TABLE ONLY public.concern_notes
    ADD CONSTRAINT concern_notes_org_id_concern_id_fkey FOREIGN KEY (org_id, concern_id) REFERENCES public.concerns(org_id, id);

ALTER TABLE ONLY public.concern_notes
    ADD CONSTRAINT concern_notes_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.concern_readings
    ADD CONSTRAINT concern_readings_org_id_concern_id_fkey FOREIGN KEY (org_id, concern_id) REFERENCES public.concerns(org_id, id);

ALTER TABLE ONLY public.concern_readings
    ADD CONSTRAINT concern_readings_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.concern_receipts
    ADD CONSTRAINT concern_receipts_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.concerns
    ADD CONSTRAINT concerns_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.concerns
    ADD CONSTRAINT concerns_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.contact_summaries
    ADD CONSTRAINT contact_summaries_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.contact_summaries
    ADD CONSTRAINT contact_summaries_org_id_mentor_id_fkey FOREIGN KEY (org_id, mentor_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.contact_summaries
    ADD CONSTRAINT contact_summaries_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.criteria_versions
    ADD CONSTRAINT criteria_versions_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.enrolments
    ADD CONSTRAINT enrolments_org_id_cohort_id_fkey FOREIGN KEY (org_id, cohort_id) REFERENCES public.cohorts(org_id, id);

ALTER TABLE ONLY public.enrolments
    ADD CONSTRAINT enrolments_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.enrolments
    ADD CONSTRAINT enrolments_org_id_follows_id_fkey FOREIGN KEY (org_id, follows_id) REFERENCES public.enrolments(org_id, id);

ALTER TABLE ONLY public.enrolments
    ADD CONSTRAINT enrolments_org_id_programme_id_fkey FOREIGN KEY (org_id, programme_id) REFERENCES public.programmes(org_id, id);

ALTER TABLE ONLY public.enrolments
    ADD CONSTRAINT enrolments_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.exercise_members
    ADD CONSTRAINT exercise_members_org_id_exercise_id_fkey FOREIGN KEY (org_id, exercise_id) REFERENCES public.calibration_exercises(org_id, id);

ALTER TABLE ONLY public.exercise_members
    ADD CONSTRAINT exercise_members_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.exercise_members
    ADD CONSTRAINT exercise_members_org_id_member_id_fkey FOREIGN KEY (org_id, member_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.exercise_vignettes
    ADD CONSTRAINT exercise_vignettes_org_id_exercise_id_fkey FOREIGN KEY (org_id, exercise_id) REFERENCES public.calibration_exercises(org_id, id);

ALTER TABLE ONLY public.exercise_vignettes
    ADD CONSTRAINT exercise_vignettes_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.exercise_vignettes
    ADD CONSTRAINT exercise_vignettes_org_id_vignette_id_fkey FOREIGN KEY (org_id, vignette_id) REFERENCES public.vignettes(org_id, id);

ALTER TABLE ONLY public.feedback
    ADD CONSTRAINT feedback_org_id_author_id_fkey FOREIGN KEY (org_id, author_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.feedback
    ADD CONSTRAINT feedback_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.feedback
    ADD CONSTRAINT feedback_org_id_request_id_fkey FOREIGN KEY (org_id, request_id) REFERENCES public.feedback_requests(org_id, id);

ALTER TABLE ONLY public.feedback
    ADD CONSTRAINT feedback_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.feedback_requests
    ADD CONSTRAINT feedback_requests_org_id_asked_by_fkey FOREIGN KEY (org_id, asked_by) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.feedback_requests
    ADD CONSTRAINT feedback_requests_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.feedback_requests
    ADD CONSTRAINT feedback_requests_org_id_link_id_fkey FOREIGN KEY (org_id, link_id) REFERENCES public.private_links(org_id, id);

ALTER TABLE ONLY public.feedback_requests
    ADD CONSTRAINT feedback_requests_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.framework_versions
    ADD CONSTRAINT framework_versions_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.framework_versions
    ADD CONSTRAINT framework_versions_org_id_framework_id_fkey FOREIGN KEY (org_id, framework_id) REFERENCES public.frameworks(org_id, id);

ALTER TABLE ONLY public.frameworks
    ADD CONSTRAINT frameworks_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.import_rows
    ADD CONSTRAINT import_rows_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.import_rows
    ADD CONSTRAINT import_rows_org_id_import_id_fkey FOREIGN KEY (org_id, import_id) REFERENCES public.imports(org_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.intervention_places
    ADD CONSTRAINT intervention_places_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.intervention_places
    ADD CONSTRAINT intervention_places_org_id_intervention_id_fkey FOREIGN KEY (org_id, intervention_id) REFERENCES public.interventions(org_id, id);

ALTER TABLE ONLY public.intervention_places
    ADD CONSTRAINT intervention_places_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.intervention_sessions
    ADD CONSTRAINT intervention_sessions_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.intervention_sessions
    ADD CONSTRAINT intervention_sessions_org_id_intervention_id_fkey FOREIGN KEY (org_id, intervention_id) REFERENCES public.interventions(org_id, id);

ALTER TABLE ONLY public.interventions
    ADD CONSTRAINT interventions_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_org_id_member_id_fkey FOREIGN KEY (org_id, member_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.matches
    ADD CONSTRAINT matches_org_id_enrolment_id_fkey FOREIGN KEY (org_id, enrolment_id) REFERENCES public.enrolments(org_id, id);

ALTER TABLE ONLY public.matches
    ADD CONSTRAINT matches_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.matches
    ADD CONSTRAINT matches_org_id_mentor_id_fkey FOREIGN KEY (org_id, mentor_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.matches
    ADD CONSTRAINT matches_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.measures
    ADD CONSTRAINT measures_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.measures
    ADD CONSTRAINT measures_org_id_questionnaire_id_fkey FOREIGN KEY (org_id, questionnaire_id) REFERENCES public.questionnaires(org_id, id);

ALTER TABLE ONLY public.meeting_drafts
    ADD CONSTRAINT meeting_drafts_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.meeting_drafts
    ADD CONSTRAINT meeting_drafts_org_id_meeting_id_fkey FOREIGN KEY (org_id, meeting_id) REFERENCES public.meetings(org_id, id);

ALTER TABLE ONLY public.meeting_drafts
    ADD CONSTRAINT meeting_drafts_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.meeting_notes
    ADD CONSTRAINT meeting_notes_org_id_author_id_fkey FOREIGN KEY (org_id, author_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.meeting_notes
    ADD CONSTRAINT meeting_notes_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.meeting_notes
    ADD CONSTRAINT meeting_notes_org_id_meeting_id_fkey FOREIGN KEY (org_id, meeting_id) REFERENCES public.meetings(org_id, id);

ALTER TABLE ONLY public.meeting_notes
    ADD CONSTRAINT meeting_notes_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.meetings
    ADD CONSTRAINT meetings_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.meetings
    ADD CONSTRAINT meetings_org_id_match_id_fkey FOREIGN KEY (org_id, match_id) REFERENCES public.matches(org_id, id);

ALTER TABLE ONLY public.meetings
    ADD CONSTRAINT meetings_org_id_mentor_id_fkey FOREIGN KEY (org_id, mentor_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.meetings
    ADD CONSTRAINT meetings_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_org_id_school_id_fkey FOREIGN KEY (org_id, school_id) REFERENCES public.schools(org_id, id);

ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.outcome_types
    ADD CONSTRAINT outcome_types_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.outcome_types
    ADD CONSTRAINT outcome_types_org_id_framework_version_id_fkey FOREIGN KEY (org_id, framework_version_id) REFERENCES public.framework_versions(org_id, id);

ALTER TABLE ONLY public.outcomes
    ADD CONSTRAINT outcomes_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.outcomes
    ADD CONSTRAINT outcomes_org_id_framework_version_id_fkey FOREIGN KEY (org_id, framework_version_id) REFERENCES public.framework_versions(org_id, id);

ALTER TABLE ONLY public.outcomes
    ADD CONSTRAINT outcomes_org_id_outcome_type_id_fkey FOREIGN KEY (org_id, outcome_type_id) REFERENCES public.outcome_types(org_id, id);

ALTER TABLE ONLY public.outgoing_mail
    ADD CONSTRAINT outgoing_mail_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.participations
    ADD CONSTRAINT participations_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.participations
    ADD CONSTRAINT participations_org_id_session_id_fkey FOREIGN KEY (org_id, session_id) REFERENCES public.intervention_sessions(org_id, id);

ALTER TABLE ONLY public.participations
    ADD CONSTRAINT participations_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.past_states
    ADD CONSTRAINT past_states_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.private_links
    ADD CONSTRAINT private_links_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.private_links
    ADD CONSTRAINT private_links_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.profile_places
    ADD CONSTRAINT profile_places_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.programmes
    ADD CONSTRAINT programmes_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.programmes
    ADD CONSTRAINT programmes_org_id_framework_id_fkey FOREIGN KEY (org_id, framework_id) REFERENCES public.frameworks(org_id, id);

ALTER TABLE ONLY public.questionnaire_requests
    ADD CONSTRAINT questionnaire_requests_org_id_enrolment_id_fkey FOREIGN KEY (org_id, enrolment_id) REFERENCES public.enrolments(org_id, id);

ALTER TABLE ONLY public.questionnaire_requests
    ADD CONSTRAINT questionnaire_requests_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.questionnaire_requests
    ADD CONSTRAINT questionnaire_requests_org_id_link_id_fkey FOREIGN KEY (org_id, link_id) REFERENCES public.private_links(org_id, id);

ALTER TABLE ONLY public.questionnaire_requests
    ADD CONSTRAINT questionnaire_requests_org_id_measure_id_fkey FOREIGN KEY (org_id, measure_id) REFERENCES public.measures(org_id, id);

ALTER TABLE ONLY public.questionnaire_requests
    ADD CONSTRAINT questionnaire_requests_org_id_questionnaire_id_fkey FOREIGN KEY (org_id, questionnaire_id) REFERENCES public.questionnaires(org_id, id);

ALTER TABLE ONLY public.questionnaire_requests
    ADD CONSTRAINT questionnaire_requests_org_id_reading_id_fkey FOREIGN KEY (org_id, reading_id) REFERENCES public.readings(org_id, id);

ALTER TABLE ONLY public.questionnaire_requests
    ADD CONSTRAINT questionnaire_requests_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.questionnaires
    ADD CONSTRAINT questionnaires_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.readings
    ADD CONSTRAINT readings_org_id_enrolment_id_fkey FOREIGN KEY (org_id, enrolment_id) REFERENCES public.enrolments(org_id, id);

ALTER TABLE ONLY public.readings
    ADD CONSTRAINT readings_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.readings
    ADD CONSTRAINT readings_org_id_measure_id_fkey FOREIGN KEY (org_id, measure_id) REFERENCES public.measures(org_id, id);

ALTER TABLE ONLY public.readings
    ADD CONSTRAINT readings_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.readings
    ADD CONSTRAINT readings_org_id_supersedes_fkey FOREIGN KEY (org_id, supersedes) REFERENCES public.readings(org_id, id);

ALTER TABLE ONLY public.referral_reasons
    ADD CONSTRAINT referral_reasons_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.referrals
    ADD CONSTRAINT referrals_org_id_criteria_version_id_fkey FOREIGN KEY (org_id, criteria_version_id) REFERENCES public.criteria_versions(org_id, id);

ALTER TABLE ONLY public.referrals
    ADD CONSTRAINT referrals_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.referrals
    ADD CONSTRAINT referrals_org_id_programme_id_fkey FOREIGN KEY (org_id, programme_id) REFERENCES public.programmes(org_id, id);

ALTER TABLE ONLY public.referrals
    ADD CONSTRAINT referrals_org_id_referred_by_fkey FOREIGN KEY (org_id, referred_by) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.referrals
    ADD CONSTRAINT referrals_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.release_pieces
    ADD CONSTRAINT release_pieces_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.release_pieces
    ADD CONSTRAINT release_pieces_org_id_release_id_fkey FOREIGN KEY (org_id, release_id) REFERENCES public.releases(org_id, id);

ALTER TABLE ONLY public.releases
    ADD CONSTRAINT releases_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.report_answers
    ADD CONSTRAINT report_answers_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.report_answers
    ADD CONSTRAINT report_answers_org_id_report_id_fkey FOREIGN KEY (org_id, report_id) REFERENCES public.reports(org_id, id);

ALTER TABLE ONLY public.report_figures
    ADD CONSTRAINT report_figures_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.report_figures
    ADD CONSTRAINT report_figures_org_id_report_id_fkey FOREIGN KEY (org_id, report_id) REFERENCES public.reports(org_id, id);

ALTER TABLE ONLY public.report_schedules
    ADD CONSTRAINT report_schedules_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.report_schedules
    ADD CONSTRAINT report_schedules_org_id_owner_id_fkey FOREIGN KEY (org_id, owner_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.report_schedules
    ADD CONSTRAINT report_schedules_org_id_school_id_fkey FOREIGN KEY (org_id, school_id) REFERENCES public.schools(org_id, id);

ALTER TABLE ONLY public.report_takings
    ADD CONSTRAINT report_takings_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.report_takings
    ADD CONSTRAINT report_takings_org_id_report_id_fkey FOREIGN KEY (org_id, report_id) REFERENCES public.reports(org_id, id);

ALTER TABLE ONLY public.report_withdrawals
    ADD CONSTRAINT report_withdrawals_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.report_withdrawals
    ADD CONSTRAINT report_withdrawals_org_id_report_id_fkey FOREIGN KEY (org_id, report_id) REFERENCES public.reports(org_id, id);

ALTER TABLE ONLY public.reports
    ADD CONSTRAINT reports_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.reports
    ADD CONSTRAINT reports_org_id_school_id_fkey FOREIGN KEY (org_id, school_id) REFERENCES public.schools(org_id, id);

ALTER TABLE ONLY public.reviews
    ADD CONSTRAINT reviews_org_id_enrolment_id_fkey FOREIGN KEY (org_id, enrolment_id) REFERENCES public.enrolments(org_id, id);

ALTER TABLE ONLY public.reviews
    ADD CONSTRAINT reviews_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.reviews
    ADD CONSTRAINT reviews_org_id_held_by_fkey FOREIGN KEY (org_id, held_by) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.reviews
    ADD CONSTRAINT reviews_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.schools
    ADD CONSTRAINT schools_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.score_profiles
    ADD CONSTRAINT score_profiles_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.score_profiles
    ADD CONSTRAINT score_profiles_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.scores
    ADD CONSTRAINT scores_org_id_assessment_id_fkey FOREIGN KEY (org_id, assessment_id) REFERENCES public.assessments(org_id, id);

ALTER TABLE ONLY public.scores
    ADD CONSTRAINT scores_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.scores
    ADD CONSTRAINT scores_org_id_outcome_id_fkey FOREIGN KEY (org_id, outcome_id) REFERENCES public.outcomes(org_id, id);

ALTER TABLE ONLY public.scores
    ADD CONSTRAINT scores_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.scores
    ADD CONSTRAINT scores_org_id_supersedes_fkey FOREIGN KEY (org_id, supersedes) REFERENCES public.scores(org_id, id);

ALTER TABLE ONLY public.second_scores
    ADD CONSTRAINT second_scores_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.second_scores
    ADD CONSTRAINT second_scores_org_id_outcome_id_fkey FOREIGN KEY (org_id, outcome_id) REFERENCES public.outcomes(org_id, id);

ALTER TABLE ONLY public.second_scores
    ADD CONSTRAINT second_scores_org_id_second_scoring_id_fkey FOREIGN KEY (org_id, second_scoring_id) REFERENCES public.second_scorings(org_id, id);

ALTER TABLE ONLY public.second_scores
    ADD CONSTRAINT second_scores_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.second_scorings
    ADD CONSTRAINT second_scorings_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.second_scorings
    ADD CONSTRAINT second_scorings_org_id_meeting_id_fkey FOREIGN KEY (org_id, meeting_id) REFERENCES public.meetings(org_id, id);

ALTER TABLE ONLY public.second_scorings
    ADD CONSTRAINT second_scorings_org_id_scorer_id_fkey FOREIGN KEY (org_id, scorer_id) REFERENCES public.members(org_id, id);

ALTER TABLE ONLY public.second_scorings
    ADD CONSTRAINT second_scorings_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.shares
    ADD CONSTRAINT shares_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.shares
    ADD CONSTRAINT shares_org_id_link_id_fkey FOREIGN KEY (org_id, link_id) REFERENCES public.private_links(org_id, id);

ALTER TABLE ONLY public.shares
    ADD CONSTRAINT shares_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.standings
    ADD CONSTRAINT standings_org_id_enrolment_id_fkey FOREIGN KEY (org_id, enrolment_id) REFERENCES public.enrolments(org_id, id);

ALTER TABLE ONLY public.standings
    ADD CONSTRAINT standings_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.standings
    ADD CONSTRAINT standings_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.student_characteristics
    ADD CONSTRAINT student_characteristics_org_id_characteristic_id_fkey FOREIGN KEY (org_id, characteristic_id) REFERENCES public.characteristics(org_id, id);

ALTER TABLE ONLY public.student_characteristics
    ADD CONSTRAINT student_characteristics_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.student_characteristics
    ADD CONSTRAINT student_characteristics_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.student_report_pages
    ADD CONSTRAINT student_report_pages_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.student_report_pages
    ADD CONSTRAINT student_report_pages_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.student_report_pages
    ADD CONSTRAINT student_report_pages_org_id_student_report_id_fkey FOREIGN KEY (org_id, student_report_id) REFERENCES public.student_reports(org_id, id);

ALTER TABLE ONLY public.student_report_runs
    ADD CONSTRAINT student_report_runs_org_id_cohort_id_fkey FOREIGN KEY (org_id, cohort_id) REFERENCES public.cohorts(org_id, id);

ALTER TABLE ONLY public.student_report_runs
    ADD CONSTRAINT student_report_runs_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.student_report_runs
    ADD CONSTRAINT student_report_runs_org_id_programme_id_fkey FOREIGN KEY (org_id, programme_id) REFERENCES public.programmes(org_id, id);

ALTER TABLE ONLY public.student_report_runs
    ADD CONSTRAINT student_report_runs_org_id_school_id_fkey FOREIGN KEY (org_id, school_id) REFERENCES public.schools(org_id, id);

ALTER TABLE ONLY public.student_reports
    ADD CONSTRAINT student_reports_org_id_enrolment_id_fkey FOREIGN KEY (org_id, enrolment_id) REFERENCES public.enrolments(org_id, id);

ALTER TABLE ONLY public.student_reports
    ADD CONSTRAINT student_reports_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.student_reports
    ADD CONSTRAINT student_reports_org_id_run_id_fkey FOREIGN KEY (org_id, run_id) REFERENCES public.student_report_runs(org_id, id);

ALTER TABLE ONLY public.student_reports
    ADD CONSTRAINT student_reports_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.students
    ADD CONSTRAINT students_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.students
    ADD CONSTRAINT students_org_id_school_id_fkey FOREIGN KEY (org_id, school_id) REFERENCES public.schools(org_id, id);

ALTER TABLE ONLY public.targets
    ADD CONSTRAINT targets_org_id_enrolment_id_fkey FOREIGN KEY (org_id, enrolment_id) REFERENCES public.enrolments(org_id, id);

ALTER TABLE ONLY public.targets
    ADD CONSTRAINT targets_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.targets
    ADD CONSTRAINT targets_org_id_measure_id_fkey FOREIGN KEY (org_id, measure_id) REFERENCES public.measures(org_id, id);

ALTER TABLE ONLY public.targets
    ADD CONSTRAINT targets_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.teachers
    ADD CONSTRAINT teachers_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.teachers
    ADD CONSTRAINT teachers_org_id_school_id_fkey FOREIGN KEY (org_id, school_id) REFERENCES public.schools(org_id, id);

ALTER TABLE ONLY public.triage_decisions
    ADD CONSTRAINT triage_decisions_org_id_enrolment_id_fkey FOREIGN KEY (org_id, enrolment_id) REFERENCES public.enrolments(org_id, id);

ALTER TABLE ONLY public.triage_decisions
    ADD CONSTRAINT triage_decisions_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.triage_decisions
    ADD CONSTRAINT triage_decisions_org_id_match_id_fkey FOREIGN KEY (org_id, match_id) REFERENCES public.matches(org_id, id);

ALTER TABLE ONLY public.triage_decisions
    ADD CONSTRAINT triage_decisions_org_id_referral_id_fkey FOREIGN KEY (org_id, referral_id) REFERENCES public.referrals(org_id, id);

ALTER TABLE ONLY public.triage_decisions
    ADD CONSTRAINT triage_decisions_org_id_student_id_fkey FOREIGN KEY (org_id, student_id) REFERENCES public.students(org_id, id);

ALTER TABLE ONLY public.vignette_drafts
    ADD CONSTRAINT vignette_drafts_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.vignette_drafts
    ADD CONSTRAINT vignette_drafts_org_id_replaces_fkey FOREIGN KEY (org_id, replaces) REFERENCES public.vignettes(org_id, id);

ALTER TABLE ONLY public.vignette_references
    ADD CONSTRAINT vignette_references_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.vignette_references
    ADD CONSTRAINT vignette_references_org_id_outcome_id_fkey FOREIGN KEY (org_id, outcome_id) REFERENCES public.outcomes(org_id, id);

ALTER TABLE ONLY public.vignette_references
    ADD CONSTRAINT vignette_references_org_id_vignette_id_fkey FOREIGN KEY (org_id, vignette_id) REFERENCES public.vignettes(org_id, id);

ALTER TABLE ONLY public.vignettes
    ADD CONSTRAINT vignettes_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.organisations(org_id);

ALTER TABLE ONLY public.vignettes
    ADD CONSTRAINT vignettes_org_id_replaces_fkey FOREIGN KEY (org_id, replaces) REFERENCES public.vignettes(org_id, id);

ALTER TABLE public.access_log ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.access_tokens ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.action_library ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.actions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.analysis_runs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.assessments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.attendance_weeks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.audit_log ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.baselines ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.behaviour_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY by_secret ON public.access_tokens FOR SELECT TO waymark_app USING ((token_hash = NULLIF(current_setting('app.secret_hash'::text, true), ''::text)));

CREATE POLICY by_secret ON public.invitations FOR SELECT TO waymark_app USING ((token_hash = NULLIF(current_setting('app.secret_hash'::text, true), ''::text)));

CREATE POLICY by_secret ON public.members FOR SELECT TO waymark_app USING ((calendar_token_hash = NULLIF(current_setting('app.secret_hash'::text, true), ''::text)));

CREATE POLICY by_secret ON public.private_links FOR SELECT TO waymark_app USING ((token_hash = NULLIF(current_setting('app.secret_hash'::text, true), ''::text)));

ALTER TABLE public.calibration_answers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.calibration_exercises ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.calibration_levels ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.characteristics ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.closures ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.cohorts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.concern_notes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.concern_readings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.concern_receipts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.concerns ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.contact_summaries ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.criteria_versions ENABLE ROW LEVEL SECURITY;

CREATE POLICY drafts_only ON public.criteria_versions AS RESTRICTIVE FOR DELETE TO waymark_app USING ((status = 'draft'::text));

CREATE POLICY drafts_only ON public.reports AS RESTRICTIVE FOR DELETE TO waymark_app USING ((status = 'draft'::text));

ALTER TABLE public.enrolment_counts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.enrolments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.exercise_members ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.exercise_vignettes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.feedback ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.feedback_requests ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.framework_versions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.frameworks ENABLE ROW LEVEL SECURITY;

CREATE POLICY given_or_shared ON public.feedback AS RESTRICTIVE FOR SELECT TO waymark_app USING (
CASE current_setting('app.role'::text, true)
    WHEN 'school_contact'::text THEN (author_id = (NULLIF(current_setting('app.member_id'::text, true), ''::text))::uuid)
    WHEN 'student'::text THEN (shared_at IS NOT NULL)
    ELSE true
END);

ALTER TABLE public.idempotency_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.import_rows ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.imports ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.intervention_places ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.intervention_sessions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.interventions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.invitations ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.matches ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.measures ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.meeting_drafts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.meeting_notes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.meetings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.members ENABLE ROW LEVEL SECURITY;

CREATE POLICY not_final ON public.calibration_answers AS RESTRICTIVE FOR DELETE TO waymark_app USING ((NOT final));

CREATE POLICY not_kept ON public.report_answers AS RESTRICTIVE FOR DELETE TO waymark_app USING ((NOT kept));

ALTER TABLE public.organisations ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.outcome_counts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.outcome_types ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.outcomes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.outgoing_mail ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_or_lead ON public.calibration_answers AS RESTRICTIVE TO waymark_app USING (((current_setting('app.role'::text, true) = ANY (ARRAY['lead'::text, 'admin'::text, 'system'::text])) OR (member_id = (NULLIF(current_setting('app.member_id'::text, true), ''::text))::uuid)));

CREATE POLICY own_or_lead ON public.exercise_members AS RESTRICTIVE TO waymark_app USING (((current_setting('app.role'::text, true) = ANY (ARRAY['lead'::text, 'admin'::text, 'system'::text])) OR (member_id = (NULLIF(current_setting('app.member_id'::text, true), ''::text))::uuid)));

CREATE POLICY own_organisations ON public.organisations FOR SELECT TO waymark_app USING (((org_id = ANY ((NULLIF(current_setting('app.org_ids'::text, true), ''::text))::uuid[])) OR (current_setting('app.role'::text, true) = 'jobs'::text)));

CREATE POLICY own_receipt ON public.concern_receipts AS RESTRICTIVE FOR SELECT TO waymark_app USING (((current_setting('app.role'::text, true) = 'safeguarding_lead'::text) OR (raised_by = (NULLIF(current_setting('app.member_id'::text, true), ''::text))::uuid)));

CREATE POLICY own_seats ON public.members FOR SELECT TO waymark_app USING ((user_id = NULLIF(current_setting('app.user_id'::text, true), ''::text)));

ALTER TABLE public.participations ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.past_states ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.private_links ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.profile_places ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.programmes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.questionnaire_requests ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.questionnaires ENABLE ROW LEVEL SECURITY;

CREATE POLICY readers ON public.analysis_runs AS RESTRICTIVE TO waymark_app USING ((current_setting('app.role'::text, true) = ANY (ARRAY['admin'::text, 'lead'::text, 'analyst'::text, 'system'::text])));

CREATE POLICY readers ON public.report_answers AS RESTRICTIVE TO waymark_app USING ((current_setting('app.role'::text, true) = ANY (ARRAY['admin'::text, 'lead'::text, 'analyst'::text, 'system'::text]))) WITH CHECK ((current_setting('app.role'::text, true) = ANY (ARRAY['admin'::text, 'lead'::text, 'analyst'::text, 'system'::text])));

CREATE POLICY readers ON public.report_figures AS RESTRICTIVE TO waymark_app USING ((current_setting('app.role'::text, true) = ANY (ARRAY['admin'::text, 'lead'::text, 'analyst'::text, 'system'::text]))) WITH CHECK ((current_setting('app.role'::text, true) = ANY (ARRAY['admin'::text, 'lead'::text, 'analyst'::text, 'system'::text])));

CREATE POLICY readers ON public.report_schedules AS RESTRICTIVE TO waymark_app USING ((current_setting('app.role'::text, true) = ANY (ARRAY['admin'::text, 'lead'::text, 'analyst'::text, 'system'::text]))) WITH CHECK ((current_setting('app.role'::text, true) = ANY (ARRAY['admin'::text, 'lead'::text, 'analyst'::text, 'system'::text])));

CREATE POLICY readers ON public.report_takings AS RESTRICTIVE TO waymark_app USING (((current_setting('app.role'::text, true) = ANY (ARRAY['admin'::text, 'lead'::text, 'analyst'::text, 'system'::text])) OR ((current_setting('app.role'::text, true) = 'school_contact'::text) AND (school_id = (NULLIF(current_setting('app.school_id'::text, true), ''::text))::uuid)))) WITH CHECK (((current_setting('app.role'::text, true) = ANY (ARRAY['admin'::text, 'lead'::text, 'analyst'::text, 'system'::text])) OR ((current_setting('app.role'::text, true) = 'school_contact'::text) AND (school_id = (NULLIF(current_setting('app.school_id'::text, true), ''::text))::uuid))));

CREATE POLICY readers ON public.report_withdrawals AS RESTRICTIVE TO waymark_app USING (((current_setting('app.role'::text, true) = ANY (ARRAY['admin'::text, 'lead'::text, 'analyst'::text, 'system'::text])) OR ((current_setting('app.role'::text, true) = 'school_contact'::text) AND (school_id = (NULLIF(current_setting('app.school_id'::text, true), ''::text))::uuid)))) WITH CHECK ((current_setting('app.role'::text, true) = ANY (ARRAY['admin'::text, 'lead'::text, 'analyst'::text, 'system'::text])));

CREATE POLICY readers ON public.reports AS RESTRICTIVE TO waymark_app USING (((current_setting('app.role'::text, true) = ANY (ARRAY['admin'::text, 'lead'::text, 'analyst'::text, 'system'::text])) OR ((status = 'final'::text) AND (kind = 'school'::text) AND (current_setting('app.role'::text, true) = 'school_contact'::text) AND (school_id = (NULLIF(current_setting('app.school_id'::text, true), ''::text))::uuid)))) WITH CHECK ((current_setting('app.role'::text, true) = ANY (ARRAY['admin'::text, 'lead'::text, 'analyst'::text, 'system'::text])));

CREATE POLICY readers ON public.student_report_pages AS RESTRICTIVE TO waymark_app USING (((current_setting('app.role'::text, true) = ANY (ARRAY['lead'::text, 'mentor'::text, 'system'::text])) OR (current_setting('app.role'::text, true) = 'student'::text))) WITH CHECK ((current_setting('app.role'::text, true) = ANY (ARRAY['lead'::text, 'mentor'::text, 'system'::text])));

CREATE POLICY readers ON public.student_report_runs AS RESTRICTIVE TO waymark_app USING ((current_setting('app.role'::text, true) = ANY (ARRAY['lead'::text, 'mentor'::text, 'system'::text]))) WITH CHECK ((current_setting('app.role'::text, true) = ANY (ARRAY['lead'::text, 'mentor'::text, 'system'::text])));

CREATE POLICY readers ON public.student_reports AS RESTRICTIVE TO waymark_app USING (((current_setting('app.role'::text, true) = ANY (ARRAY['lead'::text, 'mentor'::text, 'system'::text])) OR ((current_setting('app.role'::text, true) = 'student'::text) AND (status = 'given'::text)))) WITH CHECK (((current_setting('app.role'::text, true) = ANY (ARRAY['lead'::text, 'mentor'::text, 'system'::text])) OR ((current_setting('app.role'::text, true) = 'student'::text) AND (status = 'given'::text))));

ALTER TABLE public.readings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referral_reasons ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.referrals ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.release_pieces ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.releases ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.report_answers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.report_figures ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.report_schedules ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.report_takings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.report_withdrawals ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.reports ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.reviews ENABLE ROW LEVEL SECURITY;

CREATE POLICY safeguarding_only ON public.concern_notes AS RESTRICTIVE TO waymark_app USING ((current_setting('app.role'::text, true) = 'safeguarding_lead'::text));

CREATE POLICY safeguarding_only ON public.concern_readings AS RESTRICTIVE TO waymark_app USING ((current_setting('app.role'::text, true) = 'safeguarding_lead'::text));

CREATE POLICY safeguarding_only ON public.concerns AS RESTRICTIVE FOR SELECT TO waymark_app USING ((current_setting('app.role'::text, true) = 'safeguarding_lead'::text));

ALTER TABLE public.schools ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.score_profiles ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.scores ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.second_scores ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.second_scorings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.shares ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.standings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.student_characteristics ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.student_report_pages ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.student_report_runs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.student_reports ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.students ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.targets ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.teachers ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant ON public.access_log TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.access_tokens TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.action_library TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.actions TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.analysis_runs TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.assessments TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.attendance_weeks TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.audit_log TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.baselines TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.behaviour_events TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.calibration_answers TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.calibration_exercises TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.calibration_levels TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.characteristics TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.closures TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0) OR ((closed_by = (NULLIF(current_setting('app.member_id'::text, true), ''::text))::uuid) AND (follow_up_on IS NOT NULL))))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0) OR ((closed_by = (NULLIF(current_setting('app.member_id'::text, true), ''::text))::uuid) AND (follow_up_on IS NOT NULL)))));

CREATE POLICY tenant ON public.cohorts TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.concern_notes TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.concern_readings TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.concern_receipts TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.concerns TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.contact_summaries TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.criteria_versions TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.enrolment_counts TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.enrolments TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.exercise_members TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.exercise_vignettes TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.feedback TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.feedback_requests TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.framework_versions TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.frameworks TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.idempotency_keys TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.import_rows TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.imports TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.intervention_places TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.intervention_sessions TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.interventions TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.invitations TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.matches TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.measures TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.meeting_drafts TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.meeting_notes TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)) AND ((current_setting('app.role'::text, true) = ANY (ARRAY['lead'::text, 'safeguarding_lead'::text])) OR ((NULLIF(current_setting('app.member_id'::text, true), ''::text))::uuid = ANY (readable_by)) OR ((current_setting('app.role'::text, true) = 'student'::text) AND shared_with_student)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)) AND ((current_setting('app.role'::text, true) = ANY (ARRAY['lead'::text, 'safeguarding_lead'::text])) OR ((NULLIF(current_setting('app.member_id'::text, true), ''::text))::uuid = ANY (readable_by)) OR ((current_setting('app.role'::text, true) = 'student'::text) AND shared_with_student))));

CREATE POLICY tenant ON public.meetings TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.members TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.organisations TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.outcome_counts TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.outcome_types TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.outcomes TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.outgoing_mail TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.participations TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.past_states TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((student_id IS NULL) OR (current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((student_id IS NULL) OR (current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.private_links TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.profile_places TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.programmes TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.questionnaire_requests TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.questionnaires TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.readings TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.referral_reasons TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.referrals TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (referred_by = (NULLIF(current_setting('app.member_id'::text, true), ''::text))::uuid) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (referred_by = (NULLIF(current_setting('app.member_id'::text, true), ''::text))::uuid) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.release_pieces TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.releases TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.report_answers TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.report_figures TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.report_schedules TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.report_takings TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.report_withdrawals TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.reports TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.reviews TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.schools TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.score_profiles TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.scores TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.second_scores TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((scorer_id = (NULLIF(current_setting('app.member_id'::text, true), ''::text))::uuid) OR ((current_setting('app.role'::text, true) = ANY (ARRAY['lead'::text, 'admin'::text, 'system'::text])) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((scorer_id = (NULLIF(current_setting('app.member_id'::text, true), ''::text))::uuid) OR ((current_setting('app.role'::text, true) = ANY (ARRAY['lead'::text, 'admin'::text, 'system'::text])) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))))));

CREATE POLICY tenant ON public.second_scorings TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((scorer_id = (NULLIF(current_setting('app.member_id'::text, true), ''::text))::uuid) OR ((current_setting('app.role'::text, true) = ANY (ARRAY['lead'::text, 'admin'::text, 'system'::text])) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((scorer_id = (NULLIF(current_setting('app.member_id'::text, true), ''::text))::uuid) OR ((current_setting('app.role'::text, true) = ANY (ARRAY['lead'::text, 'admin'::text, 'system'::text])) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))))));

CREATE POLICY tenant ON public.shares TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.standings TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.student_characteristics TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.student_report_pages TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.student_report_runs TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.student_reports TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.students TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (id)::text) > 0))));

CREATE POLICY tenant ON public.targets TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.teachers TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.triage_decisions TO waymark_app USING (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0)))) WITH CHECK (((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid) AND ((current_setting('app.scope'::text, true) = 'all'::text) OR (strpos(current_setting('app.students'::text, true), (student_id)::text) > 0))));

CREATE POLICY tenant ON public.vignette_drafts TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.vignette_references TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

CREATE POLICY tenant ON public.vignettes TO waymark_app USING ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)) WITH CHECK ((org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid));

ALTER TABLE public.triage_decisions ENABLE ROW LEVEL SECURITY;

CREATE POLICY undo_only ON public.assessments AS RESTRICTIVE FOR DELETE TO waymark_app USING ((import_id = (NULLIF(current_setting('app.undo_import'::text, true), ''::text))::uuid));

CREATE POLICY undo_only ON public.attendance_weeks AS RESTRICTIVE FOR DELETE TO waymark_app USING ((import_id = (NULLIF(current_setting('app.undo_import'::text, true), ''::text))::uuid));

CREATE POLICY undo_only ON public.behaviour_events AS RESTRICTIVE FOR DELETE TO waymark_app USING ((import_id = (NULLIF(current_setting('app.undo_import'::text, true), ''::text))::uuid));

CREATE POLICY undo_only ON public.enrolments AS RESTRICTIVE FOR DELETE TO waymark_app USING ((import_id = (NULLIF(current_setting('app.undo_import'::text, true), ''::text))::uuid));

CREATE POLICY undo_only ON public.past_states AS RESTRICTIVE FOR DELETE TO waymark_app USING ((NULLIF(current_setting('app.undo_import'::text, true), ''::text) IS NOT NULL));

CREATE POLICY undo_only ON public.readings AS RESTRICTIVE FOR DELETE TO waymark_app USING ((import_id = (NULLIF(current_setting('app.undo_import'::text, true), ''::text))::uuid));

CREATE POLICY undo_only ON public.reviews AS RESTRICTIVE FOR DELETE TO waymark_app USING (((status = 'due'::text) AND (draft = '{}'::jsonb) AND (NULLIF(current_setting('app.undo_import'::text, true), ''::text) IS NOT NULL)));

CREATE POLICY undo_only ON public.scores AS RESTRICTIVE FOR DELETE TO waymark_app USING ((import_id = (NULLIF(current_setting('app.undo_import'::text, true), ''::text))::uuid));

CREATE POLICY undo_only ON public.student_characteristics AS RESTRICTIVE FOR DELETE TO waymark_app USING ((import_id = (NULLIF(current_setting('app.undo_import'::text, true), ''::text))::uuid));

CREATE POLICY undo_only ON public.students AS RESTRICTIVE FOR DELETE TO waymark_app USING ((import_id = (NULLIF(current_setting('app.undo_import'::text, true), ''::text))::uuid));

CREATE POLICY undo_only ON public.targets AS RESTRICTIVE FOR DELETE TO waymark_app USING ((import_id = (NULLIF(current_setting('app.undo_import'::text, true), ''::text))::uuid));

CREATE POLICY until_final ON public.reports AS RESTRICTIVE FOR UPDATE TO waymark_app USING ((status = 'draft'::text)) WITH CHECK (true);

CREATE POLICY until_finished ON public.calibration_answers AS RESTRICTIVE FOR UPDATE TO waymark_app USING ((NOT final)) WITH CHECK (true);

CREATE POLICY until_finished ON public.exercise_members AS RESTRICTIVE FOR UPDATE TO waymark_app USING ((finished_at IS NULL)) WITH CHECK (true);

CREATE POLICY until_kept ON public.report_answers AS RESTRICTIVE FOR UPDATE TO waymark_app USING ((NOT kept)) WITH CHECK (true);

CREATE POLICY until_withdrawn ON public.student_reports AS RESTRICTIVE FOR UPDATE TO waymark_app USING ((status <> 'withdrawn'::text)) WITH CHECK (true);

ALTER TABLE public.vignette_drafts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.vignette_references ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.vignettes ENABLE ROW LEVEL SECURITY;

CREATE POLICY while_due ON public.reviews AS RESTRICTIVE FOR UPDATE TO waymark_app USING ((status = 'due'::text)) WITH CHECK (true);

CREATE POLICY while_open ON public.second_scorings AS RESTRICTIVE FOR UPDATE TO waymark_app USING ((status = 'open'::text)) WITH CHECK (true);

CREATE POLICY whole_organisation ON public.enrolment_counts AS RESTRICTIVE FOR SELECT TO waymark_app USING ((current_setting('app.scope'::text, true) = 'all'::text));

CREATE POLICY whole_organisation ON public.outcome_counts AS RESTRICTIVE FOR SELECT TO waymark_app USING ((current_setting('app.scope'::text, true) = 'all'::text));

CREATE POLICY whole_organisation ON public.release_pieces AS RESTRICTIVE TO waymark_app USING (((current_setting('app.scope'::text, true) = 'all'::text) AND (current_setting('app.role'::text, true) = ANY (ARRAY['admin'::text, 'lead'::text, 'analyst'::text, 'system'::text]))));

CREATE POLICY whole_organisation ON public.releases AS RESTRICTIVE TO waymark_app USING (((current_setting('app.scope'::text, true) = 'all'::text) AND (current_setting('app.role'::text, true) = ANY (ARRAY['admin'::text, 'lead'::text, 'analyst'::text, 'system'::text]))));

GRANT USAGE ON SCHEMA public TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.access_log TO waymark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.access_tokens TO waymark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.action_library TO waymark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.actions TO waymark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.analysis_runs TO waymark_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.assessments TO waymark_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.attendance_weeks TO waymark_app;

GRANT UPDATE(replaced_at) ON TABLE public.attendance_weeks TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.audit_log TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.baselines TO waymark_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.behaviour_events TO waymark_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.calibration_answers TO waymark_app;

GRANT UPDATE(level) ON TABLE public.calibration_answers TO waymark_app;

GRANT UPDATE(answered_at) ON TABLE public.calibration_answers TO waymark_app;

GRANT UPDATE(final) ON TABLE public.calibration_answers TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.calibration_exercises TO waymark_app;

GRANT UPDATE(closed_at) ON TABLE public.calibration_exercises TO waymark_app;

GRANT UPDATE(closed_by) ON TABLE public.calibration_exercises TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.calibration_levels TO waymark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.characteristics TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.closures TO waymark_app;

GRANT UPDATE(student_summary) ON TABLE public.closures TO waymark_app;

GRANT UPDATE(what_next) ON TABLE public.closures TO waymark_app;

GRANT UPDATE(follow_up_on) ON TABLE public.closures TO waymark_app;

GRANT UPDATE(followed_up_on) ON TABLE public.closures TO waymark_app;

GRANT UPDATE(followed_up_by) ON TABLE public.closures TO waymark_app;

GRANT UPDATE(follow_up_note) ON TABLE public.closures TO waymark_app;

GRANT UPDATE(version) ON TABLE public.closures TO waymark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.cohorts TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.concern_notes TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.concern_readings TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.concern_receipts TO waymark_app;

GRANT UPDATE(first_read_at) ON TABLE public.concern_receipts TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.concerns TO waymark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.contact_summaries TO waymark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.criteria_versions TO waymark_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.enrolment_counts TO waymark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.enrolments TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.exercise_members TO waymark_app;

GRANT UPDATE(finished_at) ON TABLE public.exercise_members TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.exercise_vignettes TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.feedback TO waymark_app;

GRANT UPDATE(shared_at) ON TABLE public.feedback TO waymark_app;

GRANT UPDATE(shared_by) ON TABLE public.feedback TO waymark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.feedback_requests TO waymark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.framework_versions TO waymark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.frameworks TO waymark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency_keys TO waymark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.import_rows TO waymark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.imports TO waymark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.intervention_places TO waymark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.intervention_sessions TO waymark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.interventions TO waymark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.invitations TO waymark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.matches TO waymark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.measures TO waymark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.meeting_drafts TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.meeting_notes TO waymark_app;

GRANT UPDATE(readable_by) ON TABLE public.meeting_notes TO waymark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.meetings TO waymark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.members TO waymark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.organisations TO waymark_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.outcome_counts TO waymark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.outcome_types TO waymark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.outcomes TO waymark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.outgoing_mail TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.participations TO waymark_app;

GRANT UPDATE(replaced_at) ON TABLE public.participations TO waymark_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.past_states TO waymark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.private_links TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.profile_places TO waymark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.programmes TO waymark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.questionnaire_requests TO waymark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.questionnaires TO waymark_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.readings TO waymark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.referral_reasons TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.referrals TO waymark_app;

GRANT UPDATE(student_id) ON TABLE public.referrals TO waymark_app;

GRANT UPDATE(criteria_version_id) ON TABLE public.referrals TO waymark_app;

GRANT UPDATE(criteria_snapshot) ON TABLE public.referrals TO waymark_app;

GRANT UPDATE(need) ON TABLE public.referrals TO waymark_app;

GRANT UPDATE(answer) ON TABLE public.referrals TO waymark_app;

GRANT UPDATE(status) ON TABLE public.referrals TO waymark_app;

GRANT UPDATE(decided_at) ON TABLE public.referrals TO waymark_app;

GRANT UPDATE(version) ON TABLE public.referrals TO waymark_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.release_pieces TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.releases TO waymark_app;

GRANT UPDATE(status) ON TABLE public.releases TO waymark_app;

GRANT UPDATE(making) ON TABLE public.releases TO waymark_app;

GRANT UPDATE(rows_done) ON TABLE public.releases TO waymark_app;

GRANT UPDATE(rows_expected) ON TABLE public.releases TO waymark_app;

GRANT UPDATE(bytes) ON TABLE public.releases TO waymark_app;

GRANT UPDATE(tables) ON TABLE public.releases TO waymark_app;

GRANT UPDATE(disclosure) ON TABLE public.releases TO waymark_app;

GRANT UPDATE(error) ON TABLE public.releases TO waymark_app;

GRANT UPDATE(touched_at) ON TABLE public.releases TO waymark_app;

GRANT UPDATE(ready_at) ON TABLE public.releases TO waymark_app;

GRANT UPDATE(taken) ON TABLE public.releases TO waymark_app;

GRANT UPDATE(last_taken_at) ON TABLE public.releases TO waymark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.report_answers TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.report_figures TO waymark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.report_schedules TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.report_takings TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.report_withdrawals TO waymark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.reports TO waymark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.reviews TO waymark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.schools TO waymark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.score_profiles TO waymark_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.scores TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.second_scores TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.second_scorings TO waymark_app;

GRANT UPDATE(material) ON TABLE public.second_scorings TO waymark_app;

GRANT UPDATE(begun) ON TABLE public.second_scorings TO waymark_app;

GRANT UPDATE(status) ON TABLE public.second_scorings TO waymark_app;

GRANT UPDATE(closed_at) ON TABLE public.second_scorings TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.shares TO waymark_app;

GRANT UPDATE(revoked_at) ON TABLE public.shares TO waymark_app;

GRANT UPDATE(revoked_by) ON TABLE public.shares TO waymark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.standings TO waymark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.student_characteristics TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.student_report_pages TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.student_report_runs TO waymark_app;

GRANT UPDATE(status) ON TABLE public.student_report_runs TO waymark_app;

GRANT UPDATE(error) ON TABLE public.student_report_runs TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.student_reports TO waymark_app;

GRANT UPDATE(status) ON TABLE public.student_reports TO waymark_app;

GRANT UPDATE(content) ON TABLE public.student_reports TO waymark_app;

GRANT UPDATE(document) ON TABLE public.student_reports TO waymark_app;

GRANT UPDATE(fingerprint) ON TABLE public.student_reports TO waymark_app;

GRANT UPDATE(lacking) ON TABLE public.student_reports TO waymark_app;

GRANT UPDATE(line) ON TABLE public.student_reports TO waymark_app;

GRANT UPDATE(line_by) ON TABLE public.student_reports TO waymark_app;

GRANT UPDATE(left_out) ON TABLE public.student_reports TO waymark_app;

GRANT UPDATE(made_at) ON TABLE public.student_reports TO waymark_app;

GRANT UPDATE(given_at) ON TABLE public.student_reports TO waymark_app;

GRANT UPDATE(given_by) ON TABLE public.student_reports TO waymark_app;

GRANT UPDATE(withdrawn_at) ON TABLE public.student_reports TO waymark_app;

GRANT UPDATE(withdrawn_by) ON TABLE public.student_reports TO waymark_app;

GRANT UPDATE(withdrawn_reason) ON TABLE public.student_reports TO waymark_app;

GRANT UPDATE(taken) ON TABLE public.student_reports TO waymark_app;

GRANT UPDATE(last_taken_at) ON TABLE public.student_reports TO waymark_app;

GRANT UPDATE(version) ON TABLE public.student_reports TO waymark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.students TO waymark_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.targets TO waymark_app;

GRANT UPDATE(replaced_at) ON TABLE public.targets TO waymark_app;

GRANT UPDATE(replaced_reason) ON TABLE public.targets TO waymark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.teachers TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.triage_decisions TO waymark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.vignette_drafts TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.vignette_references TO waymark_app;

GRANT SELECT,INSERT ON TABLE public.vignettes TO waymark_app;

GRANT UPDATE(retired_at) ON TABLE public.vignettes TO waymark_app;

GRANT UPDATE(retired_by) ON TABLE public.vignettes TO waymark_app;
