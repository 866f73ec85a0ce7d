import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconPencil, IconPrinter, IconShare } from '@tabler/icons-react';
import { Suspense, lazy, useState } from 'react';
import { Link } from 'react-router';
import { returnStudent } from '@waymark/contract/students.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { nameOf } from '../ui/PersonName.tsx';
import { useSession } from '../ui/session.ts';
import { toast } from '../ui/toast.tsx';
import { studentReads } from './reads.ts';
import type { StudentRecord } from './StudentPage.tsx';

const MarkAsLeft = lazy(() => import('./MarkAsLeft.tsx'));
const words = t.students;

/** What can be done with the student as a whole: change, share, print, mark as left, take back. */
export function StudentButtons({ student }: { student: StudentRecord }) {
  const { can } = useSession();
  const [leaving, setLeaving] = useState(false);
  const name = nameOf(student);
  const back = useWrite(returnStudent, { invalidates: studentReads, onDone: () => toast.done(words.leaving.returned(name)) });
  const askBack = async () => {
    const { returnTitle, returnText } = words.leaving;
    if (await confirm({ title: returnTitle(name), body: returnText, confirmLabel: words.page.return })) {
      back.mutate({ params: { id: student.id }, body: {}, ifMatch: student.version });
    }
  };
  const writes = can('admin', 'lead');
  return (
    <>
      <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden="true" />} onClick={() => window.print()}>
        {words.page.print}
      </Button>
      {can('lead', 'mentor') && (
        <Button
          variant="default"
          component={Link}
          to={`/students/${student.id}/share`}
          leftSection={<IconShare size={18} aria-hidden="true" />}
        >
          {words.page.share}
        </Button>
      )}
      {writes && (
        <Button
          variant="default"
          component={Link}
          to={`/students/${student.id}/edit`}
          leftSection={<IconPencil size={18} aria-hidden="true" />}
        >
          {words.page.edit}
        </Button>
      )}
      {writes && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size="lg" aria-label={words.page.moreFor(name)} loading={back.isPending}>
              <IconDots size={20} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {student.leftOn === null ? (
              <Menu.Item onClick={() => setLeaving(true)}>{words.page.leave}</Menu.Item>
            ) : (
              <Menu.Item onClick={() => void askBack()}>{words.page.return}</Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {leaving && (
        <Suspense>
          <MarkAsLeft student={student} onClose={() => setLeaving(false)} />
        </Suspense>
      )}
    </>
  );
}
