import { Button } from '@mantine/core';
import { IconFileTypeDocx, IconFileTypePdf } from '@tabler/icons-react';
import { getStudentReport, getStudentReportPdf, getStudentReportWord } from '@waymark/contract/student-reports.ts';
import { invalidate, queryClient } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { download } from '../ui/saveFile.ts';

const words = t.studentReports.page;

/** One page as PDF and as Word. */
export function PageFiles({ id }: { id: string }) {
  const params = { id };
  const take = async (file: Promise<void>) => {
    await file;
    await invalidate(queryClient, [getStudentReport]);
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileTypePdf size={18} aria-hidden="true" />}
        onClick={() => void take(download(getStudentReportPdf, { params }))}
      >
        {words.pdf}
      </Button>
      <Button
        variant="default"
        leftSection={<IconFileTypeDocx size={18} aria-hidden="true" />}
        onClick={() => void take(download(getStudentReportWord, { params }))}
      >
        {words.word}
      </Button>
    </>
  );
}
