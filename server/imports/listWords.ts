import type { AttendanceClass } from '@waymark/contract/attendance-codes.ts';
import { sql } from 'kysely';
import type { Tx } from '../db/actor.ts';
import { everyColumn } from './attendance/marksRow.ts';
import { characteristicTarget } from './fields.ts';
import { outcomesOf, type Ground } from './ground.ts';
import { outcomeOf } from './guess.ts';
import type { ImportRecord } from './queries.ts';
import { likeliest } from './text.ts';

interface Choice {
  value: string;
  label: string;
}

interface WordsOfColumn {
  header: string;
  field: string;
  choices: Choice[];
  creates: 'school' | 'cohort' | null;
  words: { word: string; rows: number; suggestion: string | null }[];
}

const missing: Choice[] = [
  { value: 'missing:not_known', label: 'Not known' },
  { value: 'missing:not_collected', label: 'Not collected' },
  { value: 'missing:prefer_not_to_say', label: 'Prefers not to say' },
  { value: 'missing:not_applicable', label: 'Not applicable' },
];
const missingResults: Choice[] = [
  { value: 'missing:not_collected', label: 'Not collected' },
  { value: 'missing:not_applicable', label: 'Not applicable' },
];
const eventKinds: Choice[] = [
  { value: 'incident', label: 'Incident' },
  { value: 'positive', label: 'Positive' },
];
const blank: Choice = { value: 'blank', label: 'Leave it out, as if the cell were empty' };
const mostWords = 300;

/** The words of the file nobody understood, by column, with everything each could stand for and the likeliest of them. */
export async function listWords(tx: Tx, orgId: string, record: ImportRecord, ground: Ground): Promise<WordsOfColumn[]> {
  if (record.kind === 'attendance') return codesOf(record);
  const { rows } = await sql<{ header: string; word: string; rows: number }>`
    select p->>'column' as header, p->>'value' as word, count(*) as rows
    from import_rows r, jsonb_array_elements(r.problems) p
    where r.org_id = ${orgId} and r.import_id = ${record.id} and r.verdict = 'bad' and p->>'code' = 'unknown-word'
    group by 1, 2 order by 3 desc, 2 limit ${mostWords}`.execute(tx);
  return [...Map.groupBy(rows, (row) => row.header)].flatMap(([header, words]) => {
    const field = record.mapping[header] ?? 'ignore';
    const target = choicesOf(field, record, ground);
    if (target === undefined) return [];
    const { choices, creates, suggest } = target;
    return [
      {
        header,
        field,
        choices: [...choices, blank],
        creates,
        words: words.map((row) => ({ word: row.word, rows: Number(row.rows), suggestion: suggest(row.word) ?? null })),
      },
    ];
  });
}

/** Of a column of results or targets: of which measure, null where each row says. */
function resultField(field: string): { target: boolean; code: string | null } | undefined {
  const [, kind, code] = /^(result|target|measure)(?::(.+))?$/.exec(field) ?? [];
  if (kind === undefined || (kind === 'measure' && code === undefined)) return undefined;
  return { target: kind === 'target', code: code ?? null };
}

/** Codes nobody knows, said once for every column. */
function codesOf({ progress }: ImportRecord): WordsOfColumn[] {
  if (progress.marks.words.length === 0) return [];
  const choices = Object.entries(classLabels).map(([value, label]) => ({ value, label }));
  const words = progress.marks.words
    .toSorted((a, b) => b.rows - a.rows)
    .map((one) => ({ ...one, suggestion: likeliest(one.word, choices, (choice) => [choice.label])?.value ?? null }));
  return [{ header: everyColumn, field: 'mark', choices: [...choices, blank], creates: null, words }];
}

const classLabels: Record<AttendanceClass, string> = {
  present: 'Present',
  approved: 'Approved educational activity',
  authorised: 'Authorised absence',
  unauthorised: 'Unauthorised absence',
  not_possible: 'Not a possible session',
};

function choicesOf(
  field: string,
  record: ImportRecord,
  ground: Ground,
): { choices: Choice[]; creates: WordsOfColumn['creates']; suggest: (word: string) => string | undefined } | undefined {
  const named = (list: readonly { id: string; name: string }[], creates: WordsOfColumn['creates']) => {
    const choices = list.map(({ id, name }) => ({ value: id, label: name }));
    return { choices, creates, suggest: (word: string) => likeliest(word, choices, (choice) => [choice.label])?.value };
  };
  if (field === 'school') return named(ground.schools, 'school');
  if (field === 'programme') return named(ground.programmes, null);
  if (field === 'cohort') {
    const one = ground.programmes.find((programme) => programme.id === record.options.programmeId);
    return named(one ? one.cohorts : ground.programmes.flatMap((programme) => programme.cohorts), one ? 'cohort' : null);
  }
  if (field === 'outcome') {
    const outcomes = outcomesOf(ground, record.options.programmeId);
    return {
      choices: outcomes.map(({ code, statement }) => ({ value: code, label: `${code} ${statement}` })),
      creates: null,
      suggest: (word) => (outcomeOf(word, outcomes) ?? likeliest(word, outcomes, (one) => [one.statement], 0.4))?.code,
    };
  }
  if (field === 'measure') return named(ground.measures, null);
  if (field === 'eventKind')
    return {
      choices: eventKinds,
      creates: null,
      suggest: (word: string) => likeliest(word, eventKinds, (choice) => [choice.label])?.value,
    };
  const kind = resultField(field);
  if (kind !== undefined) {
    const scales = ground.measures.filter((one) => kind.code === null || kind.code === one.code).map((one) => one.scale);
    const labels = new Set(scales.flatMap((scale) => (scale.type === 'ordered' ? scale.steps.map((step) => step.label) : [])));
    return {
      choices: [...[...labels].map((label) => ({ value: label, label })), ...(kind.target ? [] : missingResults)],
      creates: null,
      suggest: () => undefined,
    };
  }
  const characteristic = ground.characteristics.find((one) => one.code === characteristicTarget(field)?.code);
  if (characteristic === undefined) return undefined;
  const choices = characteristic.options.map(({ code, label }) => ({ value: code, label }));
  return {
    choices: [...choices, ...missing],
    creates: null,
    suggest: (word) => likeliest(word, choices, (choice) => [choice.label, choice.value])?.value,
  };
}
