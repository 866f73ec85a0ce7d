import type { FrameworkComparison, FrameworkVersion, FrameworkVersionLine } from '@waymark/contract/framework-content.ts';
import { compareVersions } from './compare.ts';

/** What changed from one version to another, with a line on each. */
export function comparisonOf(from: FrameworkVersion, to: FrameworkVersion): FrameworkComparison {
  return { from: lineOf(from), to: lineOf(to), ...compareVersions(from.outcomeTypes, to.outcomeTypes) };
}

function lineOf(version: FrameworkVersion): FrameworkVersionLine {
  const { id, number, status, levels, note, publishedAt, outcomeTypes } = version;
  return {
    id,
    number,
    status,
    levels,
    note,
    publishedAt,
    outcomeTypeCount: outcomeTypes.length,
    outcomeCount: outcomeTypes.reduce((sum, type) => sum + type.outcomes.length, 0),
  };
}
