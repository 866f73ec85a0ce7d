import type { ReportProblem, ReportRemedy, ReportSection, SuppressionPreset } from '@waymark/contract/reports.ts';
import type { SectionFigure } from './disclosed.ts';
import { presets } from './presets.ts';

interface Tried {
  preset: SuppressionPreset;
  problems: readonly ReportProblem[];
  figures: readonly SectionFigure[];
  /** The counts the same answers would give under another preset. */
  under: (preset: SuppressionPreset) => SectionFigure[];
  /** What these counts would tell, beside all that was told before, under the threshold of a preset. */
  check: (figures: readonly SectionFigure[], preset: SuppressionPreset) => Promise<boolean>;
}

/** Rules that round, the one that hides least first. */
const rounding: readonly SuppressionPreset[] = ['dfe', 'ofqual'];
/** What most often makes it too much to be checked: counts by every programme, school, year and group. */
const many: readonly ReportSection[] = ['taking-part', 'groups'];

/**
 * Changes of choice after which nothing small could be found any more, each tried out: a rule that rounds, and leaving out
 * the sections it is about. A remedy that was only guessed would send a person round in circles.
 */
export async function remediesOf({ preset, problems, figures, under, check }: Tried): Promise<ReportRemedy[]> {
  const found = problems.filter(({ kind }) => kind === 'disclosure');
  if (found.length === 0) return [];
  const remedies: ReportRemedy[] = [];
  if (presets[preset].roundTo === 1)
    for (const other of rounding) {
      if (!(await check(under(other), other))) continue;
      remedies.push({ kind: 'preset', preset: other });
      break;
    }
  const named = [...new Set(found.map(({ section }) => section).filter((section) => section !== null))];
  const sections = named.length > 0 ? named : many;
  const rest = figures.filter(({ section }) => !sections.includes(section));
  const left = sections.filter((section) => figures.some((one) => one.section === section));
  // without any figures it would be another report
  if (rest.length > 0 && left.length > 0 && (await check(rest, preset))) remedies.push({ kind: 'take-out', sections: left });
  return remedies;
}
