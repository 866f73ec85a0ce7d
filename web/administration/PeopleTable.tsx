import { ActionIcon, Badge, Menu, Text } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { endMember, listMembers, type Member, resendInvitation } from '@waymark/contract/members.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { formatDate, formatRelativeDay } from '../ui/format.ts';
import { useSession } from '../ui/session.ts';
import { StackedTable } from '../ui/StackedTable.tsx';
import { toast } from '../ui/toast.tsx';

const words = t.administration.people;
const colours = { active: 'waymark', invited: 'orange', ended: 'gray', record_only: 'gray' } as const;

/** The people, each with their state and what can be done for them. */
export function PeopleTable({ members, onChange }: { members: Member[]; onChange: (member: Member) => void }) {
  return (
    <StackedTable
      caption={words.caption}
      rows={members}
      rowKey={(member) => member.id}
      columns={[
        { label: words.name, cell: (member) => <Who member={member} /> },
        { label: words.role, cell: (member) => [t.shell.roles[member.role], member.schoolName].filter(Boolean).join(', ') },
        { label: words.status, cell: (member) => <State member={member} /> },
        { label: words.students, numeric: true, cell: (member) => (member.role === 'mentor' ? member.caseload : null) },
        {
          label: words.lastActive,
          cell: (member) => (member.lastActiveAt === null ? words.never : formatRelativeDay(member.lastActiveAt)),
        },
        { label: words.actions, hidden: true, cell: (member) => <Actions member={member} onChange={onChange} /> },
      ]}
    />
  );
}

const Who = ({ member }: { member: Member }) => (
  <>
    <Text fw={600}>{member.name}</Text>
    {member.email !== null && (
      <Text size="sm" c="dimmed">
        {member.email}
      </Text>
    )}
  </>
);

function State({ member: { status, invitationExpiresAt } }: { member: Member }) {
  const { today } = useSession().organisation;
  const invitation = (expires: string) => (expires.slice(0, 10) < today ? words.expired : words.expires(formatDate(expires)));
  const hint = status === 'record_only' ? words.recordOnlyHint : invitationExpiresAt !== null && invitation(invitationExpiresAt);
  return (
    <div>
      <Badge color={colours[status]}>{words.statuses[status]}</Badge>
      {hint !== false && (
        <Text size="xs" c="dimmed" mt={2} maw="14rem">
          {hint}
        </Text>
      )}
    </div>
  );
}

function Actions({ member, onChange }: { member: Member; onChange: (member: Member) => void }) {
  const { memberId, mailIsSent } = useSession();
  const navigate = useNavigate();
  const end = useWrite(endMember, { invalidates: [listMembers], onDone: ({ name }) => toast.done(words.ended(name)) });
  const resend = useWrite(resendInvitation, {
    invalidates: [listMembers],
    onDone: ({ name }) => toast.done(mailIsSent ? words.resent(name) : words.resentKept(name)),
  });
  const askEnd = async () => {
    if (member.caseload > 0) {
      if (
        await confirm({
          title: words.matchedTitle(member.name),
          body: words.matchedBody(member.name, member.caseload),
          confirmLabel: words.toMatches,
        })
      )
        await navigate('/matches');
      return;
    }
    if (await confirm({ title: words.endTitle(member.name), body: words.endBody, confirmLabel: words.end, danger: true })) {
      end.mutate({ params: { id: member.id }, body: {}, ifMatch: member.version });
    }
  };
  if (member.status === 'ended' || member.status === 'record_only') return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={words.more(member.name)}
          loading={end.isPending || resend.isPending}
        >
          <IconDots size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onChange(member)}>{words.change}</Menu.Item>
        {member.status === 'invited' && (
          <Menu.Item onClick={() => resend.mutate({ params: { id: member.id }, body: {} })}>{words.resend}</Menu.Item>
        )}
        {/* nobody ends their own seat: the last administrator would lock everybody out */}
        {member.id !== memberId && (
          <Menu.Item color="red" onClick={() => void askEnd()}>
            {words.end}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
