import { Button, Group, Modal, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { listMembers, type Member, updateMember } from '@waymark/contract/members.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { toast } from '../ui/toast.tsx';
import { memberRules, type MemberValues, NameField, RoleFields, seatOf } from './MemberFields.tsx';

/** The name, role and school or student of a seat. */
export function ChangeMember({ member, onClose }: { member: Member; onClose: () => void }) {
  const { id, version, name, role, schoolId, studentId } = member;
  const form = useForm<MemberValues>({ initialValues: { name, role, schoolId, studentId }, validate: memberRules });
  const change = useWrite(updateMember, {
    invalidates: [listMembers],
    form,
    onDone: (changed) => {
      toast.done(t.administration.people.changed(changed.name));
      onClose();
    },
  });
  const submit = form.onSubmit((values) =>
    change.mutate({ params: { id }, body: { name: values.name.trim(), ...seatOf(values) }, ifMatch: version }),
  );
  return (
    <Modal opened onClose={onClose} title={t.administration.member.changeTitle(name)} closeOnClickOutside={!form.isDirty()}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <NameField form={form} />
          <RoleFields form={form} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" loading={change.isPending}>
              {t.shell.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
