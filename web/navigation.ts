import {
  IconArrowsLeftRight,
  IconBuilding,
  IconChartBar,
  IconChartLine,
  IconChecklist,
  IconClipboardCheck,
  IconCode,
  IconDatabaseExport,
  IconFileImport,
  IconFileSmile,
  IconHeartHandshake,
  IconHeartbeat,
  IconHistory,
  IconLifebuoy,
  IconListDetails,
  IconMail,
  IconMailPlus,
  IconMathFunction,
  IconReport,
  IconReportAnalytics,
  IconRoute,
  IconRulerMeasure,
  IconSchool,
  IconShare,
  IconStairs,
  IconSun,
  IconTags,
  IconUserCircle,
  IconUserCog,
  IconUserPlus,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Role } from '@waymark/contract/common.ts';
import * as t from './strings/catalogue.ts';

/** A place in the main navigation. The first four of a role are its bottom bar on a phone. */
export interface Place {
  to: string;
  label: string;
  /** For the bottom bar, where a long label would take two lines. */
  short?: string;
  icon: TablerIcon;
  group: keyof typeof t.shell.groups;
  roles: readonly Role[];
}

const everyone: readonly Role[] = ['admin', 'lead', 'mentor', 'school_contact', 'student', 'analyst', 'safeguarding_lead'];

/** Whoever works with young people may be worried about one. */
export const raisers: readonly Role[] = ['lead', 'mentor', 'school_contact', 'safeguarding_lead'];

/** The whole navigation, in order. What a role sees here is a convenience: the server decides what it may. */
export const places: readonly Place[] = [
  { to: '/day', label: t.shell.places.day, icon: IconSun, group: 'practice', roles: ['mentor'] },
  { to: '/me', label: t.shell.places.me, icon: IconStairs, group: 'practice', roles: ['student'] },
  { to: '/caseload', label: t.shell.places.caseload, icon: IconHeartHandshake, group: 'practice', roles: ['mentor'] },
  {
    to: '/students',
    label: t.shell.places.students,
    icon: IconUsers,
    group: 'practice',
    roles: ['admin', 'lead', 'mentor', 'school_contact', 'safeguarding_lead'],
  },
  { to: '/concerns', label: t.shell.places.concerns, icon: IconHeartbeat, group: 'practice', roles: ['safeguarding_lead'] },
  {
    to: '/reviews',
    label: t.shell.places.reviews,
    icon: IconClipboardCheck,
    group: 'practice',
    roles: ['lead', 'mentor', 'admin', 'safeguarding_lead'],
  },
  {
    to: '/referrals',
    label: t.shell.places.referrals,
    icon: IconUserPlus,
    group: 'practice',
    roles: ['lead', 'admin', 'mentor', 'school_contact', 'safeguarding_lead'],
  },
  { to: '/matches', label: t.shell.places.matches, icon: IconArrowsLeftRight, group: 'practice', roles: ['lead', 'admin'] },
  {
    to: '/interventions',
    label: t.shell.places.help,
    icon: IconLifebuoy,
    group: 'practice',
    roles: ['lead', 'mentor', 'admin', 'safeguarding_lead'],
  },
  {
    to: '/shares',
    label: t.shell.places.shares,
    icon: IconShare,
    group: 'practice',
    roles: ['lead', 'mentor', 'school_contact', 'safeguarding_lead', 'admin'],
  },
  {
    to: '/reports/students',
    label: t.shell.places.studentReports,
    icon: IconFileSmile,
    group: 'practice',
    roles: ['lead', 'mentor'],
  },
  {
    to: '/outcomes',
    label: t.shell.places.outcomes,
    short: t.shell.places.outcomesShort,
    icon: IconChartBar,
    group: 'evidence',
    roles: ['lead', 'admin', 'analyst', 'safeguarding_lead', 'mentor'],
  },
  { to: '/analysis', label: t.shell.places.analysis, icon: IconMathFunction, group: 'evidence', roles: ['lead', 'admin', 'analyst'] },
  { to: '/referrals/figures', label: t.shell.places.referrals, icon: IconUserPlus, group: 'evidence', roles: ['analyst'] },
  {
    to: '/reports',
    label: t.shell.places.reports,
    icon: IconReport,
    group: 'evidence',
    roles: ['lead', 'admin', 'analyst', 'school_contact'],
  },
  {
    to: '/provision',
    label: t.shell.places.provision,
    short: t.shell.places.provisionShort,
    icon: IconReportAnalytics,
    group: 'evidence',
    roles: ['lead', 'admin', 'analyst'],
  },
  { to: '/releases', label: t.shell.places.releases, icon: IconDatabaseExport, group: 'evidence', roles: ['lead', 'admin', 'analyst'] },
  {
    to: '/calibration',
    label: t.shell.places.calibration,
    icon: IconRulerMeasure,
    group: 'evidence',
    roles: ['lead', 'admin', 'mentor'],
  },
  { to: '/programmes', label: t.shell.places.programmes, icon: IconRoute, group: 'setUp', roles: ['lead', 'admin'] },
  { to: '/schools', label: t.shell.places.schools, icon: IconSchool, group: 'setUp', roles: ['lead', 'admin'] },
  { to: '/characteristics', label: t.shell.places.characteristics, icon: IconTags, group: 'setUp', roles: ['lead', 'admin'] },
  { to: '/measures', label: t.shell.places.measures, icon: IconChartLine, group: 'setUp', roles: ['lead', 'admin'] },
  { to: '/students/imports', label: t.shell.places.imports, icon: IconFileImport, group: 'setUp', roles: ['lead', 'admin'] },
  {
    to: '/frameworks',
    label: t.shell.places.frameworks,
    icon: IconListDetails,
    group: 'setUp',
    roles: ['lead', 'admin', 'mentor', 'analyst'],
  },
  { to: '/actions/library', label: t.shell.places.actionLibrary, icon: IconChecklist, group: 'setUp', roles: ['lead', 'admin'] },
  { to: '/people', label: t.shell.places.people, icon: IconUserCog, group: 'administration', roles: ['admin'] },
  { to: '/organisation', label: t.shell.places.organisation, icon: IconBuilding, group: 'administration', roles: ['admin'] },
  { to: '/outbox', label: t.shell.places.outbox, icon: IconMail, group: 'administration', roles: ['admin'] },
  { to: '/audit', label: t.shell.places.audit, icon: IconHistory, group: 'administration', roles: ['admin'] },
  { to: '/api', label: t.shell.places.api, icon: IconCode, group: 'administration', roles: ['admin', 'analyst'] },
];

/** Reached from the menu of the person, not from the navigation. */
export const account = { to: '/account', label: t.shell.places.account, icon: IconUserCircle, roles: everyone };

/** What the command palette offers to do, beside the places. Each leads to the page that does it. */
export const commands: readonly { to: string; label: string; icon: TablerIcon; roles: readonly Role[] }[] = [
  { to: '/students/new', label: t.shell.commands.addStudent, icon: IconUserPlus, roles: ['admin', 'lead'] },
  { to: '/students/imports/new', label: t.shell.commands.importRoll, icon: IconFileImport, roles: ['admin', 'lead'] },
  { to: '/concerns', label: t.shell.commands.receipts, icon: IconHeartbeat, roles: ['lead', 'mentor', 'school_contact'] },
  { to: '/people?invite=1', label: t.shell.commands.invite, icon: IconMailPlus, roles: ['admin'] },
];

/** Where somebody lands who asks for `/`. */
export const homes: Record<Role, string> = {
  mentor: '/day',
  student: '/me',
  lead: '/outcomes',
  analyst: '/outcomes',
  admin: '/people',
  school_contact: '/students',
  safeguarding_lead: '/concerns',
};

/** The order of the bottom bar: the role's home first, so that it is always under the thumb. */
export function barOf(role: Role): Place[] {
  return placesOf(role).toSorted((a, b) => Number(b.to === homes[role]) - Number(a.to === homes[role]));
}

export function placesOf(role: Role): Place[] {
  return places.filter((place) => place.roles.includes(role));
}
