import type { Command } from 'commander';
import type { Call } from '@waymark/contract/client.ts';
import { chooseCohort, chooseProgramme, chooseSchool } from './choose.ts';
import { CommandEnd, exit } from './exit.ts';

/** Whose scores, as a person names them. */
export interface ProgrammeOptions {
  programme?: string;
  cohort?: string;
  school?: string;
  perspective?: string;
}

export function addProgrammeOptions(command: Command): Command {
  return command
    .option('--programme <name>', 'only this programme')
    .option('--cohort <name>', 'of the programme')
    .option('--school <name>', 'only this school')
    .option('--perspective <whose>', 'mentor, student or joint');
}

/** The same as filters of the API. @throws CommandEnd for a cohort without its programme, and for a name there is not */
export async function programmeFilters(call: Call, options: ProgrammeOptions) {
  if (options.cohort !== undefined && options.programme === undefined) throw new CommandEnd(exit.usage, '--cohort needs --programme.');
  const programme = options.programme === undefined ? undefined : await chooseProgramme(call, options.programme);
  return {
    programmeId: programme?.id,
    cohortId: programme && options.cohort !== undefined ? chooseCohort(programme, options.cohort).id : undefined,
    schoolId: options.school === undefined ? undefined : (await chooseSchool(call, options.school)).id,
    perspective: options.perspective as 'mentor' | undefined,
  };
}
