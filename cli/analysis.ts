import { getAnalysis, getAnalysisFile, Question, questions, type AnalysisAnswer } from '@waymark/contract/analysis.ts';
import type { Command } from 'commander';
import { connect, print } from './connection.ts';
import { CommandEnd, exit } from './exit.ts';
import { addProgrammeOptions, programmeFilters, type ProgrammeOptions } from './programme-options.ts';
import { deliverText, type Terminal } from './terminal.ts';

interface Options extends ProgrammeOptions {
  group?: string;
  asOf?: string;
  seed?: string;
  table?: string;
  output?: string;
}

export function addAnalysis(program: Command, to: Terminal): void {
  const analysis = program.command('analysis').description('Ask one question of the scores.');
  const asked = (command: Command) =>
    addProgrammeOptions(command)
      .argument('<question>', questions.join(', '))
      .option('--group <code>', 'the characteristic that makes the groups')
      .option('--as-of <moment>', 'what was on record then, such as 2026-03-31T18:00:00Z')
      .option('--seed <number>', 'where chance starts');
  asked(analysis.command('show'))
    .description('Answer a question in sentences: what was found, of whom, and what may not be claimed.')
    .action(async (question: string, options: Options, command: Command) => {
      const connection = connect(command, to);
      const input = { params: { question: questionOf(question) }, query: await filters(connection.call, options) };
      const answer = await connection.call(getAnalysis, input);
      print(connection, answer, () => inWords(answer));
    });
  asked(analysis.command('export'))
    .description('Export a table of an answer as CSV; without --table the codebook, which names them all.')
    .option('--table <name>', 'the table')
    .option('-o, --output <file>', 'write to a file instead of the terminal')
    .action(async (question: string, options: Options, command: Command) => {
      const { call } = connect(command, to);
      const query = { ...(await filters(call, options)), ...(options.table === undefined ? {} : { table: options.table }) };
      const { content } = await call(getAnalysisFile, { params: { question: questionOf(question) }, query });
      await deliverText(to, new TextDecoder().decode(content as Uint8Array), options.output);
    });
}

function questionOf(word: string): Question {
  const parsed = Question.safeParse(word);
  if (parsed.success) return parsed.data;
  throw new CommandEnd(exit.usage, `There is no question “${word}”. There are: ${questions.join(', ')}.`);
}

async function filters(call: Parameters<typeof programmeFilters>[0], options: Options) {
  const { group, asOf, seed } = options;
  return {
    ...(await programmeFilters(call, options)),
    ...(group === undefined ? {} : { group }),
    ...(asOf === undefined ? {} : { asOf }),
    ...(seed === undefined ? {} : { seed: Number(seed) }),
  };
}

function inWords({ sentences, included, excluded, warnings, refusals, mayNot, asOf, codeVersion, fingerprint }: AnalysisAnswer): string {
  const section = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : ['', title, ...lines.map((line) => `- ${line}`)]);
  const few = 'fewer than are shown';
  return [
    ...sentences,
    ...section('Who is in it', [`${included.students ?? few} students, ${included.scores ?? few} scores`]),
    ...section(
      'Who is not',
      excluded.map(({ reason, students }) => `${students ?? few}: ${reason}`),
    ),
    ...section('Mind', warnings),
    ...section(
      'Not answered',
      refusals.map(({ says, wouldNeed }) => `${says} ${wouldNeed}`),
    ),
    ...section('May not be claimed', mayNot),
    '',
    `Data as of ${asOf}, code version ${codeVersion}, fingerprint ${fingerprint}.`,
  ].join('\n');
}
