import { Command, CommanderError } from 'commander';
import { addAnalysis } from './analysis.ts';
import { explain } from './exit.ts';
import { addImport } from './import.ts';
import { addImports } from './imports.ts';
import { addMembers } from './members.ts';
import { addOutcomes } from './outcomes.ts';
import { addReleases } from './releases.ts';
import { addReports } from './reports.ts';
import { addStudents } from './students.ts';
import type { Terminal } from './terminal.ts';

const after = `
Settings
  WAYMARK_URL     where Waymark is; http://127.0.0.1:3000 when not given
  WAYMARK_TOKEN   your personal access token, made under Account, Access tokens

Exit codes
  0 done   1 unexpected   2 wrong usage   3 not allowed   4 the data was refused
  5 Waymark cannot be reached   6 only part of the rows could be taken

Examples
  waymark import roll year9.csv --programme Aspire --take-good
  waymark students export --programme Aspire --output students.csv
  waymark outcomes export --output outcomes.csv
  waymark analysis show groups --group fsm`;

/** Runs a command line and answers its exit code. */
export async function run(words: readonly string[], to: Terminal): Promise<number> {
  const program = new Command('waymark')
    .description('Waymark from the command line: import, list and export over its API, with what your own role may do.')
    .option('--url <address>', 'where Waymark is (or WAYMARK_URL)')
    .option('--token <token>', 'personal access token (better: WAYMARK_TOKEN, which other people on the machine cannot see)')
    .option('--json', 'answer in JSON')
    .addHelpText('after', after)
    .showHelpAfterError('Add --help to see how it is used.')
    .configureOutput({ writeOut: (text) => to.out(text), writeErr: (text) => to.say(text.trimEnd()) })
    .exitOverride();
  for (const add of [addStudents, addImport, addImports, addOutcomes, addAnalysis, addReports, addReleases, addMembers]) add(program, to);
  overrideAll(program);
  try {
    if (words.length === 0) {
      program.outputHelp();
      return 0;
    }
    await program.parseAsync(words, { from: 'user' });
    return 0;
  } catch (error) {
    // a noun without a verb shows its help, which is no answer to what was asked
    if (error instanceof CommanderError && error.code === 'commander.help') return 2;
    return explain(error, to);
  }
}

/** Subcommands do not inherit these from their parents once added. */
function overrideAll(command: Command): void {
  for (const one of command.commands) {
    one.copyInheritedSettings(command);
    overrideAll(one);
  }
}
