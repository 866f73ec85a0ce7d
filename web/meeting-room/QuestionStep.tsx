import { Textarea } from '@mantine/core';
import { type Ref, useId } from 'react';
import { uuidv7 } from 'uuidv7';
import type { Question } from '@waymark/contract/meeting-room.ts';
import { LevelChoice } from '../assessments/LevelChoice.tsx';
import * as t from '../strings/catalogue.ts';
import { formatShortDate } from '../ui/format.ts';
import { useHeld } from './held.ts';
import classes from './MeetingRoom.module.css';
import { Overruled } from './Overruled.tsx';
import { ProposedActions } from './ProposedActions.tsx';
import { isAnswered } from './record.ts';
import { whyNow } from './whyNow.ts';

const text = t.meetingRoom;
// short enough to stand beside each other on a phone
const missing = (['not_asked', 'declined', 'not_applicable'] as const).map((value) => ({ value, label: text.missing[value] }));

/** One question at a time: large, its descriptors under the thumb, what was said last time beside the level it was. */
export function QuestionStep({ question, ref }: { question: Question; ref: Ref<HTMLFieldSetElement> }) {
  const { room, value, enter } = useHeld();
  const hintId = useId();
  const key = `score:${question.outcomeId}` as const;
  const score = value(key);
  const answered = isAnswered(score);
  const chosen =
    score && answered ? ({ level: score.level, missingReason: score.missingReason } as Parameters<typeof LevelChoice>[0]['value']) : null;

  const choose: Parameters<typeof LevelChoice>[0]['onChange'] = (answer) => {
    const reason = score?.reason ?? '';
    if (answer === null && reason === '') enter(key, null);
    else {
      const { level, missingReason } = answer ?? { level: null, missingReason: null };
      enter(key, { id: score?.id ?? uuidv7(), level, missingReason: missingReason === 'not_collected' ? null : missingReason, reason });
    }
  };

  return (
    <div className={classes.step}>
      <p className={classes.kicker}>
        <span>{question.typeName}</span>
        {question.chosenFor !== null && (
          <span>
            {text.position(room.questions.indexOf(question) + 1, room.questions.filter(({ chosenFor }) => chosenFor !== null).length)}
          </span>
        )}
        {question.chosenFor !== null && question.chosenFor.length > 0 && <span className={classes.why}>{whyNow(question.chosenFor)}</span>}
      </p>
      <LevelChoice
        ref={ref}
        legend={<h2 className={classes.question}>{question.question}</h2>}
        description={
          <>
            {question.statement}
            {question.chosenFor?.[0]?.kind !== 'never_assessed' && <Before question={question} />}
          </>
        }
        descriptors={question.descriptors}
        value={chosen}
        onChange={choose}
        previous={question.previous.flatMap(({ level, on, perspective }) =>
          level === null ? [] : [{ level, label: `${text.previous[perspective]}${on === null ? '' : `, ${formatShortDate(on)}`}` }],
        )}
        missing={missing}
      />
      <Overruled answerKey={key} />
      {score !== null && (
        <Textarea
          label={text.reason}
          description={room.requireReason && score.level !== null ? text.reasonRequired : undefined}
          placeholder={text.reasonHint}
          required={room.requireReason && score.level !== null}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={500}
          value={score.reason}
          onChange={(event) => enter(key, { ...score, reason: event.currentTarget.value })}
        />
      )}
      {score?.level != null && <ProposedActions question={question} level={score.level} />}
      {question.evidence !== '' && (
        <details className={classes.evidence}>
          <summary id={hintId}>{text.evidence}</summary>
          <p>{question.evidence}</p>
        </details>
      )}
    </div>
  );
}

/** What was said before where there is no level to mark it on. */
function Before({ question }: { question: Question }) {
  if (question.previous.length === 0) return <span className={classes.before}>{text.neverAssessed}</span>;
  const missing = question.previous.filter(({ level, missingReason }) => level === null && missingReason !== null);
  return missing.map(({ perspective, missingReason }) => (
    <span key={perspective} className={classes.before}>
      {text.previousMissing[perspective]}: {t.levelChoice.missing[missingReason as 'declined']}
    </span>
  ));
}
