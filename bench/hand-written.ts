/*
 * What somebody who knew the schema would write by hand for each screen: one query for the same rows. Asked under the rules
 * (`by-hand.ts`) it is the baseline the screens are held to; asked with nothing around it, it is told beside.
 */

/** $1 organisation, $2 mentor, $3 today, $4 days until an outcome is stale. */
export const caseload = `
  select s.id, s.given_name, s.family_name, s.preferred_name, s.year_group, sc.name as school, ma.id as match, ma.purpose, ma.started_on,
    p.name as programme, c.last_held_at, c.meetings_held, c.missed_in_a_row, next.id as next_id, next.starts_at as next_at,
    missed.n as unrecorded, missed.oldest, acts.open, acts.overdue, acts.oldest as oldest_overdue, stands.scored, stands.stale,
    (select count(*) from outcomes o where o.org_id = $1 and o.framework_version_id = (
      select v.id from framework_versions v where v.org_id = $1 and v.framework_id = p.framework_id and v.status = 'published' order by v.number desc limit 1)) as outcomes
  from matches ma
  join students s on s.org_id = ma.org_id and s.id = ma.student_id
  join enrolments e on e.org_id = ma.org_id and e.id = ma.enrolment_id
  join programmes p on p.org_id = e.org_id and p.id = e.programme_id
  left join schools sc on sc.org_id = s.org_id and sc.id = s.school_id
  left join contact_summaries c on c.org_id = s.org_id and c.student_id = s.id and c.mentor_id = ma.mentor_id
  left join lateral (select id, starts_at from meetings m where m.org_id = $1 and m.mentor_id = $2 and m.student_id = s.id
    and m.status = 'scheduled' and m.starts_at >= $3::date order by m.starts_at limit 1) next on true
  left join lateral (select count(*) as n, min(starts_at) as oldest from meetings m where m.org_id = $1 and m.mentor_id = $2 and m.student_id = s.id
    and m.status = 'scheduled' and m.starts_at < $3::date) missed on true
  left join lateral (select count(*) as open, count(*) filter (where due_on < $3::date) as overdue, min(due_on) filter (where due_on < $3::date) as oldest
    from actions a where a.org_id = $1 and a.student_id = s.id and a.status = 'open') acts on true
  left join lateral (select count(*) filter (where scored > 0) as scored, count(*) filter (where latest_on < $3::date - $4::int) as stale
    from standings st where st.org_id = $1 and st.student_id = s.id and st.enrolment_id = e.id and st.perspective in ('mentor', 'joint')) stands on true
  where ma.org_id = $1 and ma.mentor_id = $2 and ma.started_on <= $3::date and (ma.ended_on is null or ma.ended_on > $3::date)`;

/** $1 organisation, $2 meeting. Everything a prepared meeting shows, as one document. */
export const prep = `
  with head as (
    select m.*, e.id as enrolment_id, p.framework_id, p.name as programme, ma.purpose, by.name as mentor
    from meetings m
    join matches ma on ma.org_id = m.org_id and ma.id = m.match_id
    join enrolments e on e.org_id = m.org_id and e.id = ma.enrolment_id
    join programmes p on p.org_id = m.org_id and p.id = e.programme_id
    join members by on by.org_id = m.org_id and by.id = m.mentor_id
    where m.org_id = $1 and m.id = $2)
  select to_json(head) as head,
    (select to_json(x) from (select s.given_name, s.family_name, s.preferred_name, s.year_group, sc.name as school from students s
      left join schools sc on sc.org_id = s.org_id and sc.id = s.school_id where s.org_id = $1 and s.id = head.student_id) x) as student,
    (select json_agg(x) from (select held.*, by.name from meetings held join members by on by.org_id = $1 and by.id = held.mentor_id
      where held.org_id = $1 and held.student_id = head.student_id and held.status = 'held' and held.starts_at < head.starts_at
      order by held.starts_at desc limit 1) x) as last,
    (select json_agg(x) from (select series_id, perspective, latest_level, latest_on, previous_level, last_asked_on, last_missing_reason
      from standings where org_id = $1 and student_id = head.student_id and enrolment_id = head.enrolment_id) x) as standings,
    (select json_agg(x) from (select s.series_id, o.statement, a.assessed_on, s.level, s.missing_reason, a.perspective, a.point, by.name, a.meeting_id, s.recorded_at, s.amendment_reason
      from scores s join assessments a on a.org_id = s.org_id and a.id = s.assessment_id
      join outcomes o on o.org_id = s.org_id and o.id = s.outcome_id
      join members by on by.org_id = s.org_id and by.id = a.assessor_id
      where s.org_id = $1 and s.student_id = head.student_id and a.enrolment_id = head.enrolment_id
        and not exists (select from scores n where n.org_id = $1 and n.supersedes = s.id) order by a.assessed_on) x) as scores,
    (select json_agg(x) from (select id, title, detail, owner, due_on, series_id, status, closed_on, close_note, created_at from actions
      where org_id = $1 and student_id = head.student_id and status = 'open' order by due_on) x) as actions,
    (select json_agg(x) from (select n.id, n.body, n.created_at, by.name, n.shared_with_student from meeting_notes n
      join members by on by.org_id = n.org_id and by.id = n.author_id
      where n.org_id = $1 and n.student_id = head.student_id order by n.created_at desc limit 8) x) as notes,
    (select json_agg(x) from (select t.code, t.name, o.id, o.series_id, o.statement, o.question, o.descriptors from outcomes o
      join outcome_types t on t.org_id = o.org_id and t.id = o.outcome_type_id
      where o.org_id = $1 and o.framework_version_id = (select v.id from framework_versions v
        where v.org_id = $1 and v.framework_id = head.framework_id and v.status = 'published' order by v.number desc limit 1)
      order by t.position, o.position) x) as outcomes
  from head`;

/** $1 organisation, $2 student. The student's page: who they are, and every score with what it is about. */
export const student = `
  select to_json(s) as student, (select sc.name from schools sc where sc.org_id = $1 and sc.id = s.school_id) as school,
    (select json_agg(x) from (select e.*, p.name as programme, co.name as cohort from enrolments e
      join programmes p on p.org_id = e.org_id and p.id = e.programme_id
      left join cohorts co on co.org_id = e.org_id and co.id = e.cohort_id where e.org_id = $1 and e.student_id = s.id) x) as enrolments,
    (select json_agg(x) from (select ma.*, by.name as mentor from matches ma
      join members by on by.org_id = ma.org_id and by.id = ma.mentor_id where ma.org_id = $1 and ma.student_id = s.id) x) as matches,
    (select json_agg(x) from (select m.id, m.starts_at, by.name from meetings m join members by on by.org_id = m.org_id and by.id = m.mentor_id
      where m.org_id = $1 and m.student_id = s.id and m.status = 'scheduled' order by m.starts_at limit 1) x) as next,
    (select json_agg(x) from (select sc.id, sc.assessment_id, sc.series_id, sc.level, sc.missing_reason, sc.reason, sc.recorded_at, sc.supersedes, sc.amendment_reason,
        a.assessed_on, a.perspective, a.point, a.enrolment_id, a.meeting_id, by.name as assessor, v.number, v.levels
      from scores sc join assessments a on a.org_id = sc.org_id and a.id = sc.assessment_id
      join members by on by.org_id = a.org_id and by.id = a.assessor_id
      join framework_versions v on v.org_id = a.org_id and v.id = a.framework_version_id
      where sc.org_id = $1 and sc.student_id = s.id order by a.assessed_on) x) as scores,
    (select json_agg(x) from (select t.code, t.name, o.id, o.series_id, o.statement, o.question, o.student_wording, o.descriptors from outcomes o
      join outcome_types t on t.org_id = o.org_id and t.id = o.outcome_type_id
      where o.org_id = $1 and o.framework_version_id in (select a.framework_version_id from assessments a where a.org_id = $1 and a.student_id = s.id)
      order by t.position, o.position) x) as outcomes
  from students s where s.org_id = $1 and s.id = $2`;

/** $1 organisation. Every outcome of everybody: first and latest, each point, and who has none. */
export const outcomes = `
  select st.series_id, least(st.scored, 2) as scored, st.first_level, st.latest_level, st.baseline_level, st.progress_level, st.review_level,
    st.closing_level, case when st.scored = 0 then st.last_missing_reason end as missing, count(*)
  from standings st
  where st.org_id = $1 and st.perspective = 'mentor'
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9`;
