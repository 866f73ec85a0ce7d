import { Stack, Textarea } from '@mantine/core';
import { type FeedbackAnswers, type FeedbackAspect, feedbackForm } from '@waymark/contract/feedback-form.ts';
import * as t from '../strings/catalogue.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';
import classes from './Feedback.module.css';

const words = t.feedback.form;
const cannotSay = 'none';

export interface Said {
  answers: FeedbackAnswers;
  goingWell: string;
  wouldHelp: string;
}

export const nothingSaid: Said = { answers: {}, goingWell: '', wouldHelp: '' };

interface FormQuestionsProps {
  said: Said;
  onChange: (said: Said) => void;
  /** Names the groups of radios apart from those of another form on the page. */
  name?: string;
}

/** The questions of the one-minute form: one fieldset each, its steps in words, and "cannot say". */
export function FormQuestions({ said, onChange, name = 'feedback' }: FormQuestionsProps) {
  const answer = (aspect: FeedbackAspect, value: string) =>
    onChange({ ...said, answers: { ...said.answers, [aspect]: value === cannotSay ? null : Number(value) } });
  return (
    <Stack gap="lg" className={classes.questions}>
      {feedbackForm.map(({ aspect, question, steps }) => (
        <FieldsetRadios
          key={aspect}
          name={`${name}-${aspect}`}
          legend={question}
          value={valueOf(said.answers[aspect])}
          onChange={(value) => answer(aspect, value)}
          choices={[
            // what goes well first: a form that opens with complaints gets complaints
            ...steps.map((label, index) => ({ value: String(index + 1), label })).toReversed(),
            { value: cannotSay, label: words.cannotSay },
          ]}
        />
      ))}
      <Textarea
        label={words.goingWell}
        description={words.goingWellHint}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={1000}
        value={said.goingWell}
        onChange={(event) => onChange({ ...said, goingWell: event.currentTarget.value })}
      />
      <Textarea
        label={words.wouldHelp}
        description={words.wouldHelpHint}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={1000}
        value={said.wouldHelp}
        onChange={(event) => onChange({ ...said, wouldHelp: event.currentTarget.value })}
      />
    </Stack>
  );
}

function valueOf(step: number | null | undefined): string | null {
  if (step === undefined) return null;
  return step === null ? cannotSay : String(step);
}
