import type { DraftGap } from '@waymark/contract/framework-drafts.ts';
import type { OutcomeText, OutcomeTypeText } from './text.ts';

type WithId<T> = T & { id: string };
interface DraftText {
  levels: number;
  outcomeTypes: readonly WithId<Omit<OutcomeTypeText, 'outcomes'> & { outcomes: readonly WithId<OutcomeText>[] }>[];
}

const FIELDS = [
  ['statement', 'The statement is empty. Write what the student can do.'],
  ['question', 'The question is empty. Write what a mentor might ask.'],
  ['studentWording', 'The student’s wording is empty. Write the statement as the student would say it.'],
] as const;

/**
 * What keeps a draft from being published, in the order of the draft: empty texts, levels without a descriptor, levels
 * that cannot be told apart, and statements that appear twice. Evidence and descriptions may stay empty.
 */
export function whatIsMissing(draft: DraftText): DraftGap[] {
  if (draft.outcomeTypes.length === 0) {
    return [
      {
        outcomeTypeId: null,
        outcomeId: null,
        field: 'outcomeTypes',
        level: null,
        where: 'The draft',
        message: 'There is no outcome type yet. Add one.',
      },
    ];
  }
  const statements = new Map<string, string>();
  return draft.outcomeTypes.flatMap((type, index): DraftGap[] => {
    const typeName = type.name.trim() || `Outcome type ${index + 1}`;
    const ofType = { outcomeTypeId: type.id, outcomeId: null, level: null, where: typeName };
    const gaps: DraftGap[] = [];
    if (type.name.trim() === '') gaps.push({ ...ofType, field: 'name', message: 'This outcome type has no name. Name it.' });
    if (type.outcomes.length === 0)
      gaps.push({ ...ofType, field: 'outcomes', message: 'This outcome type has no outcomes. Add one, or remove the type.' });
    for (const outcome of type.outcomes) gaps.push(...gapsOfOutcome(outcome, { typeId: type.id, typeName }, draft.levels, statements));
    return gaps;
  });
}

function gapsOfOutcome(
  outcome: WithId<OutcomeText>,
  type: { typeId: string; typeName: string },
  levels: number,
  statements: Map<string, string>,
): DraftGap[] {
  const where = `${type.typeName}, ${outcome.code}`;
  const of = { outcomeTypeId: type.typeId, outcomeId: outcome.id, level: null, where };
  const gaps: DraftGap[] = FIELDS.filter(([field]) => outcome[field].trim() === '').map(([field, message]) => ({ ...of, field, message }));

  const statement = plain(outcome.statement);
  const twin = statement === '' ? undefined : statements.get(statement);
  if (twin !== undefined) gaps.push({ ...of, field: 'statement', message: `The same statement stands at ${twin}. Reword one of them.` });
  else statements.set(statement, where);

  const seen = new Map<string, number>();
  for (let level = 1; level <= levels; level++) {
    const descriptor = plain(outcome.descriptors[level - 1] ?? '');
    const same = seen.get(descriptor);
    if (descriptor === '')
      gaps.push({ ...of, field: 'descriptors', level, message: `Level ${level} has no descriptor. Describe what it looks like.` });
    else if (same !== undefined)
      gaps.push({
        ...of,
        field: 'descriptors',
        level,
        message: `Levels ${same} and ${level} read the same. Reword one, so that they can be told apart.`,
      });
    else seen.set(descriptor, level);
  }
  return gaps;
}

/** Two texts that differ only in case, spaces or the full stop are the same to a reader. */
function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[.!]+$/, '');
}
