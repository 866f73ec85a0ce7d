import { useParams } from 'react-router';
import { getOwnExercise } from '@waymark/contract/calibration.ts';
import { useRead } from '../api.ts';
import { onlyFor } from '../shell/onlyFor.tsx';
import * as t from '../strings/catalogue.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { Comparison } from './Comparison.tsx';
import { LeadExercise } from './LeadExercise.tsx';
import { ScoreCases } from './ScoreCases.tsx';

/** One exercise: for a mentor to score or to look back on, for a lead to follow. */
function Exercise() {
  const { id = '' } = useParams();
  const { can } = useSession();
  return can('mentor') ? <OwnExercise id={id} /> : <LeadExercise id={id} />;
}

export const Component = onlyFor(['lead', 'admin', 'mentor'], Exercise);

function OwnExercise({ id }: { id: string }) {
  const exercise = useRead(getOwnExercise, { params: { id } }, { staleTime: Number.POSITIVE_INFINITY, gcTime: 0 });
  if (exercise.data === undefined)
    return (
      <Page title={t.calibration.title} width="normal">
        <Reading query={exercise}>{() => null}</Reading>
      </Page>
    );
  if (exercise.data.finishedAt !== null) return <Comparison id={id} title={exercise.data.title} />;
  return <ScoreCases exercise={exercise.data} />;
}
