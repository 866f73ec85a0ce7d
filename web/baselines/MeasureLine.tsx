import { Button, Text } from '@mantine/core';
import type { Baseline } from '@waymark/contract/baselines.ts';
import type { Figure } from '@waymark/contract/measures.ts';
import { showValue } from '@waymark/contract/measure-values.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate, formatShortDate } from '../ui/format.ts';
import classes from './baselines.module.css';

const words = t.baselines;

interface MeasureLineProps {
  line: Baseline['measures'][number];
  writes: boolean;
  busy: boolean;
  onTake: () => void;
  onRecord: () => void;
  onAsk: () => void;
}

/** One measure of a baseline: what was taken, or what can be done about it, the likeliest first. */
export function MeasureLine({
  line: { measure, taken, onRecord: there, waiting, gap },
  writes,
  busy,
  onTake,
  onRecord,
  onAsk,
}: MeasureLineProps) {
  const takeable = taken === null && there?.value != null;
  const asks = measure.questionnaireId !== null && !waiting;
  return (
    <>
      <Text fw={600}>{measure.name}</Text>
      <div>
        {taken !== null ? (
          <Text>
            <strong>{showValue(measure, taken)}</strong>{' '}
            <Text component="span" size="sm" c="dimmed">
              {sourceOf(taken)}
            </Text>
          </Text>
        ) : takeable ? (
          <Text>{words.onRecord(showValue(measure, there), sourceOf(there))}</Text>
        ) : (
          <Text c="dimmed">{waiting ? words.waiting : words.missing}</Text>
        )}
        {taken === null && gap !== null && (
          <Text size="sm" c="dimmed">
            {words.left(gap)}
          </Text>
        )}
      </div>
      {writes && taken === null && (
        <div className={classes.does}>
          {takeable && (
            <Button size="sm" disabled={busy} aria-label={words.takeNamed(measure.name, showValue(measure, there))} onClick={onTake}>
              {words.takeIt}
            </Button>
          )}
          {asks && (
            <Button size="sm" variant={takeable ? 'default' : 'filled'} aria-label={words.askNamed(measure.name)} onClick={onAsk}>
              {words.askIt}
            </Button>
          )}
          <Button
            size="sm"
            variant={takeable || measure.questionnaireId !== null ? 'subtle' : 'default'}
            aria-label={takeable ? words.recordOtherNamed(measure.name) : words.recordNamed(measure.name)}
            onClick={onRecord}
          >
            {takeable ? words.recordOther : words.record}
          </Button>
        </div>
      )}
    </>
  );
}

function sourceOf({ from, on, source }: Figure): string {
  const days = on === null ? '' : from === null ? formatDate(on) : t.readings.over(formatShortDate(from), formatShortDate(on));
  return [days, t.measures.sources[source]].filter((part) => part !== '').join(', ');
}
