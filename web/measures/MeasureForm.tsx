import { Button, Checkbox, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { createMeasure, listMeasures, type Measure, MeasureKind, updateMeasure } from '@waymark/contract/measures.ts';
import { listQuestionnaires } from '@waymark/contract/questionnaires.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';
import { toast } from '../ui/toast.tsx';
import { ScaleFields } from './ScaleFields.tsx';
import { scaleOf, valuesOf } from './scaleValues.ts';

const words = t.measures.form;

/** Adds a measure of the organisation's own, or changes the one given. */
export default function MeasureForm({ measure, onClose }: { measure: Measure | undefined; onClose: () => void }) {
  const [id] = useState(uuidv7);
  const questionnaires = useRead(listQuestionnaires, {});
  const form = useForm({
    initialValues: {
      name: measure?.name ?? '',
      kind: measure?.kind ?? 'indicator',
      subject: measure?.subject ?? '',
      ...valuesOf(measure?.scale),
      better: measure?.better ?? 'higher',
      questionnaireId: measure?.questionnaireId ?? '',
      atBaseline: measure?.atBaseline ?? true,
      atReview: measure?.atReview ?? true,
      archived: measure?.archived ?? false,
    },
    validate: (values) => {
      const read = scaleOf(values);
      return { name: values.name.trim() === '' ? words.nameMissing : null, ...('problems' in read ? read.problems : {}) };
    },
  });
  const done = (text: string) => {
    toast.done(text);
    onClose();
  };
  const invalidates = [listMeasures];
  const create = useWrite(createMeasure, { invalidates, form, onDone: ({ name }) => done(words.added(name)) });
  const change = useWrite(updateMeasure, { invalidates, form, onDone: ({ name }) => done(words.changed(name)) });
  const submit = form.onSubmit((values) => {
    const read = scaleOf(values);
    if ('problems' in read) return;
    const { name, kind, better, atBaseline, atReview, archived } = values;
    const subject = kind === 'attainment' && values.subject.trim() !== '' ? values.subject : null;
    const questionnaireId = values.questionnaireId === '' ? null : values.questionnaireId;
    const body = { name, subject, scale: read.scale, better, questionnaireId, atBaseline, atReview };
    if (measure === undefined) create.mutate({ body: { id, kind, ...body } });
    else change.mutate({ params: { id: measure.id }, ifMatch: measure.version, body: { ...body, archived } });
  });
  const inUse = (questionnaires.data?.items ?? []).filter((one) => !one.archived || one.id === measure?.questionnaireId);
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={measure === undefined ? words.addTitle : words.changeTitle(measure.name)}
      closeOnClickOutside={!form.isDirty()}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput label={words.name} required maxLength={200} {...form.getInputProps('name')} />
          {measure === undefined && (
            <Select
              label={words.kind}
              description={words.kindHint}
              data={MeasureKind.options.map((value) => ({ value, label: t.measures.kinds[value] }))}
              allowDeselect={false}
              {...form.getInputProps('kind')}
            />
          )}
          {form.values.kind === 'attainment' && <TextInput label={words.subject} maxLength={200} {...form.getInputProps('subject')} />}
          <ScaleFields
            choice={form.values.choice}
            field={(name) => form.getInputProps(name)}
            error={form.errors['choice'] ?? form.errors['scale']}
            fixed={measure !== undefined}
          />
          <FieldsetRadios
            legend={words.better}
            choices={[
              { value: 'higher', label: words.higher },
              { value: 'lower', label: words.lower },
            ]}
            value={form.values.better}
            onChange={(better) => form.setFieldValue('better', better)}
          />
          <Select
            label={words.questionnaire}
            description={words.questionnaireHint}
            data={[{ value: '', label: words.none }, ...inUse.map(({ id: value, name }) => ({ value, label: name }))]}
            allowDeselect={false}
            {...form.getInputProps('questionnaireId')}
          />
          <Checkbox label={words.atBaseline} {...form.getInputProps('atBaseline', { type: 'checkbox' })} />
          <Checkbox label={words.atReview} {...form.getInputProps('atReview', { type: 'checkbox' })} />
          {measure && <Checkbox label={words.archive} {...form.getInputProps('archived', { type: 'checkbox' })} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" loading={create.isPending || change.isPending}>
              {measure === undefined ? t.measures.add : t.shell.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
