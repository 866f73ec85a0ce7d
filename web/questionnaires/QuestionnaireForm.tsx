import { Button, Checkbox, Group, Modal, NumberInput, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { listMeasures } from '@waymark/contract/measures.ts';
import {
  createQuestionnaire,
  listQuestionnaires,
  type Questionnaire,
  type QuestionnaireDefinition,
} from '@waymark/contract/questionnaires.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';
import { toast } from '../ui/toast.tsx';
import { answersOf, itemsOf, linesOfAnswers, linesOfItems } from './definitionLines.ts';
import { DefinitionFile } from './DefinitionFile.tsx';

const words = t.questionnaires.form;

const empty = (value: string) => (value.trim() === '' ? words.required : null);

/** Defines a questionnaire, or the next version of the one given. */
export default function QuestionnaireForm({ before, onClose }: { before: Questionnaire | undefined; onClose: () => void }) {
  const [id] = useState(uuidv7);
  // ids of items that a file or the version before gave them
  const [known, setKnown] = useState(before?.items ?? []);
  const form = useForm({
    initialValues: {
      ...valuesOf(before),
      whose: before?.licence ? 'theirs' : 'ours',
      holder: before?.licence?.holder ?? '',
      terms: before?.licence?.terms ?? '',
      attested: false,
      validated: before?.validated ?? false,
    },
    validate: {
      name: (value) => (value.trim() === '' ? words.nameMissing : null),
      answers: (value) => (answersOf(value, 0).length < 2 ? words.answersFew : null),
      items: (value) => (itemsOf(value).length === 0 ? words.itemsFew : null),
      minAnswered: (value, { items }) => {
        const most = itemsOf(items).length;
        return Number(value) < 1 || Number(value) > most ? words.minRange(most) : null;
      },
      holder: (value, { whose }) => (whose === 'theirs' ? empty(value) : null),
      terms: (value, { whose }) => (whose === 'theirs' ? empty(value) : null),
      attested: (value, { whose }) => (whose === 'theirs' && !value ? words.attestMissing : null),
    },
  });
  const create = useWrite(createQuestionnaire, {
    invalidates: [listQuestionnaires, listMeasures],
    form,
    onDone: ({ name }) => {
      toast.done(words.saved(name));
      onClose();
    },
  });
  const submit = form.onSubmit(({ name, introduction, answers, first, items, minAnswered, whose, holder, terms, validated }) => {
    const definition: QuestionnaireDefinition = {
      name,
      introduction,
      answers: answersOf(answers, Number(first)),
      items: itemsOf(items, known),
      minAnswered: Number(minAnswered),
    };
    const licence = whose === 'theirs' ? { holder, terms } : null;
    create.mutate({ body: { id, definition, replaces: before?.id ?? null, validated, licence } });
  });
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={before === undefined ? words.addTitle : words.nextTitle(before.name, before.number + 1)}
      closeOnClickOutside={!form.isDirty()}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          {before !== undefined && <Text c="dimmed">{words.nextLead}</Text>}
          <DefinitionFile
            onRead={(definition) => {
              setKnown(definition.items);
              form.setValues(valuesOf(definition));
            }}
          />
          <TextInput label={words.name} required maxLength={200} {...form.getInputProps('name')} />
          <Textarea
            label={words.introduction}
            description={words.introductionHint}
            autosize
            minRows={2}
            maxLength={2000}
            {...form.getInputProps('introduction')}
          />
          <Textarea
            label={words.answers}
            description={words.answersHint}
            required
            autosize
            minRows={4}
            {...form.getInputProps('answers')}
          />
          <Textarea label={words.items} description={words.itemsHint} required autosize minRows={5} {...form.getInputProps('items')} />
          <Group grow align="flex-start">
            <NumberInput label={words.firstValue} min={0} max={1} {...form.getInputProps('first')} />
            <NumberInput label={words.minAnswered} required min={1} {...form.getInputProps('minAnswered')} />
          </Group>
          <FieldsetRadios
            legend={words.whose}
            choices={[
              { value: 'ours', label: words.ours },
              { value: 'theirs', label: words.theirs },
            ]}
            value={form.values.whose}
            onChange={(whose) => form.setFieldValue('whose', whose)}
          />
          {form.values.whose === 'theirs' && (
            <>
              <TextInput label={words.holder} required maxLength={200} {...form.getInputProps('holder')} />
              <Textarea label={words.terms} required autosize minRows={2} maxLength={2000} {...form.getInputProps('terms')} />
              <Checkbox label={words.attest} {...form.getInputProps('attested', { type: 'checkbox' })} />
            </>
          )}
          <Checkbox label={words.validated} {...form.getInputProps('validated', { type: 'checkbox' })} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {t.shell.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function valuesOf(one: QuestionnaireDefinition | undefined) {
  return {
    name: one?.name ?? '',
    introduction: one?.introduction ?? '',
    answers: linesOfAnswers(one?.answers ?? []),
    first: (one?.answers[0]?.value ?? 1) as number | string,
    items: linesOfItems(one?.items ?? []),
    minAnswered: (one?.minAnswered ?? 1) as number | string,
  };
}
