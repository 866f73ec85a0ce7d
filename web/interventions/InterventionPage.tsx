import { Badge, Button, Menu, Stack, Text } from '@mantine/core';
import { lazy, useState } from 'react';
import { Link, useParams } from 'react-router';
import { attendedShare, editIntervention, getIntervention, type Intervention } from '@waymark/contract/interventions.ts';
import { exportParticipations } from '@waymark/contract/participations.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { Fetched } from '../ui/Fetched.tsx';
import { formatDate, formatNumber } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { download } from '../ui/saveFile.ts';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';
import { notFetched, toast } from '../ui/toast.tsx';
import { readsOfHelp } from './changed.ts';
import { PlacesSection } from './PlacesSection.tsx';
import classes from './Register.module.css';
import { SessionsSection } from './SessionsSection.tsx';

const InterventionForm = lazy(() => import('./InterventionForm.tsx'));
const words = t.help.page;

/** `/interventions/:id`: what it is, who is on its list, its registers and what they add up to. */
export function Component() {
  const { id = '' } = useParams();
  const intervention = useRead(getIntervention, { params: { id } });
  return (
    <Reading query={intervention} loading={<Page title={t.help.title} />}>
      {(data) => <Whole intervention={data} />}
    </Reading>
  );
}

function Whole({ intervention }: { intervention: Intervention }) {
  const { id, name, archived, version } = intervention;
  const { can } = useSession();
  const [editing, setEditing] = useState(false);
  const archive = useWrite(editIntervention, {
    invalidates: readsOfHelp,
    onDone: ({ archived: out }) => toast.done(out ? words.archivedToast(name) : words.restoredToast(name)),
  });
  const writes = can('mentor', 'lead') && !archived;
  const keeps = can('lead', 'admin');
  const exports = can('lead', 'mentor');
  return (
    <Page
      title={name}
      lead={<Facts intervention={intervention} />}
      actions={
        <>
          {(keeps || exports) && (
            <Menu position="bottom-end">
              <Menu.Target>
                <Button variant="default" aria-label={words.more(name)}>
                  {t.shell.more}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {keeps && <Menu.Item onClick={() => setEditing(true)}>{words.edit}</Menu.Item>}
                {keeps && (
                  <Menu.Item
                    onClick={() => archive.mutate({ params: { id }, ifMatch: version, body: { ...intervention, archived: !archived } })}
                  >
                    {archived ? words.restore : words.archive}
                  </Menu.Item>
                )}
                {exports && (
                  <Menu.Item onClick={() => void download(exportParticipations, { query: { interventionId: id } })}>{t.help.csv}</Menu.Item>
                )}
              </Menu.Dropdown>
            </Menu>
          )}
          {writes && (
            <Button component={Link} to={`/interventions/${id}/register`}>
              {words.takeRegister}
            </Button>
          )}
        </>
      }
    >
      <Stack gap="lg">
        <Section title={words.totals} lead={can('mentor') ? words.ofYours : undefined}>
          <Totals intervention={intervention} />
        </Section>
        <PlacesSection interventionId={id} writes={writes} />
        <SessionsSection interventionId={id} />
      </Stack>
      <Fetched onFailure={notFetched}>{editing && <InterventionForm edit={intervention} onClose={() => setEditing(false)} />}</Fetched>
    </Page>
  );
}

function Facts({ intervention }: { intervention: Intervention }) {
  const { kind, provider, tasoCode, startsOn, endsOn, description, archived } = intervention;
  const span = (startsOn !== null || endsOn !== null) && words.span(startsOn && formatDate(startsOn), endsOn && formatDate(endsOn));
  return (
    <>
      <div>
        {words.facts([t.help.kinds[kind], provider !== '' && words.provider(provider), span, tasoCode !== null && words.code(tasoCode)])}
      </div>
      {description !== '' && <Text style={{ whiteSpace: 'pre-line' }}>{description}</Text>}
      {archived && <Badge color="gray">{t.help.outOfUse}</Badge>}
    </>
  );
}

function Totals({ intervention: { dose, students, onList } }: { intervention: Intervention }) {
  const figures = [
    [t.help.columns.onList, formatNumber(onList)],
    [words.took, formatNumber(students)],
    [t.help.columns.sessions, formatNumber(dose.sessions)],
    [t.help.columns.minutes, t.help.minutes(dose.minutes)],
    [t.help.columns.attended, t.help.share(attendedShare(dose))],
  ] as const;
  return (
    <dl className={classes.figures}>
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
