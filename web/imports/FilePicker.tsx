import { FileButton, Button, Group, Input, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useId, useState } from 'react';
import * as t from '../strings/catalogue.ts';
import classes from './Steps.module.css';

interface FilePickerProps {
  file: File | null;
  error?: string | undefined;
  onChoose: (file: File) => void;
}

const accepted = '.csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Chooses a file with a button or by dropping it. Wrong kinds are let through: the server says better what they are. */
export function FilePicker({ file, error, onChoose }: FilePickerProps) {
  const words = t.imports.file;
  const [over, setOver] = useState(false);
  const described = useId();
  return (
    <Input.Wrapper
      label={words.choose}
      labelElement="div"
      description={words.chooseHint}
      error={error}
      errorProps={{ id: described, role: 'alert' }}
    >
      <div
        className={classes.drop}
        data-over={over || undefined}
        style={{ marginTop: 8 }}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const dropped = event.dataTransfer.files[0];
          if (dropped) onChoose(dropped);
        }}
      >
        <Group gap="sm">
          <FileButton
            onChange={(chosen) => chosen && onChoose(chosen)}
            accept={accepted}
            inputProps={{ 'aria-label': words.choose, tabIndex: -1 }}
          >
            {(props) => (
              <Button
                {...props}
                variant="default"
                size="md"
                leftSection={<IconUpload size={20} aria-hidden="true" />}
                aria-describedby={error === undefined ? undefined : described}
              >
                {words.button}
              </Button>
            )}
          </FileButton>
          <Text c="dimmed" size="sm">
            {words.drop}
          </Text>
        </Group>
        <Text role="status" mt="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {file === null ? '' : words.chosen(file.name)}
        </Text>
      </div>
    </Input.Wrapper>
  );
}
