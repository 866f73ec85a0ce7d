import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { verifyCode } from '../sign-in/accounts.ts';
import * as t from '../strings/catalogue.ts';
import { CopyText } from '../ui/CopyText.tsx';
import { saveFile } from '../ui/saveFile.ts';
import { describe, toast } from '../ui/toast.tsx';
import classes from './account.module.css';
import { QrCode } from './QrCode.tsx';

const words = t.account.secondFactor;

interface SetUpProps {
  /** What the app reads; without it only new recovery codes are shown. */
  totpURI?: string;
  backupCodes: string[];
  email: string;
  onFinish: () => void;
  onCancel: () => void;
}

/** Two steps: the app's first code switches it on, then the recovery codes are shown this once. */
export function SecondFactorSetUp({ totpURI, backupCodes, email, onFinish, onCancel }: SetUpProps) {
  const [confirmed, setConfirmed] = useState(totpURI === undefined);
  return (
    <Modal
      opened
      onClose={confirmed ? onFinish : onCancel}
      title={confirmed ? words.codesTitle : words.scanTitle}
      closeOnClickOutside={false}
      size="lg"
    >
      {confirmed || totpURI === undefined ? (
        <RecoveryCodes codes={backupCodes} email={email} onFinish={onFinish} />
      ) : (
        <FirstCode
          totpURI={totpURI}
          onConfirmed={() => {
            setConfirmed(true);
            toast.done(words.on);
          }}
        />
      )}
    </Modal>
  );
}

function FirstCode({ totpURI, onConfirmed }: { totpURI: string; onConfirmed: () => void }) {
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string>();
  const [sending, setSending] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const tidy = code.replaceAll(/\s/g, '');
    if (!/^\d{6}$/.test(tidy)) return setProblem(words.codeMissing);
    setSending(true);
    try {
      await verifyCode(tidy);
      onConfirmed();
    } catch (error) {
      setProblem(describe(error).title);
    } finally {
      setSending(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack>
        <Text>{words.scan}</Text>
        <QrCode text={totpURI} label={words.qrAlt} />
        <CopyText label={words.byHand} value={new URL(totpURI).searchParams.get('secret') ?? totpURI} />
        <TextInput
          label={words.code}
          value={code}
          error={problem}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={8}
          data-autofocus
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" loading={sending}>
          {words.switchOn}
        </Button>
      </Stack>
    </form>
  );
}

function RecoveryCodes({ codes, email, onFinish }: { codes: string[]; email: string; onFinish: () => void }) {
  const file = () => saveFile({ fileName: words.fileName, content: `${words.fileHead(email)}\n\n${codes.join('\n')}\n` }, 'text/plain');
  return (
    <Stack>
      <Text>{words.codesLead}</Text>
      <ul className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group>
        <Button variant="default" onClick={file}>
          {words.download}
        </Button>
        <Button onClick={onFinish}>{words.finished}</Button>
      </Group>
    </Stack>
  );
}
