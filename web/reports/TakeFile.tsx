import { Button } from '@mantine/core';
import { IconFileTypeDocx, IconFileTypePdf } from '@tabler/icons-react';
import { useState } from 'react';
import type { DocumentFormat } from '@waymark/contract/documents.ts';
import { getReport, getReportFile, listReports } from '@waymark/contract/reports.ts';
import { invalidate, queryClient } from '../api.ts';
import { download } from '../ui/saveFile.ts';

const icons = { pdf: IconFileTypePdf, word: IconFileTypeDocx };

interface TakeFileProps {
  id: string;
  format: DocumentFormat;
  label: string;
  main?: boolean;
}

/** Takes a report away as a file; pressing twice takes it once. */
export function TakeFile({ id, format, label, main = false }: TakeFileProps) {
  const [taking, setTaking] = useState(false);
  const Icon = icons[format];
  const take = async () => {
    setTaking(true);
    await download(getReportFile, { params: { id }, query: { format } });
    // how often it was taken stands beside it and in the list
    await invalidate(queryClient, [listReports, getReport]);
    setTaking(false);
  };
  return (
    <Button
      variant={main ? 'filled' : 'default'}
      loading={taking}
      leftSection={<Icon size={18} aria-hidden="true" />}
      onClick={() => void take()}
    >
      {label}
    </Button>
  );
}
