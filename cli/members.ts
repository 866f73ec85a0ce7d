import { Role } from '@waymark/contract/common.ts';
import { endMember, inviteMember, listMembers, type Member } from '@waymark/contract/members.ts';
import type { Command } from 'commander';
import { uuidv7 } from 'uuidv7';
import { chooseSchool } from './choose.ts';
import { connect, everyPage, print, type Connection } from './connection.ts';
import { CommandEnd, exit } from './exit.ts';
import { table, type Terminal } from './terminal.ts';

export function addMembers(program: Command, to: Terminal): void {
  const members = program.command('members').description('List, invite and end members: people with a seat in the organisation.');
  members
    .command('list')
    .description('List members.')
    .option('--role <role>', Role.options.join(', '))
    .option('--search <text>', 'beginning of a name or an e-mail address')
    .action(async (options: { role?: string; search?: string }, command: Command) => {
      const connection = connect(command, to);
      const all = await readAll(connection, {
        role: options.role === undefined ? undefined : roleOf(options.role),
        search: options.search,
      });
      print(connection, all, () =>
        all.length === 0
          ? 'Nobody.'
          : table(
              ['Name', 'Role', 'State', 'E-mail', 'Id'],
              all.map((one) => [one.name, one.role, one.status, one.email ?? '', one.id]),
            ),
      );
    });
  members
    .command('invite')
    .description('Invite a person by e-mail.')
    .argument('<email>', 'where the invitation goes')
    .requiredOption('--name <name>', 'the person’s name')
    .requiredOption('--role <role>', Role.options.join(', '))
    .option('--school <name>', 'the school of a school contact')
    .action(async (email: string, options: { name: string; role: string; school?: string }, command: Command) => {
      const connection = connect(command, to);
      const role = roleOf(options.role);
      const schoolId = options.school === undefined ? null : (await chooseSchool(connection.call, options.school)).id;
      const member = await connection.call(inviteMember, { body: { id: uuidv7(), name: options.name, email, role, schoolId } });
      print(connection, member, () => `${member.name} is invited as ${member.role}.`);
    });
  members
    .command('end')
    .description('End a member’s seat: they can no longer sign in; what they recorded stays.')
    .argument('<who>', 'e-mail address or id')
    .action(async (who: string, _options: object, command: Command) => {
      const connection = connect(command, to);
      const found = (await readAll(connection, {})).filter(
        (one) => one.id === who || (one.email?.toLowerCase() === who.toLowerCase() && one.status !== 'ended'),
      );
      const [member] = found;
      if (member === undefined) throw new CommandEnd(exit.badData, `There is no member “${who}”.`);
      if (found.length > 1)
        throw new CommandEnd(
          exit.badData,
          `“${who}” has several seats: give the id of one.\n${table(
            ['Id', 'Role'],
            found.map((one) => [one.id, one.role]),
          )}`,
        );
      const ended = await connection.call(endMember, { params: { id: member.id }, ifMatch: member.version, body: {} });
      print(connection, ended, () => `${ended.name}’s seat has ended.`);
    });
}

async function readAll({ call }: Connection, query: { role?: Role | undefined; search?: string | undefined }): Promise<Member[]> {
  const all: Member[] = [];
  for await (const member of everyPage((cursor) =>
    call(listMembers, { query: { ...query, limit: 200, ...(cursor === undefined ? {} : { cursor }) } }),
  ))
    all.push(member);
  return all;
}

function roleOf(text: string): Role {
  const role = Role.safeParse(text);
  if (!role.success) throw new CommandEnd(exit.usage, `--role is one of ${Role.options.join(', ')}; “${text}” is not.`);
  return role.data;
}
