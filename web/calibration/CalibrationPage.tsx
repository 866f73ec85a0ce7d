import { onlyFor } from '../shell/onlyFor.tsx';
import * as t from '../strings/catalogue.ts';
import { useSession } from '../ui/session.ts';
import { ConsistencyView } from './ConsistencyView.tsx';
import { OwnCalibration } from './OwnCalibration.tsx';

export const handle = { crumb: t.calibration.title };

/** For a mentor what they are asked to score; for a lead how alike the organisation’s mentors judge. */
function Calibration() {
  const { can } = useSession();
  return can('mentor') ? <OwnCalibration /> : <ConsistencyView />;
}

export const Component = onlyFor(['lead', 'admin', 'mentor'], Calibration);
