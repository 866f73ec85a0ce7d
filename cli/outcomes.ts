import { getOutcomesFile, getOutcomesOverTime } from '@waymark/contract/outcomes.ts';
import type { Command } from 'commander';
import { connect } from './connection.ts';
import { addProgrammeOptions, programmeFilters, type ProgrammeOptions } from './programme-options.ts';
import { deliverText, type Terminal } from './terminal.ts';

export function addOutcomes(program: Command, to: Terminal): void {
  const outcomes = program.command('outcomes').description('Export outcomes over time.');
  addProgrammeOptions(outcomes.command('export'))
    .description('Export, for every outcome, who has a first and a latest score, the distribution at each point, and who moved: CSV.')
    .option('-o, --output <file>', 'write to a file instead of the terminal')
    .action(async (options: ProgrammeOptions & { output?: string }, command: Command) => {
      const { call, json } = connect(command, to);
      const query = await programmeFilters(call, options);
      const text = json
        ? JSON.stringify(await call(getOutcomesOverTime, { query }), null, 2)
        : new TextDecoder().decode((await call(getOutcomesFile, { query })).content as Uint8Array);
      await deliverText(to, text, options.output);
    });
}
