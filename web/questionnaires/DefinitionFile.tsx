import { Alert, FileInput, List, Text } from '@mantine/core';
import { useState } from 'react';
import { type QuestionnaireDefinition, readQuestionnaireFile } from '@waymark/contract/questionnaires.ts';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';

const words = t.questionnaires.form;

/** Takes a definition file: fills the form in with it, or says everything that is wrong with it. */
export function DefinitionFile({ onRead }: { onRead: (definition: QuestionnaireDefinition) => void }) {
  const [answer, setAnswer] = useState<ResponseOf<typeof readQuestionnaireFile>>();
  const read = useWrite(readQuestionnaireFile, {
    onDone: (found) => {
      setAnswer(found);
      if (found.definition !== null) onRead(found.definition);
    },
  });
  const take = async (file: File | null) => {
    setAnswer(undefined);
    if (file !== null) read.mutate({ body: { source: await file.text() } });
  };
  return (
    <div>
      <FileInput
        label={words.file}
        description={words.fileHint}
        placeholder={words.fileChoose}
        accept=".yaml,.yml,.json"
        clearable
        clearButtonProps={{ 'aria-label': words.fileForget }}
        onChange={(file) => void take(file)}
      />
      <div aria-live="polite">
        {answer !== undefined && answer.problems.length > 0 && (
          <Alert color="red" mt="xs" title={words.fileProblems(answer.problems.length)}>
            <List size="sm">
              {answer.problems.map(({ line, path, message }) => (
                <List.Item key={`${line} ${path} ${message}`}>{words.problem(line, message)}</List.Item>
              ))}
            </List>
          </Alert>
        )}
        {answer?.definition != null && (
          <Text size="sm" mt={4}>
            {words.fileRead}
          </Text>
        )}
      </div>
    </div>
  );
}
