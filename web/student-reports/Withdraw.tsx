import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import {
  getStudentReport,
  getStudentReportRun,
  listStudentReportRuns,
  listStudentReports,
  withdrawStudentReport,
} from '@waymark/contract/student-reports.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';

const words = t.studentReports.page;

/** Keeps a draft back, or takes a page back that was given; either way with the reason. */
export function Withdraw({ id, given, say }: { id: string; given: boolean; say: (done: string) => void }) {
  const [opened, { open, close }] = useDisclosure(false);
  const form = useForm({ initialValues: { reason: '' } });
  const withdraw = useWrite(withdrawStudentReport, {
    form,
    invalidates: [getStudentReport, getStudentReportRun, listStudentReportRuns, listStudentReports],
    onDone: () => {
      close();
      say(given ? words.takenBack : words.withdrawn);
    },
  });
  const label = given ? words.takeBack : words.keepBack;
  return (
    <>
      <Button variant="default" onClick={open}>
        {label}
      </Button>
      <Modal opened={opened} onClose={close} title={given ? words.takeBackTitle : words.keepBackTitle}>
        <form noValidate onSubmit={form.onSubmit((body) => withdraw.mutate({ params: { id }, body }))}>
          <Stack gap="md">
            <Text>{given ? words.takeBackBody : words.keepBackBody}</Text>
            <Textarea label={words.reason} required autosize minRows={2} maxLength={300} {...form.getInputProps('reason')} />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {words.cancel}
              </Button>
              <Button type="submit" color="red" loading={withdraw.isPending}>
                {label}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
