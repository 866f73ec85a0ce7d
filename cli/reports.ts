import { getReportFile, listReports, ReportStatus } from '@waymark/contract/reports.ts';
import type { Command } from 'commander';
import { allPages, connect, print } from './connection.ts';
import { CommandEnd, exit } from './exit.ts';
import { deliverFile, table, type Terminal } from './terminal.ts';

export function addReports(program: Command, to: Terminal): void {
  const reports = program.command('reports').description('List reports and take them as files.');
  reports
    .command('list')
    .description('List reports, newest first, with where each stands.')
    .option('--status <status>', ReportStatus.options.join(', '))
    .action(async (options: { status?: string }, command: Command) => {
      const connection = connect(command, to);
      const status = options.status as ReportStatus | undefined;
      const items = await allPages((cursor) => connection.call(listReports, { query: { cursor, status, limit: 100 } }));
      print(connection, items, () =>
        table(
          ['id', 'kind', 'status', 'data as of', 'title'],
          items.map(({ id, kind, status: stands, asOf, title }) => [id, kind, stands, asOf?.slice(0, 10) ?? '–', title]),
        ),
      );
    });
  reports
    .command('download')
    .description('Take a report as a file. A draft says on every page that it is one.')
    .argument('<id>', 'as `reports list` shows it')
    .option('--format <format>', 'pdf or word', 'pdf')
    .option('-o, --output <file>', 'the file to write; under its own name here when not given')
    .action(async (id: string, options: { format: string; output?: string }, command: Command) => {
      const { call } = connect(command, to);
      if (options.format !== 'pdf' && options.format !== 'word') throw new CommandEnd(exit.usage, '--format is pdf or word.');
      const file = await call(getReportFile, { params: { id }, query: { format: options.format } });
      await deliverFile(to, file, options.output);
    });
}
