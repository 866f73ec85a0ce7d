import { FRAMEWORK_LIMITS } from '@waymark/contract/framework-content.ts';
import type { DraftBody } from '@waymark/contract/framework-drafts.ts';

interface DraftProblem {
  field: string;
  value: unknown;
  message: string;
}

/**
 * What keeps a draft from being saved, beyond the limits of each text: codes used twice, ids used twice, and descriptors
 * that are not as many as the levels. Texts that are still empty do not.
 */
export function draftProblems(draft: DraftBody): DraftProblem[] {
  const problems: DraftProblem[] = [];
  const ids = new Set<string>();
  const typeCodes = new Map<string, string>();
  const outcomeCodes = new Map<string, string>();
  const once = (seen: Map<string, string>, code: string, field: string, what: string) => {
    const first = seen.get(code.toLowerCase());
    if (first === undefined) seen.set(code.toLowerCase(), what);
    else
      problems.push({
        field: `${field}.code`,
        value: code,
        message: `The code ${code} is already used by ${first}. Give this one a code of its own.`,
      });
  };
  const idOnce = (id: string, field: string) => {
    if (ids.has(id))
      problems.push({ field: `${field}.id`, value: id, message: 'The same part stands in the draft twice. Load the draft again.' });
    ids.add(id);
  };
  for (const [t, type] of draft.outcomeTypes.entries()) {
    const field = `outcomeTypes[${t}]`;
    idOnce(type.id, field);
    once(typeCodes, type.code, field, type.name === '' ? `outcome type ${t + 1}` : `the outcome type “${type.name}”`);
    for (const [o, outcome] of type.outcomes.entries()) {
      const at = `${field}.outcomes[${o}]`;
      idOnce(outcome.id, at);
      once(
        outcomeCodes,
        outcome.code,
        at,
        outcome.statement === '' ? `outcome ${o + 1} of ${type.name || `outcome type ${t + 1}`}` : `“${outcome.statement}”`,
      );
      if (outcome.descriptors.length !== draft.levels) {
        problems.push({
          field: `${at}.descriptors`,
          value: outcome.descriptors.length,
          message: `${outcome.code} has ${outcome.descriptors.length} descriptors, but the scale has ${draft.levels} levels. Send as many, empty where nothing is written yet.`,
        });
      }
    }
  }
  const count = draft.outcomeTypes.reduce((sum, type) => sum + type.outcomes.length, 0);
  if (count > FRAMEWORK_LIMITS.outcomes)
    problems.push({
      field: 'outcomeTypes',
      value: count,
      message: `A framework has at most ${FRAMEWORK_LIMITS.outcomes} outcomes; this one has ${count}. Take some out.`,
    });
  return problems;
}
