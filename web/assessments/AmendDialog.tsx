import { Alert, Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { amendScore, getStudentOutcomes, type HistoryScore, type OutcomeHistory } from '@waymark/contract/assessments.ts';
import { getPrep } from '@waymark/contract/prep.ts';
import { getOutcomesOverTime, listOutcomeStudents } from '@waymark/contract/outcomes.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate } from '../ui/format.ts';
import { toast } from '../ui/toast.tsx';
import { levelText } from './describeScore.ts';
import { LevelChoice, type LevelAnswer } from './LevelChoice.tsx';

const text = t.ladders.amend;
const missing = (['not_asked', 'declined', 'not_applicable', 'not_collected'] as const).map((value) => ({
  value,
  label: t.levelChoice.missing[value],
}));

/** Corrects a score: what is right, and why. Nothing is overwritten. */
export function AmendDialog({ outcome, score, onClose }: { outcome: OutcomeHistory; score: HistoryScore; onClose: () => void }) {
  // made once for the dialogue: pressing save twice is one correction
  const [id] = useState(uuidv7);
  const [answer, setAnswer] = useState<LevelAnswer | null>(answerOf(score));
  const [reason, setReason] = useState(score.reason);
  const [why, setWhy] = useState('');
  const [tried, setTried] = useState(false);
  const write = useWrite(amendScore, {
    invalidates: [getStudentOutcomes, getPrep, getOutcomesOverTime, listOutcomeStudents],
    onDone: () => {
      toast.done(text.done);
      onClose();
    },
  });
  const changed =
    answer !== null && (answer.level !== score.level || answer.missingReason !== score.missingReason || reason.trim() !== score.reason);
  const whyGiven = why.trim().length >= 3;

  const save = () => {
    setTried(true);
    if (!changed || !whyGiven || answer === null) return;
    write.mutate({ params: { id: score.id }, body: { id, ...answer, reason: reason.trim(), amendmentReason: why.trim() } });
  };

  return (
    <Modal opened onClose={onClose} title={text.title} size="lg">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {text.about(score.assessor.name, formatDate(score.assessedOn))}
          </Text>
          <Text size="sm">
            {text.now}: <strong>{levelText(score, score.levels)}</strong>
          </Text>
          <LevelChoice legend={outcome.statement} descriptors={outcome.descriptors} value={answer} onChange={setAnswer} missing={missing} />
          <TextInput label={text.reason} value={reason} maxLength={1000} onChange={(event) => setReason(event.currentTarget.value)} />
          <Textarea
            label={text.why}
            description={text.whyHint}
            required
            autosize
            minRows={2}
            maxLength={500}
            value={why}
            error={tried && !whyGiven ? text.whyNeeded : undefined}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
          {tried && !changed && (
            <Alert color="orange" role="alert">
              {text.unchanged}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {text.cancel}
            </Button>
            <Button type="submit" loading={write.isPending}>
              {text.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function answerOf({ level, missingReason }: HistoryScore): LevelAnswer | null {
  if (level !== null) return { level, missingReason: null };
  return missingReason === null ? null : { level: null, missingReason };
}
