import { Anchor } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { ApiError } from '@waymark/contract/client.ts';
import { getVignetteDraft, listVignetteOutcomes } from '@waymark/contract/vignettes.ts';
import { useRead } from '../api.ts';
import { onlyFor } from '../shell/onlyFor.tsx';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { DraftForm } from './DraftForm.tsx';

const words = t.vignettes.draft;

export const handle = { crumb: words.title };

/** A case as it is being written. */
function Draft() {
  const { id = '' } = useParams();
  const draft = useRead(getVignetteDraft, { params: { id } }, { staleTime: Number.POSITIVE_INFINITY, gcTime: 0 });
  const gone = draft.data === undefined && draft.error instanceof ApiError && draft.error.status === 404;
  const outcomes = useRead(listVignetteOutcomes, {});
  const parents = [
    { label: t.calibration.title, to: '/calibration' },
    { label: t.vignettes.title, to: '/calibration/vignettes' },
  ];
  return (
    <Page title={words.title} lead={words.lead} width="normal" parents={parents}>
      {gone ? (
        <EmptyState
          title={words.goneTitle}
          action={
            <Anchor component={Link} to="/calibration/vignettes">
              {words.toCases}
            </Anchor>
          }
        >
          {words.goneOnArrival}
        </EmptyState>
      ) : (
        <Reading query={draft}>
          {(data) => <Reading query={outcomes}>{({ items }) => <DraftForm key={data.id} draft={data} outcomes={items} />}</Reading>}
        </Reading>
      )}
    </Page>
  );
}

export const Component = onlyFor(['lead', 'admin'], Draft);
