import { getImport, listImports, undoImport } from '@waymark/contract/imports.ts';
import type { Command } from 'commander';
import { connect, print } from './connection.ts';
import { table, type Terminal } from './terminal.ts';
import { wholeNumber } from './students.ts';

export function addImports(program: Command, to: Terminal): void {
  const imports = program.command('imports').description('List imports, and undo one.');
  imports
    .command('list')
    .description('List imports, latest first.')
    .option('--limit <number>', 'at most this many', '20')
    .action(async (options: { limit: string }, command: Command) => {
      const connection = connect(command, to);
      const limit = Math.min(200, Math.max(1, wholeNumber(options.limit, '--limit')));
      const { items } = await connection.call(listImports, { query: { limit } });
      print(connection, items, () =>
        items.length === 0
          ? 'Nothing imported yet.'
          : table(
              ['Id', 'What', 'State', 'Rows', 'When', 'File'],
              items.map((one) => [
                one.id,
                one.kind,
                one.status,
                String(one.rowCount),
                (one.finishedAt ?? one.createdAt).slice(0, 16).replace('T', ' '),
                one.fileName,
              ]),
            ),
      );
    });
  imports
    .command('undo')
    .description('Undo an import, as long as nobody has built on it.')
    .argument('<id>', 'the import’s id, from `imports list`')
    .action(async (id: string, _options: object, command: Command) => {
      const connection = connect(command, to);
      const { version } = await connection.call(getImport, { params: { id } });
      const undone = await connection.call(undoImport, { params: { id }, ifMatch: version });
      print(connection, { id, status: undone.status }, () => `The import of ${undone.fileName} was undone.`);
    });
}
