import { Select, TextInput } from '@mantine/core';
import { Role } from '@waymark/contract/common.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { StudentPicker } from '../students/StudentPicker.tsx';

const words = t.administration.member;

export interface MemberValues {
  name: string;
  role: Role;
  schoolId: string | null;
  studentId: string | null;
}

/** A form of these values and maybe more. */
interface MemberForm {
  values: MemberValues;
  // oxlint-disable-next-line typescript/no-explicit-any -- as Mantine's own: its answer fits whichever input it is spread on
  getInputProps(field: keyof MemberValues): any;
}

export const memberRules = {
  name: (name: string) => (name.trim() === '' ? words.nameMissing : null),
  schoolId: (schoolId: string | null, { role }: MemberValues) =>
    role === 'school_contact' && schoolId === null ? words.schoolMissing : null,
  studentId: (studentId: string | null, { role }: MemberValues) => (role === 'student' && studentId === null ? words.studentMissing : null),
};

/** What a role goes with: a contact's school, a student's record, and nothing for others. */
export function seatOf({ role, schoolId, studentId }: MemberValues) {
  return { role, schoolId: role === 'school_contact' ? schoolId : null, studentId: role === 'student' ? studentId : null };
}

/** Role, and the school or the student that goes with it. */
export function RoleFields({ form }: { form: MemberForm }) {
  const { role } = form.values;
  return (
    <>
      <Select
        label={words.role}
        description={words.roleHint[role]}
        data={Role.options.map((value) => ({ value, label: t.shell.roles[value] }))}
        allowDeselect={false}
        {...form.getInputProps('role')}
      />
      {role === 'school_contact' && <SchoolField {...form.getInputProps('schoolId')} />}
      {role === 'student' && <StudentPicker label={words.student} description={words.studentHint} {...form.getInputProps('studentId')} />}
    </>
  );
}

export function NameField({ form }: { form: MemberForm }) {
  return <TextInput label={words.name} autoComplete="off" data-autofocus {...form.getInputProps('name')} />;
}

interface FieldProps {
  value?: string | null;
  onChange: (value: string | null) => void;
  error?: React.ReactNode;
}

function SchoolField({ value, onChange, error }: FieldProps) {
  const schools = useRead(listSchools, {});
  const data = (schools.data?.items ?? [])
    .filter((school) => !school.archived || school.id === value)
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select
      label={words.school}
      data={data}
      searchable
      value={value ?? null}
      onChange={onChange}
      error={error}
      disabled={schools.isPending}
    />
  );
}
