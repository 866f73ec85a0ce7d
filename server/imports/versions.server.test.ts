import { getFrameworkDraft, publishFrameworkDraft, startFrameworkDraft } from '@waymark/contract/framework-drafts.ts';
import { listFrameworks } from '@waymark/contract/frameworks.ts';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '../db/ids.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { testServer } from '../testing/server.ts';
import { check, run, upload } from './bringing.ts';

const server = await testServer();

/** Publishes the next version of the framework, every outcome carried over. Answers the ids of the former and the new one. */
async function publishNext(lead: TestMember): Promise<{ former: string; current: string }> {
  const framework = (await lead.call(listFrameworks, {})).items[0];
  const former = framework?.currentVersionId ?? '';
  const current = newId();
  await lead.call(startFrameworkDraft, {
    params: { id: framework?.id ?? '' },
    body: { id: current, start: { kind: 'version', versionId: former } },
  });
  const draft = await lead.call(getFrameworkDraft, { params: { id: current } });
  const carryOver = draft.outcomeTypes.flatMap((type) => type.outcomes.map(({ id, seriesId }) => ({ outcomeId: id, seriesId })));
  await lead.call(publishFrameworkDraft, { params: { id: current }, ifMatch: draft.version, body: { note: '', carryOver } });
  return { former, current };
}

const assessments = (org: TestOrganisation) =>
  org.as((tx) =>
    tx
      .selectFrom('assessments as a')
      .innerJoin('scores as s', (join) => join.onRef('s.org_id', '=', 'a.org_id').onRef('s.assessment_id', '=', 'a.id'))
      .innerJoin('outcomes as o', (join) => join.onRef('o.org_id', '=', 's.org_id').onRef('o.id', '=', 's.outcome_id'))
      .where('a.org_id', '=', org.orgId)
      .select(['a.framework_version_id', 'o.framework_version_id as of_outcome', 'o.code', 's.level'])
      .orderBy('o.code')
      .execute(),
  );

const file = 'UPN,Outcome,Date,Level,Mentor\nB801200005001,K1,10/09/2024,1,Jo\nB801200005001,K2,10/09/2024,2,Jo\n';

async function programme() {
  const org = await server.organisation();
  const lead = await org.member('lead');
  await org.student({ givenName: 'Ada', familyName: 'Lovelace', upn: 'B801200005001' });
  await org.programme();
  return { org, lead };
}

test('the same file after another version of the framework changes nothing: its scores are on record in their series', async () => {
  const { org, lead } = await programme();
  await run(lead, await check(lead, await upload(lead, file, 'scores.csv', 'scores')));
  await publishNext(lead);
  const again = await check(lead, await upload(lead, file, 'scores.csv', 'scores'));
  expect(again.counts).toMatchObject({ create: 0, unchanged: 2, bad: 0 });
  // another level for what is on record is a conflict, whatever the version
  const other = await check(lead, await upload(lead, file.replace(',1,Jo', ',3,Jo'), 'scores.csv', 'scores'));
  expect(other.counts).toMatchObject({ create: 0, unchanged: 1, bad: 1 });
  expect(await assessments(org)).toHaveLength(2);
});

test('rows read by two versions, for one enrolment, assessor and day, become an assessment of each version', async () => {
  const { org, lead } = await programme();
  const first = await check(lead, await upload(lead, file, 'scores.csv', 'scores'));
  const { former, current } = await publishNext(lead);
  const second = await upload(lead, file, 'scores.csv', 'scores');
  await check(lead, second);
  // a check that was half done when the version was published
  await org.as((tx) =>
    sql`update import_rows r set reading = n.reading from import_rows n
      where r.org_id = ${org.orgId} and r.import_id = ${first.id} and r.row_number = 3
        and n.org_id = ${org.orgId} and n.import_id = ${second.id} and n.row_number = 3`.execute(tx),
  );
  const done = await run(lead, first);
  expect(done).toMatchObject({ status: 'done', counts: { assessments: 2, scores: 2 } });
  expect(await assessments(org)).toEqual([
    { framework_version_id: former, of_outcome: former, code: 'K1', level: 1 },
    { framework_version_id: current, of_outcome: current, code: 'K2', level: 2 },
  ]);
});

test('a version published in the middle of a check makes the rows be read again, all by the one version', async () => {
  const { org, lead } = await programme();
  const detail = await check(lead, await upload(lead, file, 'scores.csv', 'scores'));
  const { current } = await publishNext(lead);
  // one row was read before, and the check had come to the end of the rows
  await org.as((tx) =>
    sql`update import_rows set reading = jsonb_set(reading, '{framework_version_id}', to_jsonb(${current}::text))
      where org_id = ${org.orgId} and import_id = ${detail.id} and row_number = 3`.execute(tx),
  );
  await org.as((tx) =>
    sql`update imports set status = 'checking', counts = counts || '{"at": 3}' where org_id = ${org.orgId} and id = ${detail.id}`.execute(
      tx,
    ),
  );
  await server.jobs.send('imports', { orgId: org.orgId });
  const versions = await org.as((tx) =>
    sql<{
      version: string;
    }>`select reading->>'framework_version_id' as version from import_rows where org_id = ${org.orgId} order by row_number`.execute(tx),
  );
  expect(versions.rows.map((row) => row.version)).toEqual([current, current]);
});
