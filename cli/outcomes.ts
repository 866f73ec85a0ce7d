import { getOutcomesFile, getOutcomesOverTime } from '@waymark/contract/outcomes.ts';
import type { Command } from 'commander';
import { writeFile } from 'node:fs/promises';
import { chooseCohort, chooseProgramme, chooseSchool } from './choose.ts';
import { connect } from './connection.ts';
import { CommandEnd, exit } from './exit.ts';
import type { Terminal } from './terminal.ts';

interface Options {
  programme?: string;
  cohort?: string;
  school?: string;
  perspective?: string;
  output?: string;
}

export function addOutcomes(program: Command, to: Terminal): void {
  const outcomes = program.command('outcomes').description('Export outcomes over time.');
  outcomes
    .command('export')
    .description('Export, for every outcome, who has a first and a latest score, the distribution at each point, and who moved: CSV.')
    .option('--programme <name>', 'only this programme')
    .option('--cohort <name>', 'of the programme')
    .option('--school <name>', 'only this school')
    .option('--perspective <whose>', 'mentor, student or joint')
    .option('-o, --output <file>', 'write to a file instead of the terminal')
    .action(async (options: Options, command: Command) => {
      const { call, json } = connect(command, to);
      if (options.cohort !== undefined && options.programme === undefined) throw new CommandEnd(exit.usage, '--cohort needs --programme.');
      const programme = options.programme === undefined ? undefined : await chooseProgramme(call, options.programme);
      const query = {
        programmeId: programme?.id,
        cohortId: programme && options.cohort !== undefined ? chooseCohort(programme, options.cohort).id : undefined,
        schoolId: options.school === undefined ? undefined : (await chooseSchool(call, options.school)).id,
        perspective: options.perspective as 'mentor' | undefined,
      };
      const text = json
        ? JSON.stringify(await call(getOutcomesOverTime, { query }), null, 2)
        : new TextDecoder().decode((await call(getOutcomesFile, { query })).content as Uint8Array);
      if (options.output === undefined) return to.out(text);
      await writeFile(options.output, text);
      to.say(`Written to ${options.output}.`);
    });
}
