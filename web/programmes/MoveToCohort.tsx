import { Button, Group, Modal, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { type EnrolmentRow, updateEnrolment } from '@waymark/contract/enrolments.ts';
import type { Programme } from '@waymark/contract/programmes.ts';
import { call, invalidate, queryClient } from '../api.ts';
import { studentReads } from '../students/reads.ts';
import * as t from '../strings/catalogue.ts';
import { toast } from '../ui/toast.tsx';

const words = t.programmes.move;

interface MoveToCohortProps {
  programme: Programme;
  enrolments: readonly EnrolmentRow[];
  onClose: () => void;
}

/** Moves enrolments to another cohort, one call each: one that somebody else changed stays, and is said. */
export default function MoveToCohort({ programme, enrolments, onClose }: MoveToCohortProps) {
  const [cohortId, setCohortId] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const move = async () => {
    setBusy(true);
    const results = await Promise.allSettled(
      enrolments.map(({ id, startedOn, version }) =>
        call(updateEnrolment, { params: { id }, body: { cohortId, startedOn }, ifMatch: version }),
      ),
    );
    const moved = results.filter((result) => result.status === 'fulfilled').length;
    const problem = results.find((result) => result.status === 'rejected');
    await invalidate(queryClient, studentReads);
    if (moved > 0) toast.done(words.done(moved));
    if (problem) toast.problem(problem.reason);
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={words.title(enrolments.length)}>
      <Stack>
        <Select
          label={words.to}
          placeholder={t.programmes.cohort.noCohort}
          clearable
          data={programme.cohorts.filter((cohort) => !cohort.archived).map(({ id, name }) => ({ value: id, label: name }))}
          value={cohortId}
          onChange={setCohortId}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t.shell.cancel}
          </Button>
          <Button onClick={() => void move()} loading={busy}>
            {words.submit}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
