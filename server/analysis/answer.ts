import { createHash } from 'node:crypto';
import type { AnalysisAnswer, AnalysisFilters, Question } from '@waymark/contract/analysis.ts';
import { sql } from 'kysely';
import { readCatalogue } from '../assessments/catalogue.ts';
import { readProvisional, sayLeftOut } from '../calibration/provisional.ts';
import { dayIn, type Actor, type Tx } from '../db/actor.ts';
import { invalid } from '../http/refusal.ts';
import { describeFilters } from '../outcomes/describe.ts';
import { withinOf } from '../outcomes/filters.ts';
import { codeVersion } from './code-version.ts';
import { type Beside, type Limits, limitsOf, stillToFit, workWithin } from './beside.ts';
import { hideTables, shownCount } from './hide.ts';
import { readOthers } from './population.ts';
import { type AnswerDraft, type AnswerQuestion, type Asked, tellingOf } from './question.ts';
import { saidUnder, wordsOf } from './said.ts';
import { answers } from './questions/list.ts';
import { seriesOfVersion } from './queries.ts';
import { findFitted } from './runs.ts';

/** Chance starts here unless the address says otherwise: the same question gives the same answer to everybody. */
const usualSeed = 1;
/** How much of its own memory each sort or table of a query may use before it goes to the disk. */
const sortsWithin = '256MB';

/**
 * Reads one question, and gives what answers it: what the page, the files and the reports are made of. Nobody's name or row is
 * in it, and small numbers are hidden, so that it may be handed on. The answer may wait for a model: to be made with no
 * transaction open.
 * @throws Refusal 422 for a moment that has not come
 */
export async function answerQuestion(
  tx: Tx,
  actor: Actor,
  question: Question,
  filters: AnalysisFilters,
  now: Date,
): Promise<() => Promise<AnalysisAnswer>> {
  const { draft, finish } = await readQuestion(tx, actor, question, filters, now, { quick: true });
  if (!('work' in draft)) return () => Promise.resolve(finish(draft));
  const before = await findFitted(tx, actor.orgId, { question, filters });
  return async () => {
    const worked = await workWithin(draft);
    return worked === null
      ? ((before?.answer as AnalysisAnswer | undefined) ?? { ...finish(stillToFit(draft)), toFit: true })
      : finish(worked);
  };
}

/** Reads all a question needs; `finish` makes the answer of the draft, without reading more. */
export async function readQuestion(
  tx: Tx,
  actor: Actor,
  question: Question,
  filters: AnalysisFilters,
  now: Date,
  limits: Limits = {},
): Promise<{ draft: AnswerDraft | Beside; finish: (draft: AnswerDraft) => AnalysisAnswer }> {
  const { draft, finish } = await readAnswer(tx, actor, answers[question], filters, now, undefined, limits);
  return { draft, finish: (done) => ({ ...finish(done), question }) };
}

/**
 * The same for anything that is answered as questions are, such as who took part.
 * @param hideBelow hides counts of fewer than this rather than of fewer than the organisation says
 * @throws Refusal 422 for a moment that has not come
 */
export async function readAnswer(
  tx: Tx,
  actor: Actor,
  answer: AnswerQuestion,
  filters: AnalysisFilters,
  now: Date,
  hideBelow?: number,
  limits: Limits = {},
): Promise<{ draft: AnswerDraft | Beside; finish: (draft: AnswerDraft) => Omit<AnalysisAnswer, 'question'> }> {
  // where students' own view is laid beside their mentors', both are read whichever is asked for
  const ofMentors = filters.perspective !== 'student' || answer === answers.agreement;
  const own = await ask(tx, actor, filters, now, ofMentors, limits);
  const asked = hideBelow === undefined ? own : { ...own, threshold: hideBelow };
  const draft = await answer(asked);
  const said = await describe(tx, actor, filters);
  return { draft, finish: (done) => finishAnswer(asked, done, said, now) };
}

async function ask(tx: Tx, actor: Actor, filters: AnalysisFilters, now: Date, ofMentors: boolean, limits: Limits): Promise<Asked> {
  const { orgId, timeZone } = actor;
  if (filters.asOf !== undefined && Date.parse(filters.asOf) > now.getTime()) {
    const message = 'Choose a moment that has been: nobody knows what will be on record then.';
    throw invalid(message, [{ field: 'asOf', value: filters.asOf, message }]);
  }
  const { small_numbers: threshold } = await tx
    .selectFrom('organisations')
    // sorting what a million students have said on the disk takes twice as long; for this transaction only
    .select(['small_numbers', sql<string>`set_config('work_mem', ${sortsWithin}, true)`.as('memory')])
    .where('org_id', '=', orgId)
    .executeTakeFirstOrThrow();
  const ofVersion = filters.frameworkVersionId === undefined ? undefined : await seriesOfVersion(tx, orgId, filters.frameworkVersionId);
  const asOf = filters.asOf ?? null;
  const catalogue = await readCatalogue(tx, orgId, null, asOf);
  const outcomes = catalogue.filter(
    ({ typeCode, seriesId }) =>
      (filters.type === undefined || filters.type === typeCode) &&
      (filters.seriesId === undefined || filters.seriesId === seriesId) &&
      (ofVersion === undefined || ofVersion.has(seriesId)),
  );
  const today = filters.asOf === undefined ? actor.today : dayIn(timeZone, new Date(filters.asOf));
  const within = withinOf(orgId, today, filters, asOf);
  const provisional = ofMentors ? await readProvisional(tx, orgId, { asOf, within }) : null;
  const others = await readOthers(tx, { orgId, filters, asOf, provisional });
  // what is written while it is asked the planner knows nothing of: it would go through all of it for each student
  if (others.otherStandings !== null) await sql`select set_config('enable_nestloop', 'off', true)`.execute(tx);
  return {
    tx,
    orgId,
    today,
    filters,
    asOf,
    provisional,
    ...others,
    outcomes,
    types: [...new Map(catalogue.map(({ typeCode, typeName }) => [typeCode, typeName]))].map(([code, label]) => ({ code, label })),
    threshold,
    seed: filters.seed ?? usualSeed,
    ...limitsOf(limits),
  };
}

/** The filters in words, with those that only analysis has. */
async function describe(tx: Tx, { orgId }: Actor, filters: AnalysisFilters): Promise<string> {
  const said = await describeFilters(tx, orgId, filters);
  if (filters.frameworkVersionId === undefined) return said;
  const version = await tx
    .selectFrom('framework_versions')
    .select('number')
    .where('org_id', '=', orgId)
    .where('id', '=', filters.frameworkVersionId)
    .executeTakeFirst();
  return `${said}; framework version: ${version?.number ?? 'unknown'}`;
}

function finishAnswer(asked: Asked, draft: AnswerDraft, said: string, now: Date): Omit<AnalysisAnswer, 'question'> {
  const { threshold, filters, seed, provisional } = asked;
  const { tables: _tables, sums: _sums, counts: _counts, provisionalToo = false, ...written } = draft;
  const { sentences, figures, warnings, method, about, groups = [], seeded = false, ...rest } = written;
  const leftOut =
    provisional === null || provisionalToo
      ? []
      : [`${sayLeftOut(provisional)} Students without other scores stand among those not scored.`];
  const { tables, hidden } = hideTables(draft, threshold);
  const included = {
    students: shownCount(draft.included.students, threshold),
    scores: shownCount(draft.included.scores, threshold),
  };
  const excluded = hideExcluded(
    draft.excluded.filter(({ students }) => students !== 0),
    threshold,
  );
  const saying = { threshold, roundTo: 1, leastForShare: 0 } as const;
  const toldOf = (all: typeof sentences) =>
    all
      .map(tellingOf)
      .filter(({ tells }) => !tells.some((name) => hidden.has(name)))
      .map((sentence) => saidUnder(sentence.said, saying))
      .filter((allowed) => allowed !== null);
  const told = toldOf(sentences);
  return {
    ...rest,
    sentences: told.map(wordsOf),
    said: told,
    warnings: [...leftOut, ...warnings],
    filters,
    about: about === undefined ? said : said.replace(/^[^;]*/, about),
    method: { ...method, figures: toldOf(figures).map(wordsOf) },
    asOf: filters.asOf ?? now.toISOString(),
    codeVersion: codeVersion(),
    seed: seeded ? seed : null,
    fingerprint: fingerprintOf({ included, excluded, tables }),
    included,
    excluded,
    tables,
    choices: { types: asked.types, groups },
  };
}

/** Small numbers of students who are not in it are hidden; a single one takes the next smallest with it, as the rest of all would tell it. */
function hideExcluded(excluded: AnalysisAnswer['excluded'], threshold: number): AnalysisAnswer['excluded'] {
  const shown = excluded.map(({ reason, students }) => ({ reason, students: shownCount(students, threshold) }));
  if (shown.filter(({ students }) => students === null).length !== 1) return shown;
  const least = Math.min(...shown.flatMap(({ students }) => students ?? []));
  const at = shown.findIndex(({ students }) => students === least);
  return shown.map((one, index) => (index === at ? { ...one, students: null } : one));
}

/** A short hash of every figure. To 12 digits: the last bits may differ between processors, and say nothing. */
export function fingerprintOf({ included, excluded, tables }: Pick<AnalysisAnswer, 'included' | 'excluded' | 'tables'>): string {
  const figures = { included, excluded, tables: tables.map(({ id, rows }) => ({ id, rows })) };
  const text = JSON.stringify(figures, (_, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(12)) : value,
  );
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
