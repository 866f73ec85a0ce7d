import type { Reach } from '@waymark/contract/meetings.ts';
import * as t from '../strings/catalogue.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';

const text = t.meetings.change;

/** Of a repeat: only this meeting, or it and all that follow. */
export function ReachChoice({ value, onChange }: { value: Reach; onChange: (reach: Reach) => void }) {
  return (
    <FieldsetRadios
      legend={text.which}
      choices={[
        { value: 'this', label: text.only },
        { value: 'following', label: text.following },
      ]}
      value={value}
      onChange={onChange}
    />
  );
}
