import { useParams, useSearchParams } from 'react-router';
import { listReportSchedules } from '@waymark/contract/report-schedules.ts';
import { untitled } from '@waymark/contract/report-titles.ts';
import { getReport, ReportKind, usualSections } from '@waymark/contract/reports.ts';
import { useRead } from '../api.ts';
import { NotFound } from '../shell/NotFound.tsx';
import { onlyFor } from '../shell/onlyFor.tsx';
import * as t from '../strings/catalogue.ts';
import { todayHere } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { choicesOf } from './draftKeeper.ts';
import { type ScheduleValues, ScheduleForm } from './ScheduleForm.tsx';

const words = t.reports.schedules;

/** `/reports/schedules/new` and `/reports/schedules/:id`: what is prepared, when, and who is told. */
export const Component = onlyFor(['lead', 'analyst'], Schedule);

function Schedule() {
  const { id } = useParams();
  const [search] = useSearchParams();
  const from = search.get('from');
  return (
    <Page title={id === undefined ? words.addTitle : words.editTitle} width="normal" parents={parents}>
      {id === undefined ? from === null ? <Fresh /> : <FromReport id={from} /> : <Kept id={id} />}
    </Page>
  );
}

const parents = [
  { label: t.reports.title, to: '/reports' },
  { label: words.title, to: '/reports/schedules' },
];

/** In a month: the first of the next. */
const nextFirst = (today: string): string => {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
};

function Fresh() {
  const { memberId } = useSession();
  const begun: ScheduleValues = {
    kind: 'partner',
    schoolId: null,
    schoolName: null,
    every: 'term',
    nextOn: nextFirst(todayHere()),
    ownerId: memberId,
    title: t.reports.form.nameFor.partner,
    subtitle: '',
    recipient: '',
    design: 'empirical',
    // as a new report begins: exact counts of one draft and the next can be taken from each other
    preset: 'dfe',
    filters: {},
    sections: [...usualSections.partner],
    narrative: {},
  };
  return <ScheduleForm begun={begun} />;
}

function FromReport({ id }: { id: string }) {
  const { memberId } = useSession();
  const report = useRead(getReport, { params: { id } });
  return (
    <Reading query={report}>
      {(data) => (
        <ScheduleForm
          begun={{
            ...choicesOf(data),
            // each draft gets the period it is about at the end of its title
            title: untitled(data.title, data.filters),
            kind: ReportKind.parse(data.kind),
            schoolId: data.schoolId,
            schoolName: data.schoolName,
            every: 'term',
            nextOn: nextFirst(todayHere()),
            ownerId: memberId,
          }}
        />
      )}
    </Reading>
  );
}

function Kept({ id }: { id: string }) {
  // held by the form once it is there
  const schedules = useRead(listReportSchedules, {}, { staleTime: Number.POSITIVE_INFINITY });
  return (
    <Reading query={schedules} isEmpty={() => false}>
      {({ items }) => {
        const found = items.find((one) => one.id === id);
        return found === undefined ? <NotFound /> : <ScheduleForm key={id} begun={found} kept={found} />;
      }}
    </Reading>
  );
}
