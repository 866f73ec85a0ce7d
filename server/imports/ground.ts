import type { ImportField } from '@waymark/contract/imports.ts';
import type { Tx } from '../db/actor.ts';
import { currentFramework } from '../frameworks/current.ts';
import { characteristicTarget, fieldsFor, type CharacteristicChoice, type OutcomeChoice } from './fields.ts';
import type { EventsPlan } from './behaviour/eventRow.ts';
import type { MeasureChoice, ResultsPlan } from './results/resultsRow.ts';
import { readMeasures } from '../measures/figures.ts';
import type { MappedColumn } from './person.ts';
import { moreLacking, whoLacks } from './lacking.ts';
import type { ImportRecord } from './queries.ts';
import type { ProgrammeChoice, RollPlan, SchoolChoice } from './rollRow.ts';
import type { AssessorChoice, ScoredProgramme, ScoresPlan } from './scoresRow.ts';

/** What the organisation has that a file's words can mean. */
export interface Ground {
  characteristics: CharacteristicChoice[];
  schools: SchoolChoice[];
  programmes: ProgrammeChoice[];
  /** With the outcomes their scores are judged by; only read for scores. */
  scored: ScoredProgramme[];
  assessors: AssessorChoice[];
  /** Only read for results. */
  measures: MeasureChoice[];
}

export async function readGround(tx: Tx, orgId: string, kind: ImportRecord['kind']): Promise<Ground> {
  const nothing = { characteristics: [], schools: [], programmes: [], scored: [], assessors: [], measures: [] };
  if (kind === 'attendance' || kind === 'behaviour') return nothing;
  if (kind === 'results') return { ...nothing, measures: (await readMeasures(tx, orgId)).filter((one) => !one.archived) };
  const programmeRows = await tx
    .selectFrom('programmes')
    .where('org_id', '=', orgId)
    .where('archived_at', 'is', null)
    .select(['id', 'name', 'framework_id'])
    .orderBy('name')
    .execute();
  const cohortRows = await tx
    .selectFrom('cohorts')
    .where('org_id', '=', orgId)
    .where('archived_at', 'is', null)
    .select(['id', 'name', 'programme_id'])
    .orderBy('name')
    .execute();
  const programmes = programmeRows.map(({ id, name, framework_id }) => ({
    id,
    name,
    frameworkId: framework_id,
    cohorts: cohortRows.filter((cohort) => cohort.programme_id === id).map((cohort) => ({ id: cohort.id, name: cohort.name })),
  }));
  if (kind === 'roll') {
    const characteristics = await tx
      .selectFrom('characteristics')
      .where('org_id', '=', orgId)
      .where('archived_at', 'is', null)
      .select(['id', 'code', 'label', 'options'])
      .orderBy('position')
      .execute();
    const schools = await tx
      .selectFrom('schools')
      .where('org_id', '=', orgId)
      .where('archived_at', 'is', null)
      .select(['id', 'name', 'urn'])
      .orderBy('name')
      .execute();
    return {
      characteristics: characteristics as unknown as CharacteristicChoice[],
      schools,
      programmes,
      scored: [],
      assessors: [],
      measures: [],
    };
  }
  const scored: ScoredProgramme[] = [];
  for (const programme of programmes) {
    const framework = await currentFramework(tx, orgId, programme.frameworkId);
    if (framework)
      scored.push({ ...programme, frameworkVersionId: framework.id, outcomes: framework.outcomeTypes.flatMap((type) => type.outcomes) });
  }
  // whoever mentors or mentored; a student's or a school contact's seat judges nobody
  const assessors = await tx
    .selectFrom('members')
    .where('org_id', '=', orgId)
    .where('role', 'in', ['mentor', 'lead', 'admin', 'safeguarding_lead'])
    .select(['id', 'name', 'email'])
    .orderBy('status')
    .orderBy('name')
    .execute();
  return { ...nothing, programmes, scored, assessors };
}

/** The outcomes columns can be mapped to: those of the chosen programme, else of every programme, each code once. */
export function outcomesOf(ground: Ground, programmeId: string | null): OutcomeChoice[] {
  const chosen = ground.scored.filter((programme) => programmeId === null || programme.id === programmeId);
  const byCode = new Map<string, OutcomeChoice>();
  for (const outcome of chosen.flatMap((programme) => programme.outcomes)) if (!byCode.has(outcome.code)) byCode.set(outcome.code, outcome);
  return [...byCode.values()];
}

export function fieldsOf(record: ImportRecord, ground: Ground): ImportField[] {
  return fieldsFor(record.kind, ground.characteristics, outcomesOf(ground, record.options.programmeId), ground.measures);
}

export function mappedColumns(record: ImportRecord): MappedColumn[] {
  return record.headers.flatMap((header, index) => {
    const field = record.mapping[header] ?? 'ignore';
    return field === 'ignore' ? [] : [{ index, header, field }];
  });
}

export function rollPlan(record: ImportRecord, ground: Ground, today: string): RollPlan {
  return {
    columns: mappedColumns(record),
    width: record.headers.length,
    options: record.options,
    characteristics: ground.characteristics,
    schools: ground.schools,
    programmes: ground.programmes,
    today,
  };
}

export function scoresPlan(record: ImportRecord, ground: Ground, today: string): ScoresPlan {
  return {
    columns: mappedColumns(record),
    width: record.headers.length,
    options: record.options,
    programmes: ground.scored,
    assessors: ground.assessors,
    today,
  };
}

export function resultsPlan(record: ImportRecord, { measures }: Ground, today: string): ResultsPlan {
  return { columns: mappedColumns(record), width: record.headers.length, options: record.options, measures, today };
}

export function eventsPlan(record: ImportRecord, today: string): EventsPlan {
  return { columns: mappedColumns(record), width: record.headers.length, options: record.options, today };
}

/** What a mapping still needs before rows can be checked by it, in sentences; empty when nothing. */
export function lackingIn(record: Pick<ImportRecord, 'kind' | 'mapping' | 'options'>, ground: Ground): string[] {
  const fields = Object.values(record.mapping).filter((field) => field !== 'ignore');
  const has = (field: string): boolean => fields.includes(field);
  const lacking: string[] = [];
  const named = has('fullName') || (has('givenName') && has('familyName'));
  if (record.kind === 'roll') {
    if (!named) lacking.push('Say which columns hold the given name and the family name, or the whole name.');
  } else if (record.kind !== 'scores') {
    if (!named && !has('upn') && !has('externalId')) lacking.push(whoLacks);
    lacking.push(...moreLacking[record.kind](record));
  } else {
    if (!named && !has('upn') && !has('externalId')) lacking.push(whoLacks);
    if (!has('assessedOn')) lacking.push('Say which column holds the date of the assessment.');
    const wide = fields.some((field) => field.startsWith('level:'));
    if (!wide && !(has('outcome') && has('level')))
      lacking.push('Say which columns hold the outcome and the level, or which column is which outcome.');
    if (wide && has('outcome')) lacking.push('Either each row has an outcome, or each outcome has a column: take away one of the two.');
    if (!has('programme') && record.options.programmeId === null)
      lacking.push(
        ground.scored.length === 0
          ? 'There is no programme with a published framework yet. Add one under Programmes first.'
          : 'Choose the programme the scores belong to.',
      );
    if (!has('assessor') && record.options.assessorId === null && record.options.perspective !== 'student')
      lacking.push('Say which column names the assessor, or choose one for every row.');
  }
  for (const [field, headers] of Object.entries(Object.groupBy(Object.entries(record.mapping), ([, one]) => one))) {
    const list = headers?.map(([header]) => `“${header}”`) ?? [];
    if (field !== 'ignore' && field !== 'sessionColumn' && list.length > 1)
      lacking.push(`${list.join(' and ')} are given the same meaning: keep one of them and ignore the rest.`);
  }
  const targets = fields.flatMap((field) => characteristicTarget(field)?.code ?? []);
  const twice = targets.find((code, index) => targets.indexOf(code) !== index);
  if (twice !== undefined && new Set(fields).size === fields.length) {
    lacking.push(
      `Two columns say “${ground.characteristics.find((one) => one.code === twice)?.label ?? twice}”: keep one of them and ignore the other.`,
    );
  }
  return lacking;
}
