import { type DesignType, type ReportKind, sectionTitles } from '@waymark/contract/reports.ts';

/** What each section is called, in a report and in what is said about it. */
export const titles = sectionTitles;

export const kinds: Readonly<Record<ReportKind, string>> = {
  partner: 'A report for a partner or funder',
  school: 'A report for a school, about its own students only',
  programme: 'A report on the whole programme',
};

/** What kind of evidence a report is, for the box at its beginning: what its words may and may not be taken for. */
export const evidence: Readonly<Record<DesignType, { title: string; text: string }>> = {
  narrative: {
    title: 'What kind of evidence this is: an account (type 1)',
    text: 'This is an account by people who run the programme: what is done, for whom, and why it is thought to help. Its figures describe who took part. It does not say that students changed. (Type 1, narrative, of the Office for Students’ standards of evidence.)',
  },
  empirical: {
    title: 'What kind of evidence this is: change that was seen (type 2)',
    text: 'Students were scored on described levels at several times, and this report says how the scores moved and how sure that is. There is no comparison group, so it cannot say why they moved: students may have moved without the programme. (Type 2, empirical, of the Office for Students’ standards of evidence.)',
  },
};

export const wording = {
  facts: 'About this report',
  kind: 'Kind',
  recipient: 'For',
  school: 'School',
  period: 'Period',
  periodOf: (period: string) => `Students whose enrolment began in ${period}`,
  noPeriod: 'All students, whenever their enrolment began',
  about: 'Whose scores',
  asOf: 'Data as of',
  summary: 'In short',
  appendix: 'Appendix: how this was worked out',
  waiting: 'These figures are being worked out',
  waitingText: 'They will stand here when they are there. Look again in a moment.',
  failed: 'These figures could not be worked out',
  failedText: 'Work the figures out again. If that does not help, leave this section out and tell whoever runs Waymark.',
  marking: (recipient: string) => (recipient === '' ? '' : `For ${recipient}`),
  draft: 'Draft: not to be handed on',
} as const;
