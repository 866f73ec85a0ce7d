import { Button, NumberInput, SegmentedControl, Text } from '@mantine/core';
import type { Attended } from '@waymark/contract/participations.ts';
import * as t from '../strings/catalogue.ts';
import { formatRelativeDay } from '../ui/format.ts';
import classes from './Register.module.css';
import { type DraftLine, isPartMissing, type Tapped } from './registerDraft.ts';

const words = t.help.register;
const choices: readonly Attended[] = ['attended', 'part', 'absent'];

interface RegisterLinesProps {
  lines: readonly DraftLine[];
  sessionMinutes: number;
  /** Say what is missing. */
  tried: boolean;
  onTap: (studentId: string, tapped: Tapped) => void;
}

/** A line a student: one tap for present, part or absent; minutes where it is part. */
export function RegisterLines({ lines, sessionMinutes, tried, onTap }: RegisterLinesProps) {
  return (
    <ul className={classes.lines}>
      {lines.map((line) => (
        <li key={line.studentId} className={classes.line} data-off={line.off || undefined}>
          <div>
            <Text fw={600} id={`name-${line.studentId}`}>
              {line.student}
            </Text>
            <Text size="sm" c="dimmed">
              {line.off ? words.off : t.help.places.year(line.yearGroup)}
            </Text>
          </div>
          {line.off ? (
            <Button variant="default" onClick={() => onTap(line.studentId, { off: false })} aria-label={words.putBackNamed(line.student)}>
              {words.putBack}
            </Button>
          ) : (
            <Button
              variant="subtle"
              className={classes.off}
              onClick={() => onTap(line.studentId, { off: true })}
              aria-label={words.takeOffNamed(line.student)}
            >
              {words.takeOff}
            </Button>
          )}
          {!line.off && (
            <div className={classes.mark}>
              <SegmentedControl
                fullWidth
                aria-label={words.markOf(line.student)}
                value={line.attended}
                onChange={(attended) => onTap(line.studentId, { attended })}
                data={choices.map((value) => ({ value, label: t.help.attended[value] }))}
              />
              {line.attended === 'part' && (
                <NumberInput
                  label={words.partMinutes}
                  aria-label={words.partMinutesOf(line.student)}
                  min={1}
                  max={Math.max(1, sessionMinutes - 1)}
                  allowDecimal={false}
                  allowNegative={false}
                  hideControls
                  inputMode="numeric"
                  value={line.minutes ?? ''}
                  onChange={(minutes) => onTap(line.studentId, { minutes: typeof minutes === 'number' ? minutes : null })}
                  error={tried && isPartMissing(line, sessionMinutes) ? words.partMissing(sessionMinutes) : undefined}
                />
              )}
            </div>
          )}
          {line.earlier.length > 0 && (
            <details className={classes.earlier}>
              <summary>{words.earlier}</summary>
              <ul>
                {line.earlier.map((mark) => (
                  <li key={mark.recordedAt}>
                    {words.earlierMark(
                      mark.attended === 'part'
                        ? `${t.help.attended.part}, ${t.help.minutes(mark.minutes)}`
                        : t.help.attended[mark.attended],
                      mark.recordedBy,
                      formatRelativeDay(mark.recordedAt),
                    )}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}
