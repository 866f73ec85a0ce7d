import { Alert, Button } from '@mantine/core';
import * as t from '../strings/catalogue.ts';

/** Says that some answers did not arrive; they are on this page alone until they do. */
export function NotKept({ n, onAgain }: { n: number; onAgain: () => void }) {
  const words = t.calibration.notKept;
  return (
    <Alert color="orange" role="alert" title={words.title(n)}>
      {words.text}
      <div>
        <Button variant="default" mt="sm" onClick={onAgain}>
          {words.again}
        </Button>
      </div>
    </Alert>
  );
}
