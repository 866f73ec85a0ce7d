import { Alert, Button, Collapse, Stack, Table, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { AnalysisAnswer } from '@waymark/contract/analysis.ts';
import * as t from '../strings/catalogue.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { CopyText } from '../ui/CopyText.tsx';
import { formatDateTime, formatNumber } from '../ui/format.ts';
import { Section } from '../ui/Section.tsx';
import classes from './Analysis.module.css';
import { AnswerActions } from './AnswerActions.tsx';
import { AnswerChart } from './AnswerChart.tsx';
import { AnswerTable } from './AnswerTable.tsx';
import { checkOf, reproducingAddress } from './filters.ts';

const words = t.analysis;

/** One answer: plain words first, figures second, the method when it is asked for. The same frame for every question. */
export function AnswerView({ answer, check }: { answer: AnalysisAnswer; check: string | undefined }) {
  const { sentences, refusals, warnings, tables, charts, may, mayNot, actions, about, asOf } = answer;
  const checked = checkOf(answer, check);
  return (
    <Stack gap="lg" align="stretch">
      {checked !== undefined && (
        <Alert color={checked === 'same' ? 'teal' : 'yellow'} variant="light" role="status">
          {words.check[checked]}
        </Alert>
      )}
      <Section title={words.answer} lead={words.about(about, formatDateTime(asOf))}>
        <div aria-live="polite">
          <ul className={classes.sentences}>
            {sentences.map((says) => (
              <li key={says}>{says}</li>
            ))}
          </ul>
        </div>
        {sentences.some((says) => says.includes(words.intervalName)) && (
          <Text size="sm" c="dimmed" maw="44rem">
            {words.intervalMeans}
          </Text>
        )}
        {refusals.length > 0 && (
          <div>
            <Title order={3} size="h4" mb={4}>
              {words.refused}
            </Title>
            <ul className={classes.list}>
              {refusals.map(({ says, wouldNeed }) => (
                <li key={says}>
                  {says}{' '}
                  <Text span c="dimmed">
                    {words.wouldNeed(wouldNeed)}
                  </Text>
                </li>
              ))}
            </ul>
          </div>
        )}
        {warnings.length > 0 && (
          <div>
            <Title order={3} size="h4" mb={4}>
              {words.warnings}
            </Title>
            <PlainList items={warnings} />
          </div>
        )}
      </Section>
      {tables.map((table) => {
        const chart = charts.find(({ tableId }) => tableId === table.id);
        return (
          <Section key={table.id} title={table.title} lead={chart?.alt}>
            {chart === undefined ? <AnswerTable table={table} /> : <AnswerChart table={table} chart={chart} />}
          </Section>
        );
      })}
      {actions.length > 0 && (
        <Section title={words.actions}>
          <AnswerActions actions={actions} />
        </Section>
      )}
      {may.length + mayNot.length > 0 && (
        <Section title={words.claims}>
          <div className={classes.claims}>
            {[
              { title: words.may, items: may },
              { title: words.mayNot, items: mayNot },
            ].map(({ title, items }) => (
              <div key={title}>
                <Title order={3} size="h4" mb={4}>
                  {title}
                </Title>
                <PlainList items={items} />
              </div>
            ))}
          </div>
        </Section>
      )}
      <WhoIsIn answer={answer} />
      <Method answer={answer} />
      <Section title={words.reproduce} lead={words.reproduceLead}>
        <CopyText label={words.link} value={reproducingAddress(answer, location.href)} />
        <Text size="sm" c="dimmed">
          {words.version(answer.codeVersion, answer.fingerprint, answer.seed)}
        </Text>
      </Section>
    </Stack>
  );
}

function PlainList({ items }: { items: readonly string[] }) {
  return (
    <ul className={classes.list}>
      {items.map((says) => (
        <li key={says}>{says}</li>
      ))}
    </ul>
  );
}

const few = (n: number | null) => (n === null ? words.few : formatNumber(n));

function WhoIsIn({ answer: { included, excluded } }: { answer: AnalysisAnswer }) {
  return (
    <Section title={words.who} lead={words.in(few(included.students), few(included.scores))}>
      {excluded.length === 0 ? (
        <Text>{words.everybody}</Text>
      ) : (
        <Table aria-label={words.who} maw="44rem">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{words.out.reason}</Table.Th>
              <Table.Th scope="col" ta="right">
                {words.out.students}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {excluded.map(({ reason, students }) => (
              <Table.Tr key={reason}>
                <Table.Th scope="row" fw={400}>
                  {reason}
                </Table.Th>
                <Table.Td ta="right">{few(students)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  );
}

function Method({ answer: { method } }: { answer: AnalysisAnswer }) {
  const [open, { toggle }] = useDisclosure(false);
  return (
    <Section title={words.method}>
      <Button variant="default" onClick={toggle} aria-expanded={open} style={{ alignSelf: 'flex-start' }} className="no-print">
        {open ? words.hideMethod : words.showMethod}
      </Button>
      <Collapse expanded={open}>
        <Stack gap="sm" align="flex-start">
          <Text maw="44rem">{method.paragraph}</Text>
          {method.figures.length > 0 && (
            <div>
              <Title order={3} size="h4" mb={4}>
                {words.methodFigures}
              </Title>
              <PlainList items={method.figures} />
            </div>
          )}
          <CopyButton label={words.copyMethod} value={[method.paragraph, ...method.figures].join('\n\n')} />
          {method.links.length > 0 && (
            <Text size="sm" c="dimmed">
              {words.described} {method.links.join(', ')}
            </Text>
          )}
        </Stack>
      </Collapse>
    </Section>
  );
}
