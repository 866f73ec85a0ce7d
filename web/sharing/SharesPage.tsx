import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { listShares, type LawfulBasis, type LinkState, type Share, type ShareKind, type ShareMedium } from '@waymark/contract/shares.ts';
import { useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDateTime } from '../ui/format.ts';
import { MorePages } from '../ui/MorePages.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { type Column, StackedTable } from '../ui/StackedTable.tsx';
import { useSession } from '../ui/session.ts';
import { useFilters } from '../ui/useFilters.ts';
import { ShareFilters } from './ShareFilters.tsx';
import { stateOf } from './stateOf.ts';

const words = t.sharing.list;

export const handle = { crumb: t.sharing.title };

/** What left the house, with filters; for a school contact, what was shared with them. */
export function Component() {
  const { can } = useSession();
  const [filters, setFilters] = useFilters('search', 'kind', 'medium', 'basis', 'link', 'from', 'to');
  const query = {
    search: filters.search,
    kind: filters.kind as ShareKind | undefined,
    medium: filters.medium as ShareMedium | undefined,
    basis: filters.basis as LawfulBasis | undefined,
    link: filters.link as LinkState | undefined,
    from: filters.from,
    to: filters.to,
  };
  const shares = useReadPages(listShares, { query });
  const contact = can('school_contact');
  const reads = can('lead', 'mentor', 'school_contact', 'safeguarding_lead');
  const title = (share: Share) =>
    reads ? (
      <Anchor component={Link} to={`/shares/${share.id}`} inherit fw={600}>
        {share.title}
      </Anchor>
    ) : (
      // the title may say what it is about: an administrator sees the kind
      <Text span inherit fw={600}>
        {t.sharing.kinds[share.kind]}
      </Text>
    );
  const columns: Column<Share>[] = [
    { label: words.what, cell: title },
    { label: words.student, cell: (share) => share.student.name },
    ...(contact ? [] : [{ label: words.to, cell: To }]),
    { label: words.why, cell: Why },
    { label: words.when, cell: When },
    ...(contact ? [] : [{ label: words.state, cell: stateOf }]),
  ];
  const filtered = Object.keys(filters).length > 0;
  return (
    <Page title={t.sharing.title} lead={contact ? t.sharing.leadContact : t.sharing.lead}>
      {!contact && <ShareFilters filters={filters} setFilters={setFilters} />}
      <Reading
        query={shares}
        isEmpty={(data) => data.pages.every((page) => page.items.length === 0)}
        empty={
          filtered ? (
            <EmptyState title={words.noneFound}>{words.noneFoundNext}</EmptyState>
          ) : (
            <EmptyState title={words.empty}>{contact ? words.emptyContact : words.emptyNext}</EmptyState>
          )
        }
      >
        {(data) => (
          <StackedTable
            caption={words.caption}
            rows={data.pages.flatMap((page) => page.items)}
            rowKey={(share) => share.id}
            columns={columns}
          />
        )}
      </Reading>
      <MorePages query={shares} />
    </Page>
  );
}

const TwoLines = ({ first, second }: { first: string; second: string }) => (
  <div>
    <Text span inherit display="block">
      {first}
    </Text>
    <Text span size="sm" c="dimmed" display="block">
      {second}
    </Text>
  </div>
);
const To = ({ recipient }: Share) => <TwoLines first={recipient.name} second={recipient.role} />;
const Why = ({ purpose, lawfulBasis }: Share) => <TwoLines first={purpose} second={t.sharing.bases[lawfulBasis]} />;
const When = ({ sharedAt, sharedBy }: Share) => <TwoLines first={formatDateTime(sharedAt)} second={sharedBy ?? ''} />;
