import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { getReport, listReports, type Report, withdrawReport } from '@waymark/contract/reports.ts';
import { queryClient, readKey, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { toast } from '../ui/toast.tsx';

const words = t.reports.withdraw;

/** Takes a final report back, with the reason: it stays in the list. */
export default function WithdrawDialog({ report, onClose }: { report: Report; onClose: () => void }) {
  const form = useForm({ initialValues: { reason: '' } });
  const params = { id: report.id };
  const withdraw = useWrite(withdrawReport, {
    form,
    invalidates: [listReports],
    onDone: (withdrawn) => {
      queryClient.setQueryData(readKey(getReport, { params }), withdrawn);
      toast.done(words.done);
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={words.title}>
      <form noValidate onSubmit={form.onSubmit((body) => withdraw.mutate({ params, body }))}>
        <Stack gap="md" align="stretch">
          <Text>{words.body}</Text>
          <Textarea
            label={words.reason}
            description={words.reasonHint}
            autosize
            minRows={2}
            maxLength={500}
            required
            data-autofocus
            {...form.getInputProps('reason')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button type="submit" color="red" loading={withdraw.isPending}>
              {words.confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
