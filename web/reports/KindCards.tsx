import { Text } from '@mantine/core';
import { Link } from 'react-router';
import { ReportKind } from '@waymark/contract/reports.ts';
import * as t from '../strings/catalogue.ts';
import classes from './reports.module.css';

const words = t.reports;

/** A kind in plain words: for whom, and what is in it. */
const Kind = ({ kind }: { kind: ReportKind }) => (
  <>
    <Text span fw={650} size="lg">
      {words.kinds[kind].name}
    </Text>
    <Text span>{words.kinds[kind].forWhom}</Text>
    <Text span size="sm" c="dimmed">
      {words.form.holds(words.kinds[kind].holds)}
    </Text>
  </>
);

/** The kinds as ways to begin. */
export const KindLinks = ({ kinds }: { kinds: readonly ReportKind[] }) => (
  <div className={classes.kinds}>
    {kinds.map((kind) => (
      <Link key={kind} to={`/reports/new?kind=${kind}`} className={classes.kind}>
        <Kind kind={kind} />
      </Link>
    ))}
  </div>
);

interface KindChoiceProps {
  value: ReportKind | undefined;
  onChange: (kind: ReportKind) => void;
  error: string | undefined;
}

/** The kinds as one question: radios, each the whole of its card. */
export function KindChoice({ value, onChange, error }: KindChoiceProps) {
  return (
    <div data-missing={error === undefined ? undefined : true}>
      <fieldset className={classes.kinds} aria-describedby={error === undefined ? undefined : 'kind-error'}>
        <legend>{words.form.kind}</legend>
        {ReportKind.options.map((kind) => (
          <label key={kind} className={classes.kind}>
            <Kind kind={kind} />
            <input type="radio" name="kind" checked={value === kind} onChange={() => onChange(kind)} />
          </label>
        ))}
      </fieldset>
      {error !== undefined && (
        <Text id="kind-error" role="alert" size="sm" c="var(--mantine-color-error)" mt={4}>
          {error}
        </Text>
      )}
    </div>
  );
}
