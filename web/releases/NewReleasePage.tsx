import { Alert, Button, Checkbox, Group, NumberInput, SimpleGrid, Stack, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { listCharacteristics } from '@waymark/contract/characteristics.ts';
import { createRelease, listReleases, type ReleaseFormat } from '@waymark/contract/releases.ts';
import { uuidv7 } from 'uuidv7';
import { useRead, useWrite } from '../api.ts';
import { onlyFor } from '../shell/onlyFor.tsx';
import * as t from '../strings/catalogue.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { toast } from '../ui/toast.tsx';

const words = t.releases.form;

export const handle = { crumb: words.title };

/** `/releases/new`: why, as what, and how coarse. */
export const Component = onlyFor(['admin', 'lead', 'analyst'], NewRelease);

function NewRelease() {
  const navigate = useNavigate();
  // one release, however often the button is pressed
  const [id] = useState(uuidv7);
  const characteristics = useRead(listCharacteristics, {});
  // until something is taken out, all of them
  const [chosen, setChosen] = useState<string[]>();
  const form = useForm({ initialValues: { purpose: '', formats: ['csv'] as string[], rareBelow: 5 as number | string } });
  const create = useWrite(createRelease, {
    form,
    invalidates: [listReleases],
    onDone: () => {
      toast.done(words.made);
      void navigate(`/releases/${id}`, { replace: true });
    },
  });
  return (
    <Page title={words.title} width="normal">
      <form
        noValidate
        onSubmit={form.onSubmit(({ purpose, formats, rareBelow }) =>
          create.mutate({
            body: {
              id,
              purpose,
              formats: formats as ReleaseFormat[],
              rareBelow: Number(rareBelow),
              ...(chosen === undefined ? {} : { characteristicIds: chosen }),
            },
          }),
        )}
      >
        <Stack gap="lg" align="stretch">
          <Alert variant="light">{words.lead}</Alert>
          <Textarea
            label={words.purpose}
            description={words.purposeHint}
            autosize
            minRows={2}
            maxLength={500}
            required
            {...form.getInputProps('purpose')}
          />
          <Checkbox.Group label={words.formats} {...form.getInputProps('formats')}>
            <Stack gap="sm" mt="xs">
              <Checkbox value="csv" label={words.format.csv} />
              <Checkbox value="parquet" label={words.format.parquet} />
            </Stack>
          </Checkbox.Group>
          <Reading query={characteristics} empty={null}>
            {({ items }) => {
              const inUse = items.filter(({ archived }) => !archived);
              return (
                <Checkbox.Group
                  label={words.characteristics}
                  description={words.characteristicsHint}
                  value={chosen ?? inUse.map((one) => one.id)}
                  onChange={setChosen}
                >
                  <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" mt="xs">
                    {inUse.map((one) => (
                      <Checkbox key={one.id} value={one.id} label={one.label} />
                    ))}
                  </SimpleGrid>
                </Checkbox.Group>
              );
            }}
          </Reading>
          <NumberInput
            label={words.rare}
            description={words.rareHint}
            min={5}
            max={50}
            clampBehavior="strict"
            maw="28rem"
            {...form.getInputProps('rareBelow')}
          />
          <Group>
            <Button type="submit" loading={create.isPending}>
              {words.make}
            </Button>
            <Button component={Link} to="/releases" variant="default">
              {t.shell.cancel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Page>
  );
}
