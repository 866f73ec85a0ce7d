import { movement } from '@waymark/contract/measure-values.ts';
import type { Measure } from '@waymark/contract/measures.ts';
import { smallBelow, type ProvisionTable } from '@waymark/contract/provision.ts';
import type { CatalogueOutcome } from '../assessments/catalogue.ts';
import { type Provisional, sayLeftOut } from '../calibration/provisional.ts';
import type { Dosage } from '../interventions/dosage.ts';
import type { Figures } from '../measures/figures.ts';
import { pointOf, whyUnsaid } from '../targets/rules.ts';
import type { EnrolmentRow, StandingCount } from './queries.ts';
import { median } from './rules.ts';

type Left = ProvisionTable['left'];
type Columns = ProvisionTable['columns'];

const count = (key: string, header: string, adds: 'whole' | 'part' | null = 'part'): Columns[number] => ({
  key,
  header,
  kind: 'count',
  adds,
});

const row = (key: string, label: string, values: (number | null)[]): ProvisionTable['rows'][number] => ({
  key,
  label,
  values,
  total: false,
  few: (values[0] ?? 0) < smallBelow,
});

/** Each measure from the baseline to the latest: who is better, the same, worse, and who cannot be compared and why. */
export function measureTable(
  enrolments: readonly EnrolmentRow[],
  measures: readonly Measure[],
  figures: { baseline: Figures; latest: Figures },
  asOf: string,
  left: Left,
): ProvisionTable {
  const rows = measures.flatMap((measure) => {
    const of = { better: 0, same: 0, worse: 0, no_baseline: 0, nothing_new: 0, nothing_recorded: 0 };
    for (const { id, studentId } of enrolments) {
      const before = figures.baseline.get(id)?.get(measure.id);
      const now = figures.latest.get(studentId)?.get(measure.id);
      const why = whyUnsaid(pointOf(measure, before), pointOf(measure, now));
      const moved = why === null ? movement(measure, before, now) : 'unknown';
      if (why !== null && why !== 'not_followed') of[why] += 1;
      else if (moved !== 'unknown') of[moved] += 1;
    }
    // what nobody here is followed by says nothing, archived or not yet begun
    if (of.nothing_recorded === enrolments.length) return [];
    return [row(measure.id, measure.name, [enrolments.length, ...Object.values(of)])];
  });
  const silent = measures.filter(({ id, archived }) => !archived && !rows.some(({ key }) => key === id)).length;
  return {
    key: 'measures',
    caption: 'Measures from the baseline to the latest',
    counted: { n: enrolments.length, what: 'enrolments open at some time of the period' },
    left: [...left],
    note: `Latest is the last on record until ${asOf}, also for those whose enrolment has ended; attendance, punctuality and behaviour are of the six weeks before.${silent === 0 ? '' : ` Measures without any record are not listed: ${silent}.`}`,
    columns: [
      count('enrolments', 'Enrolments', 'whole'),
      count('better', 'Better'),
      count('same', 'Same'),
      count('worse', 'Worse'),
      count('no_baseline', 'No baseline'),
      count('nothing_new', 'Nothing newer'),
      count('nothing_recorded', 'Nothing recorded'),
    ],
    rows,
    additive: false,
  };
}

/** Each outcome from the first score to the latest, as mentors scored. */
export function outcomeTable(
  enrolments: readonly EnrolmentRow[],
  catalogue: readonly CatalogueOutcome[],
  counts: readonly StandingCount[],
  provisional: Provisional | null,
  left: Left,
): ProvisionTable {
  const bySeries = new Map(counts.map((one) => [one.seriesId, one]));
  const under = new Map([...Map.groupBy(enrolments, ({ frameworkId }) => frameworkId)].map(([id, these]) => [id, these.length]));
  return {
    key: 'outcomes',
    caption: 'Outcomes from the first score to the latest',
    counted: { n: enrolments.length, what: 'enrolments open at some time of the period' },
    left: [...left],
    note: [
      'Mentors’ scores on record today. An outcome counts those whose programme uses its framework.',
      ...(provisional === null ? [] : [`${sayLeftOut(provisional)} Students without other scores stand under “No score”.`]),
    ].join(' '),
    columns: [
      count('enrolments', 'Enrolments', 'whole'),
      count('up', 'Up'),
      count('same', 'Same'),
      count('down', 'Down'),
      count('one', 'Only one score'),
      count('none', 'No score'),
    ],
    rows: catalogue.flatMap(({ seriesId, frameworkId, typeName, statement, current }) => {
      const of = bySeries.get(seriesId);
      const all = under.get(frameworkId) ?? 0;
      if (all === 0 || (of === undefined && !current)) return [];
      const { up = 0, same = 0, down = 0, one = 0 } = of ?? {};
      return [row(seriesId, `${typeName}: ${statement}`, [all, up, same, down, one, all - up - same - down - one])];
    }),
    additive: false,
  };
}

/** Other help the same students had in the period; a student may have had several. */
export function helpTable(dosages: ReadonlyMap<string, Dosage>): ProvisionTable {
  const byHelp = new Map<string, { name: string; minutes: number[]; sessions: number }>();
  for (const { interventions } of dosages.values())
    for (const [id, { name, dose }] of interventions) {
      const attended = dose.attended + dose.part;
      if (attended === 0) continue;
      const known = byHelp.get(id) ?? { name, minutes: [], sessions: 0 };
      known.minutes.push(dose.minutes);
      known.sessions += attended;
      byHelp.set(id, known);
    }
  const had = [...dosages.values()].filter(({ interventions }) =>
    [...interventions.values()].some(({ dose }) => dose.attended + dose.part > 0),
  ).length;
  return {
    key: 'help',
    caption: 'Other help in the period',
    counted: { n: had, what: 'students with other help in the period' },
    left: dosages.size > had ? [{ n: dosages.size - had, why: 'without other help on record' }] : [],
    note: 'A student who had two kinds of help stands in both rows.',
    columns: [
      count('students', 'Students', 'whole'),
      { key: 'sessions', header: 'Attendances', kind: 'sum', adds: null },
      { key: 'minutes', header: 'Minutes', kind: 'sum', adds: null },
      { key: 'middle', header: 'Median minutes', kind: 'middle', adds: null },
    ],
    rows: [...byHelp]
      .toSorted(([, a], [, b]) => a.name.localeCompare(b.name, 'en'))
      .map(([id, { name, minutes, sessions }]) =>
        row(id, name, [minutes.length, sessions, minutes.reduce((sum, one) => sum + one, 0), median(minutes)]),
      ),
    additive: false,
  };
}
