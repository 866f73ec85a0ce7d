import { Button, Group, Modal, NumberInput, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { addIntervention, editIntervention, type Intervention, InterventionKind } from '@waymark/contract/interventions.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { toast } from '../ui/toast.tsx';
import { readsOfHelp } from './changed.ts';

const words = t.help.form;

interface InterventionFormProps {
  /** The one to change; a new one without. */
  edit?: Intervention;
  /** Codes in use, to choose from. */
  codes?: readonly string[];
  onClose: () => void;
}

/** Says what an intervention is. Only its name and kind are needed. */
export default function InterventionForm({ edit, codes = [], onClose }: InterventionFormProps) {
  // made once: pressing twice is adding once
  const [id] = useState(uuidv7);
  const form = useForm({
    initialValues: {
      name: edit?.name ?? '',
      kind: edit?.kind ?? 'tutoring',
      provider: edit?.provider ?? '',
      description: edit?.description ?? '',
      usualMinutes: edit?.usualMinutes ?? '',
      tasoCode: edit?.tasoCode ?? '',
      startsOn: edit?.startsOn ?? '',
      endsOn: edit?.endsOn ?? '',
    },
    validate: { name: (name) => (name.trim() === '' ? words.nameMissing : null) },
  });
  const done = (said: (name: string) => string) => (intervention: Intervention) => {
    toast.done(said(intervention.name));
    onClose();
  };
  const add = useWrite(addIntervention, { invalidates: readsOfHelp, form, onDone: done(words.added) });
  const change = useWrite(editIntervention, { invalidates: readsOfHelp, form, onDone: done(words.saved) });
  const submit = form.onSubmit(({ usualMinutes, tasoCode, startsOn, endsOn, ...rest }) => {
    const body = {
      ...rest,
      usualMinutes: typeof usualMinutes === 'number' ? usualMinutes : null,
      tasoCode: tasoCode.trim() === '' ? null : tasoCode,
      startsOn: startsOn === '' ? null : startsOn,
      endsOn: endsOn === '' ? null : endsOn,
    };
    if (edit === undefined) add.mutate({ body: { id, ...body } });
    else change.mutate({ params: { id: edit.id }, ifMatch: edit.version, body: { ...body, archived: edit.archived } });
  });

  return (
    <Modal opened onClose={onClose} title={edit ? words.editTitle : words.addTitle} size="lg" closeOnClickOutside={!form.isDirty()}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput label={words.name} description={words.nameHint} required maxLength={200} {...form.getInputProps('name')} />
          <Select
            label={words.kind}
            allowDeselect={false}
            data={InterventionKind.options.map((value) => ({ value, label: t.help.kinds[value] }))}
            {...form.getInputProps('kind')}
          />
          <NumberInput
            label={words.usualMinutes}
            min={1}
            max={10_080}
            allowDecimal={false}
            allowNegative={false}
            hideControls
            inputMode="numeric"
            {...form.getInputProps('usualMinutes')}
          />
          <Textarea label={words.description} autosize minRows={2} maxRows={8} maxLength={2000} {...form.getInputProps('description')} />
          <TextInput label={words.provider} description={words.providerHint} maxLength={200} {...form.getInputProps('provider')} />
          <TextInput
            label={words.code}
            description={words.codeHint}
            maxLength={40}
            list="activity-codes"
            autoComplete="off"
            {...form.getInputProps('tasoCode')}
          />
          <datalist id="activity-codes">
            {codes.map((code) => (
              <option key={code} value={code}>
                {code}
              </option>
            ))}
          </datalist>
          <Group grow align="flex-start">
            <TextInput type="date" label={words.startsOn} {...form.getInputProps('startsOn')} />
            <TextInput type="date" label={words.endsOn} {...form.getInputProps('endsOn')} />
          </Group>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" loading={add.isPending || change.isPending}>
              {words.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
