import { SegmentedControl, Stack } from '@mantine/core';
import { useState } from 'react';
import { onlyFor } from '../shell/onlyFor.tsx';
import * as t from '../strings/catalogue.ts';
import { Page } from '../ui/Page.tsx';
import { ChooseMeetings } from './ChooseMeetings.tsx';
import { DrawMeetings } from './DrawMeetings.tsx';
import { SecondScoringList } from './SecondScoringList.tsx';

const words = t.calibration.double;

export const handle = { crumb: words.title };

/** Asks for second scorings, of meetings that are drawn or chosen by hand; below, what was asked so far. */
function DoubleScoring() {
  const [how, setHow] = useState('draw');
  return (
    <Page title={words.title} lead={words.lead} parents={[{ label: t.calibration.title, to: '/calibration' }]}>
      <Stack gap="lg" align="stretch">
        <SegmentedControl
          aria-label={words.how}
          value={how}
          onChange={setHow}
          maw="26rem"
          data={[
            { value: 'draw', label: words.draw },
            { value: 'choose', label: words.byHandTitle },
          ]}
        />
        {how === 'draw' ? <DrawMeetings /> : <ChooseMeetings />}
        <SecondScoringList />
      </Stack>
    </Page>
  );
}

export const Component = onlyFor(['lead', 'admin'], DoubleScoring);
