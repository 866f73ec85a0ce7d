import { Button, Chip, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { uuidv7 } from 'uuidv7';
import { askForFeedback, listTeachers } from '@waymark/contract/feedback.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { toast } from '../ui/toast.tsx';
import { readsOfFeedback } from './changed.ts';
import classes from './Feedback.module.css';

const words = t.feedback.ask;

interface Teacher {
  name: string;
  email: string;
  subject: string;
}

interface AskTeachersProps {
  student: { id: string; name: string };
  /** A teacher to ask again. */
  again?: Teacher | undefined;
  onClose: () => void;
}

// made with the line: pressing twice is asking once
const line = (teacher: Teacher = { name: '', email: '', subject: '' }) => ({ ...teacher, id: uuidv7() });
const isEmpty = ({ name, email }: Teacher) => name.trim() === '' && email.trim() === '';
const looksLikeAddress = (email: string) => /^\S+@\S+\.\S+$/.test(email.trim());

/** Asks one or several teachers at once; those asked before are a tap away. */
export default function AskTeachers({ student, again, onClose }: AskTeachersProps) {
  const known = useRead(listTeachers, { query: { studentId: student.id } });
  const form = useForm({
    initialValues: { question: '', teachers: [line(again)] },
    validate: {
      teachers: {
        name: (name) => (name.trim() === '' ? words.nameMissing : null),
        email: (email) => (looksLikeAddress(email) ? null : words.emailMissing),
      },
    },
  });
  const ask = useWrite(askForFeedback, {
    form,
    invalidates: readsOfFeedback,
    onDone: ({ items }) => {
      toast.done(words.sent(items.length));
      onClose();
    },
  });
  const { teachers } = form.getValues();
  const indexOf = (email: string) => teachers.findIndex((one) => one.email.trim().toLowerCase() === email.toLowerCase());

  const toggle = (teacher: Teacher) => {
    const at = indexOf(teacher.email);
    const rest = teachers.filter((one, index) => index !== at && !isEmpty(one));
    const next = at === -1 ? [...rest, line(teacher)] : rest;
    form.setFieldValue('teachers', next.length === 0 ? [line()] : next);
  };
  const submit = form.onSubmit(({ question, teachers: asked }) =>
    ask.mutate({ body: { studentId: student.id, question, teachers: asked } }),
  );
  const others = (known.data?.items ?? []).slice(0, 24);

  return (
    <Modal opened onClose={onClose} title={words.title(student.name)} size="lg" closeOnClickOutside={!form.isDirty()}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text c="dimmed">{words.lead}</Text>
          {others.length > 0 && (
            <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
              <Text component="legend" fw={600} size="sm" mb="xs">
                {words.known}
              </Text>
              <Group gap="xs">
                {others.map(({ id, name, email, subject }) => (
                  <Chip key={id} className={classes.chip} checked={indexOf(email) !== -1} onChange={() => toggle({ name, email, subject })}>
                    {t.feedback.requests.teacher(name, subject)}
                  </Chip>
                ))}
              </Group>
            </fieldset>
          )}
          {teachers.map((teacher, index) => (
            <div key={teacher.id} role="group" aria-label={words.teacher(index + 1)} className={classes.teacher}>
              <TextInput label={words.name} required autoComplete="off" maxLength={200} {...form.getInputProps(`teachers.${index}.name`)} />
              <TextInput
                label={words.email}
                type="email"
                required
                autoComplete="off"
                maxLength={200}
                {...form.getInputProps(`teachers.${index}.email`)}
              />
              <TextInput label={words.subject} autoComplete="off" maxLength={100} {...form.getInputProps(`teachers.${index}.subject`)} />
              {teachers.length > 1 && (
                <Button variant="subtle" style={{ justifySelf: 'start' }} onClick={() => form.removeListItem('teachers', index)}>
                  {words.remove(index + 1)}
                </Button>
              )}
            </div>
          ))}
          <Button
            variant="default"
            style={{ alignSelf: 'flex-start' }}
            disabled={teachers.length >= 15}
            onClick={() => form.insertListItem('teachers', line())}
          >
            {words.add}
          </Button>
          <Textarea
            label={words.question}
            description={words.questionHint}
            autosize
            minRows={2}
            maxLength={500}
            {...form.getInputProps('question')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" loading={ask.isPending}>
              {words.send(teachers.length)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
