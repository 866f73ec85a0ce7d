import { Button, Group } from '@mantine/core';
import { IconFileTypePdf, IconFileZip } from '@tabler/icons-react';
import { getStudentReportRunPrint, getStudentReportRunZip, printPart, type StudentReportRun } from '@waymark/contract/student-reports.ts';
import { useState } from 'react';
import * as t from '../strings/catalogue.ts';
import { download } from '../ui/saveFile.ts';
import { Section } from '../ui/Section.tsx';

const words = t.studentReports.run;

/** The pages of a run that were given, as files: parts to print, and one PDF each. */
export function RunFiles({ run: { id, given } }: { run: StudentReportRun }) {
  const [taking, setTaking] = useState<string>();
  const parts = Math.ceil(given / printPart);
  const take = async (what: string, file: () => Promise<void>) => {
    setTaking(what);
    await file();
    setTaking(undefined);
  };
  return (
    <Section title={words.files} lead={words.filesLead}>
      <Group>
        {Array.from({ length: parts }, (_, at) => at + 1).map((part) => (
          <Button
            key={part}
            variant="default"
            leftSection={<IconFileTypePdf size={18} aria-hidden="true" />}
            loading={taking === `print ${part}`}
            onClick={() => void take(`print ${part}`, () => download(getStudentReportRunPrint, { params: { id }, query: { part } }))}
          >
            {words.print(part, parts)}
          </Button>
        ))}
        <Button
          variant="default"
          leftSection={<IconFileZip size={18} aria-hidden="true" />}
          loading={taking === 'zip'}
          onClick={() => void take('zip', () => download(getStudentReportRunZip, { params: { id } }))}
        >
          {words.zip}
        </Button>
      </Group>
    </Section>
  );
}
