import { Stack, Text } from '@mantine/core';
import {
  type StudentTargets as Targets,
  listStudentTargetChoices,
  listTargetChoices,
  listTargets,
  removeStudentTarget,
  removeTarget,
  replaceStudentTarget,
  replaceTarget,
  setStudentTarget,
  setTarget,
} from '@waymark/contract/targets.ts';
import { listStudentMeasures } from '@waymark/contract/readings.ts';
import { getReview } from '@waymark/contract/reviews.ts';
import { useRead, useWrite } from '../api.ts';
import { PageSection } from '../students/PageSection.tsx';
import * as t from '../strings/catalogue.ts';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { toast } from '../ui/toast.tsx';
import type { EnteredTarget as Entered } from './TargetForm.tsx';
import { TargetList } from './TargetList.tsx';

const words = t.targets;
const changed = [listTargets, listTargetChoices, listStudentTargetChoices, listStudentMeasures, getReview];

/** A student's targets, their own and by enrolment, as a part of their page. */
export default function StudentTargets({ studentId }: { studentId: string }) {
  const { can } = useSession();
  const targets = useRead(listTargets, { params: { id: studentId } });
  return (
    <PageSection title={words.title} id="student-targets">
      <Reading query={targets} isEmpty={() => false}>
        {({ own, items }) => {
          const shown = items.filter(({ closed, targets: set, earlier }) => !closed || set.length + earlier.length > 0);
          const hasOwn = own.targets.length + own.earlier.length > 0 || can('lead', 'admin');
          return (
            <Stack gap="lg" align="stretch">
              {shown.length === 0 && !hasOwn && <Text c="dimmed">{words.none}</Text>}
              {hasOwn && <OwnTargets studentId={studentId} own={own} />}
              {shown.map((enrolment) => (
                <OfEnrolment key={enrolment.enrolmentId} enrolment={enrolment} />
              ))}
            </Stack>
          );
        }}
      </Reading>
    </PageSection>
  );
}

/** Targets that hold whatever the programme: a lead's or an administrator's to set. */
function OwnTargets({ studentId, own }: { studentId: string; own: Targets['own'] }) {
  const { can } = useSession();
  const set = useWrite(setStudentTarget, { invalidates: changed, onDone: () => toast.done(words.form.done) });
  const replace = useWrite(replaceStudentTarget, { invalidates: changed, onDone: () => toast.done(words.form.changed) });
  const remove = useWrite(removeStudentTarget, { invalidates: changed, onDone: () => toast.done(words.form.removed) });
  const writes = {
    busy: set.isPending || replace.isPending || remove.isPending,
    set: ({ id, measureId, value, dueOn, note }: Entered, onSuccess: () => void) =>
      set.mutate({ params: { id: studentId }, body: { id, measureId: measureId ?? '', value, dueOn, note } }, { onSuccess }),
    replace: ({ id: targetId }: { id: string }, { id, value, dueOn, note, reason }: Entered, onSuccess: () => void) =>
      replace.mutate({ params: { id: studentId, targetId }, body: { id, value, dueOn, note, reason } }, { onSuccess }),
    remove: ({ id: targetId }: { id: string }, reason: string, onSuccess: () => void) =>
      remove.mutate({ params: { id: studentId, targetId }, body: { reason } }, { onSuccess }),
  };
  return (
    <TargetList
      of={{ studentId }}
      title={words.own.title}
      hint={words.own.hint}
      setLabel={words.setOwn}
      list={own}
      writes={can('lead', 'admin') ? writes : null}
    />
  );
}

function OfEnrolment({ enrolment }: { enrolment: Targets['items'][number] }) {
  const { enrolmentId, programme, closed } = enrolment;
  const { can } = useSession();
  const set = useWrite(setTarget, { invalidates: changed, onDone: () => toast.done(words.form.done) });
  const replace = useWrite(replaceTarget, { invalidates: changed, onDone: () => toast.done(words.form.changed) });
  const remove = useWrite(removeTarget, { invalidates: changed, onDone: () => toast.done(words.form.removed) });
  const writes = {
    busy: set.isPending || replace.isPending || remove.isPending,
    set: ({ id, measureId, seriesId, value, dueOn, note }: Entered, onSuccess: () => void) =>
      set.mutate({ params: { id: enrolmentId }, body: { id, measureId, seriesId, value, dueOn, note } }, { onSuccess }),
    replace: (former: { id: string }, { id, value, dueOn, note, reason }: Entered, onSuccess: () => void) =>
      replace.mutate({ params: { id: former.id }, body: { id, value, dueOn, note, reason } }, { onSuccess }),
    remove: ({ id }: { id: string }, reason: string, onSuccess: () => void) =>
      remove.mutate({ params: { id }, body: { reason } }, { onSuccess }),
  };
  return (
    <TargetList
      of={{ enrolmentId }}
      title={words.programme(programme, closed)}
      setLabel={words.setOf(programme)}
      list={enrolment}
      writes={can('lead', 'mentor') && !closed ? writes : null}
    />
  );
}
