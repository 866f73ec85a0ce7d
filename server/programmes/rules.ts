import type { Problem } from '@waymark/contract/common.ts';

type Fields = NonNullable<Problem['errors']>;

/** What is wrong with the days something starts and ends on. Either may be open. */
export function datesProblems(dates: { startsOn: string | null; endsOn: string | null }): Fields {
  if (dates.startsOn === null || dates.endsOn === null || dates.endsOn >= dates.startsOn) return [];
  return [{ field: 'endsOn', value: dates.endsOn, message: 'It ends before it starts. Check the two days.' }];
}

/**
 * What speaks against a framework for a programme: scores already made hang off the old one, and one that was never
 * published or has been retired cannot be scored against.
 */
export function frameworkProblems(
  frameworkId: string,
  framework: { name: string; retired: boolean; published: boolean } | undefined,
  before?: { frameworkId: string; everEnrolled: boolean },
): Fields {
  if (before?.frameworkId === frameworkId) return [];
  const problem = (message: string): Fields => [{ field: 'frameworkId', value: frameworkId, message }];
  if (before?.everEnrolled === true)
    return problem('Students have enrolled on the present framework. Start another programme for a new one.');
  if (framework === undefined) return problem('This framework is not here. Choose another.');
  if (framework.retired) return problem(`${framework.name} is retired. Choose another.`);
  if (!framework.published) return problem(`${framework.name} has not been published yet. Publish it first, or choose another.`);
  return [];
}
