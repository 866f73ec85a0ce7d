import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { listOwnExercises } from '@waymark/contract/calibration.ts';
import { listOwnSecondScorings } from '@waymark/contract/second-scorings.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { Section } from '../ui/Section.tsx';
import { OpenExercises, OpenMeetings } from './OpenLists.tsx';

const words = t.calibration.own;

/** On the mentor's day: cases and meetings of colleagues to score, and that scores do not count before. Nothing when there are none. */
export default function DueCalibration() {
  const own = useRead(listOwnExercises, {});
  const meetings = useRead(listOwnSecondScorings, {});
  const open = (own.data?.items ?? []).filter(({ finishedAt }) => finishedAt === null);
  const asked = meetings.data?.items ?? [];
  const provisional = own.data?.provisionalFrom != null;
  if (!provisional && open.length + asked.length === 0) return null;
  return (
    <Section title={words.day.title}>
      {provisional && (
        <Text>
          {words.day.provisional}{' '}
          <Anchor component={Link} to="/calibration">
            {words.day.why}
          </Anchor>
        </Text>
      )}
      <Stack gap="md" align="stretch">
        {open.length > 0 && <OpenExercises items={open} />}
        {asked.length > 0 && <OpenMeetings items={asked} />}
      </Stack>
    </Section>
  );
}
