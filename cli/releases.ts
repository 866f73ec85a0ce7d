import { getReleaseFile, listReleases } from '@waymark/contract/releases.ts';
import type { Command } from 'commander';
import { allPages, connect, print } from './connection.ts';
import { deliverFile, table, type Terminal } from './terminal.ts';

export function addReleases(program: Command, to: Terminal): void {
  const releases = program.command('releases').description('List pseudonymised releases and take their files.');
  releases
    .command('list')
    .description('List releases, newest first.')
    .action(async (_: object, command: Command) => {
      const connection = connect(command, to);
      const items = await allPages((cursor) => connection.call(listReleases, { query: { cursor, limit: 100 } }));
      print(connection, items, () =>
        table(
          ['id', 'status', 'data as of', 'purpose'],
          items.map(({ id, status, asOf, purpose }) => [id, status.replaceAll('_', ' '), asOf.slice(0, 10), purpose]),
        ),
      );
    });
  releases
    .command('download')
    .description('Take a release as one ZIP: tables, codebook, scripts. It is written to the access log.')
    .argument('<id>', 'as `releases list` shows it')
    .option('-o, --output <file>', 'the file to write; under its own name here when not given')
    .action(async (id: string, options: { output?: string }, command: Command) => {
      const { call } = connect(command, to);
      await deliverFile(to, await call(getReleaseFile, { params: { id } }), options.output);
    });
}
