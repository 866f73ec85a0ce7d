-- What outcomes over time counts over a whole organisation or programme, kept up in the transactions that write scores
-- and enrolments, so that the page costs the same however many students stand behind it.
--
-- A ledger: a transaction adds lines, some below zero, and waits for nobody else's; a job adds lines that are alike
-- together (server/outcomes/counts.ts). No foreign keys: each would lock a
-- programme's or the organisation's one row for every score.

create table outcome_counts (
  org_id uuid not null,
  id bigint generated always as identity,
  programme_id uuid not null,
  series_id uuid not null,
  perspective text not null,
  -- either how many levels a standing has (0, 1, or 2 for more), with its first and latest or why it has none ...
  scored int,
  first_level int,
  latest_level int,
  missing_reason text,
  -- ... or its level at one point, counted apart from the rest
  baseline_level int,
  progress_level int,
  review_level int,
  closing_level int,
  n int not null,
  primary key (org_id, id)
);

create table enrolment_counts (
  org_id uuid not null,
  id bigint generated always as identity,
  -- null for the whole organisation
  programme_id uuid,
  enrolments int not null,
  -- students with any of them: of two programmes this is not the sum
  students int not null,
  primary key (org_id, id)
);

do $$
declare t text;
begin
  foreach t in array array['outcome_counts', 'enrolment_counts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy tenant on %I to waymark_app
      using (org_id = nullif(current_setting('app.org_id', true), '')::uuid)
      with check (org_id = nullif(current_setting('app.org_id', true), '')::uuid)$p$, t);
    -- whoever sees some students only may add to the counts of all, and not read them
    execute format($p$create policy whole_organisation on %I as restrictive for select to waymark_app
      using (current_setting('app.scope', true) = 'all')$p$, t);
    execute format('grant select, insert, delete on %I to waymark_app', t);
  end loop;
end $$;
