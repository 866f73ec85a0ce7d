import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { inviteMember, listMembers } from '@waymark/contract/members.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { useSession } from '../ui/session.ts';
import { toast } from '../ui/toast.tsx';
import { memberRules, type MemberValues, NameField, RoleFields, seatOf } from './MemberFields.tsx';

const words = t.administration.member;

/** A new seat, offered by e-mail. */
export function InviteMember({ onClose }: { onClose: () => void }) {
  const { mailIsSent } = useSession();
  // made once: sending twice is inviting once
  const [id] = useState(uuidv7);
  const form = useForm<MemberValues & { email: string }>({
    initialValues: { name: '', email: '', role: 'mentor', schoolId: null, studentId: null },
    validate: { ...memberRules, email: (email) => (/^\S+@\S+$/.test(email.trim()) ? null : t.signIn.missingEmail) },
  });
  const invite = useWrite(inviteMember, {
    invalidates: [listMembers],
    form,
    onDone: ({ name }) => {
      toast.done((mailIsSent ? t.administration.people.invited : t.administration.people.invitedKept)(name));
      onClose();
    },
  });
  const submit = form.onSubmit((values) =>
    invite.mutate({ body: { id, name: values.name.trim(), email: values.email.trim(), ...seatOf(values) } }),
  );
  return (
    <Modal opened onClose={onClose} title={words.inviteTitle} closeOnClickOutside={!form.isDirty()}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text c="dimmed">{words.inviteLead}</Text>
          <NameField form={form} />
          <TextInput label={words.email} type="email" inputMode="email" autoComplete="off" {...form.getInputProps('email')} />
          <RoleFields form={form} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" loading={invite.isPending}>
              {words.send}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
