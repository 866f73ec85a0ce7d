import { Anchor, Button, Collapse, SegmentedControl, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import * as t from '../strings/catalogue.ts';
import classes from './FilterFrame.module.css';

const text = t.outcomes.filters;

interface FilterFrameProps {
  /** Whose scores: the mentors' unless it says otherwise. */
  view: string | undefined;
  /** Null where the question is about more than one of them. */
  onView: ((view: string | null) => void) | null;
  /** How many of the choices that fold away are made. */
  narrowed: number;
  /** What clearing all of it says. */
  clear: string;
  /** Where the filters are not in the address, clearing is a button. */
  onClear?: (() => void) | undefined;
  /** Stands before whose scores they are. */
  before?: ReactNode;
  beside: ReactNode;
  /** What folds away. */
  children: ReactNode;
}

/** Filters as they stand over figures made of scores: whose scores always in sight, what narrows them folded until it is used. */
export function FilterFrame({ view, onView, narrowed, clear, onClear, before, beside, children }: FilterFrameProps) {
  const [open, { toggle }] = useDisclosure(narrowed > 0);
  return (
    <section aria-label={text.title} className="no-print">
      <div className={classes.filters}>
        {before}
        {onView !== null && (
          <div>
            <div className={classes.label} id="whose-scores">
              {text.view}
            </div>
            <SegmentedControl
              aria-labelledby="whose-scores"
              fullWidth
              data={Object.entries(text.views).map(([value, label]) => ({ value, label }))}
              value={view ?? 'mentor'}
              onChange={(chosen) => onView(chosen === 'mentor' ? null : chosen)}
            />
          </div>
        )}
        {beside}
        <Button
          variant="default"
          leftSection={<IconAdjustmentsHorizontal size={18} aria-hidden="true" />}
          aria-expanded={open}
          onClick={toggle}
          className={classes.more}
        >
          {text.show(narrowed)}
        </Button>
      </div>
      <Collapse expanded={open}>
        <Stack gap="sm" mt="md" align="stretch">
          <div className={classes.filters}>{children}</div>
          {narrowed > 0 &&
            (onClear === undefined ? (
              <Anchor component={Link} to="?" size="sm">
                {clear}
              </Anchor>
            ) : (
              <Anchor component="button" type="button" size="sm" onClick={onClear} style={{ alignSelf: 'flex-start' }}>
                {clear}
              </Anchor>
            ))}
        </Stack>
      </Collapse>
    </section>
  );
}
