import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { Point } from '@waymark/contract/assessments.ts';
import { getBaseline } from '@waymark/contract/baselines.ts';
import type { Measure } from '@waymark/contract/measures.ts';
import { askQuestionnaire, listQuestionnaireRequests, listQuestionnaires } from '@waymark/contract/questionnaires.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';
import { LinkToGive } from './LinkToGive.tsx';

const words = t.questionnaires.ask;

interface AskQuestionnaireProps {
  studentId: string;
  name: string;
  measure: Measure;
  /** For which enrolment and point, when it is for its baseline, say. */
  enrolmentId?: string;
  point?: Point;
  onClose: () => void;
}

/** Asks the student: makes a private link, to copy, scan, e-mail, or open here on the device that is handed over. */
export default function AskQuestionnaire({ studentId, name, measure, enrolmentId, point, onClose }: AskQuestionnaireProps) {
  const [id] = useState(uuidv7);
  const [linkId] = useState(uuidv7);
  const [way, setWay] = useState<'link' | 'email'>('link');
  const [made, setMade] = useState(false);
  const requests = useRead(listQuestionnaireRequests, { params: { id: studentId } });
  const questionnaires = useRead(listQuestionnaires, {});
  const ask = useWrite(askQuestionnaire, { invalidates: [listQuestionnaireRequests, getBaseline], onDone: () => setMade(true) });
  const url = requests.data?.items.find((one) => one.id === id)?.url;
  const questionnaire = questionnaires.data?.items.find((one) => one.id === measure.questionnaireId);
  const submit = () => {
    const body = { id, linkId, measureId: measure.id, enrolmentId: enrolmentId ?? null, point: point ?? null, email: way === 'email' };
    ask.mutate({ params: { id: studentId }, body });
  };
  const hasEmail = requests.data?.email === true;
  return (
    <Modal opened onClose={onClose} title={words.title(measure.name, name)}>
      {made && url != null ? (
        <LinkToGive url={url} lead={way === 'email' ? words.readyMail : words.ready} />
      ) : (
        <Stack>
          {questionnaire !== undefined && <Text>{words.lead(questionnaire.items.length)}</Text>}
          <FieldsetRadios
            legend={words.how}
            value={way}
            onChange={setWay}
            choices={[
              { value: 'link', label: words.link, description: words.linkHint },
              { value: 'email', label: words.email, disabled: !hasEmail, description: hasEmail ? undefined : words.noEmail },
            ]}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button onClick={submit} loading={ask.isPending || made}>
              {way === 'email' ? words.email : words.link}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
