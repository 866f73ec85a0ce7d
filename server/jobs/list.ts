import { fitJob } from '../analysis/fit-job.ts';
import { digestJob } from '../digest/digest.ts';
import { deliverMail } from '../mail/deliver.ts';
import { forgetKeysJob } from '../http/forget-keys.ts';
import { remindTeachersJob } from '../feedback/remind.ts';
import { expireImportsJob } from '../imports/expire.ts';
import { importJob } from '../imports/work.ts';
import { expireDraftsJob } from '../meeting-room/expire-drafts.ts';
import { refreshStatistics } from '../db/statistics.ts';
import { reviewsJob } from '../reviews/job.ts';
import { expireReleasesJob, makeReleasesJob } from '../releases/make.ts';
import { makeStudentReportsJob } from '../student-reports/make.ts';
import { foldCountsJob } from '../outcomes/fold-counts.ts';
import { reportSchedulesJob } from '../reports/schedule-job.ts';
import { workOutReportsJob } from '../reports/work-job.ts';
import type { Job } from './job.ts';

/** Every job. */
export const jobs: readonly Job[] = [
  deliverMail,
  digestJob,
  remindTeachersJob,
  importJob,
  expireImportsJob,
  expireDraftsJob,
  forgetKeysJob,
  refreshStatistics,
  reviewsJob,
  foldCountsJob,
  makeReleasesJob,
  expireReleasesJob,
  fitJob,
  workOutReportsJob,
  reportSchedulesJob,
  makeStudentReportsJob,
];
