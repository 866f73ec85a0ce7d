import { dayInWords } from '@waymark/contract/days.ts';
import { plain, type Block, type Run } from '@waymark/contract/documents.ts';
import type { EvidenceLine } from '@waymark/contract/evidence.ts';
import { answersInWords } from '@waymark/contract/feedback-form.ts';
import type { ShareKind, ShareSection } from '@waymark/contract/shares.ts';
import { dayIn } from '../db/actor.ts';
import { withoutAttribution } from '../feedback/latest.ts';
import type { Material } from './material.ts';
import { count, ended, lengthOf, shortDay } from './words.ts';
import { noCause } from './wording.ts';

/** The blocks of one section. Only called for one that has something in it. */
export function sectionBlocks(section: ShareSection, material: Material, kind: ShareKind): Block[] {
  switch (section) {
    case 'mentoring':
      return mentoring(material);
    case 'outcomes':
      return kind === 'parent_summary' ? outcomesInWords(material) : outcomeTables(material);
    case 'own_view':
      return ownView(material);
    case 'measures':
      return measures(material);
    case 'targets':
      return targets(material);
    case 'actions':
      return actions(material);
    case 'feedback':
      return feedback(material, kind);
    case 'help':
      return help(material);
    case 'next_steps':
      return [];
  }
}

const heading = (id: string, text: string, level = 1): Block => ({ type: 'heading', id, level, text });
const paragraph = (id: string, text: string): Block => ({ type: 'paragraph', id, runs: plain(text) });
const cells = (...texts: string[]): Run[][] => texts.map((text) => plain(text));

function mentoring({ cases }: Material): Block[] {
  const items = cases.flatMap(({ programme, startedOn, endedOn, mentors, evidence: { meetings } }) => [
    { term: 'Programme', details: plain(programme) },
    { term: 'Mentor', details: plain(mentors.length === 0 ? 'None at present' : mentors.join(', ')) },
    {
      term: 'Taking part',
      details: plain(endedOn === null ? `since ${dayInWords(startedOn)}` : `${dayInWords(startedOn)} to ${dayInWords(endedOn)}`),
    },
    { term: 'Meetings held', details: plain(meetings.held === 0 ? 'None yet' : `${meetings.held}, ${lengthOf(meetings.minutes)} in all`) },
  ]);
  return [heading('mentoring', 'Mentoring'), { type: 'definitions', id: 'mentoring-facts', items }];
}

const outcomeLines = ({ cases }: Material, whose: 'mentor' | 'student'): EvidenceLine[] =>
  cases
    .flatMap(({ evidence }) => evidence.questions)
    .filter(({ key }) => key === 'outcomes')
    .flatMap(({ lines }) => lines)
    .filter(({ now, perspective }) => now !== null && (perspective === 'student') === (whose === 'student'));

/** For a parent: what each level looks like, not its number. */
function outcomesInWords(material: Material): Block[] {
  const said = (line: EvidenceLine, point: EvidenceLine['now']): string => {
    const words = material.descriptors.get(line.id)?.[(point?.value ?? 0) - 1];
    return words === undefined || words === '' ? (point?.shown ?? '') : words;
  };
  const lines = outcomeLines(material, 'mentor');
  const group = (id: string, title: string, movements: readonly string[], item: (line: EvidenceLine) => string): Block[] => {
    const own = lines.filter(({ movement }) => movements.includes(movement));
    return own.length === 0
      ? []
      : [heading(id, title, 2), { type: 'list', id: `${id}-list`, ordered: false, items: own.map((line) => plain(item(line))) }];
  };
  // statements are worded for mentors: "Student can …"
  const named = (statement: string) => statement.replace(/^student\b/i, material.student.givenName);
  const moved = (line: EvidenceLine) =>
    `${ended(named(line.name))} At the start: ${ended(said(line, line.baseline))} Now: ${ended(said(line, line.now))}`;
  const stands = (line: EvidenceLine) => `${ended(named(line.name))} Now: ${ended(said(line, line.now))}`;
  return [
    heading('outcomes', 'What they have worked on'),
    ...group('moved-on', 'Has moved on', ['better'], moved),
    ...group('as-before', 'Stands where it did', ['same'], stands),
    ...group('harder', 'Is harder than at the start', ['worse'], moved),
    ...group('first-look', 'Looked at once so far', ['unknown'], stands),
    paragraph('outcomes-note', noCause),
  ];
}

const change: Record<EvidenceLine['movement'], string> = {
  better: '▲ higher',
  same: '= same',
  worse: '▼ lower',
  unknown: '–',
};

function pointTable(id: string, caption: string, first: string, lines: readonly EvidenceLine[]): Block {
  return {
    type: 'table',
    id,
    caption,
    columns: [first, 'At the start', 'Now', 'Change'].map((header) => ({ header, align: 'start' as const })),
    rowHeaders: true,
    rows: lines.map((line) =>
      cells(line.name, line.baseline === null ? 'Not recorded' : withDay(line.baseline), nowOf(line), change[line.movement]),
    ),
  };
}

const withDay = (point: NonNullable<EvidenceLine['now']>): string =>
  point.on === null ? point.shown : `${point.shown}\n${shortDay(point.on)}`;

/** One look at something is its start; it has no now of its own. */
const nowOf = ({ baseline, now }: EvidenceLine): string => {
  if (now === null) return 'Not recorded';
  return baseline !== null && baseline.on === now.on && baseline.shown === now.shown ? 'Not looked at since' : withDay(now);
};

function outcomeTables(material: Material): Block[] {
  const groups = Map.groupBy(outcomeLines(material, 'mentor'), ({ group }) => group ?? 'Outcomes');
  return [
    heading('outcomes', 'Progress on outcomes'),
    ...[...groups].map(([name, lines], at) =>
      pointTable(`outcomes-${at}`, `${name}: as the mentor judges it on a described scale`, 'Outcome', lines),
    ),
    paragraph('outcomes-note', noCause),
  ];
}

function ownView(material: Material): Block[] {
  const { givenName } = material.student;
  return [
    heading('own-view', `How ${givenName} sees it`),
    pointTable('own-view-table', `Outcomes as ${givenName} judges them`, 'Outcome', outcomeLines(material, 'student')),
  ];
}

function measures({ cases }: Material): Block[] {
  const all = cases.flatMap(({ evidence }) => evidence.questions).filter(({ key }) => key !== 'outcomes');
  // one student, two programmes: what is measured is the same, and stands once
  const known = new Map(
    all
      .flatMap(({ lines }) => lines)
      .filter(({ now }) => now !== null)
      .map((line) => [line.id, line]),
  );
  const words: Record<EvidenceLine['movement'], string> = {
    better: 'better',
    same: 'same',
    worse: 'not as good',
    unknown: '–',
  };
  return [
    heading('measures', 'Attendance, behaviour and school work'),
    {
      type: 'table',
      id: 'measures-table',
      caption: 'At the start of mentoring and now',
      columns: ['Measure', 'At the start', 'Now', 'Change'].map((header) => ({ header, align: 'start' as const })),
      rowHeaders: true,
      rows: [...known.values()].map((line) =>
        cells(line.name, line.baseline === null ? 'Not recorded' : withDay(line.baseline), nowOf(line), words[line.movement]),
      ),
    },
  ];
}

function targets({ cases }: Material): Block[] {
  const state = { on: 'reached', near: 'nearly there', off: 'not yet', unknown: 'nothing recorded yet' } as const;
  return [
    heading('targets', 'Targets'),
    {
      type: 'table',
      id: 'targets-table',
      caption: 'What we are working towards',
      columns: ['Target', 'Aim', 'Now', 'By', 'So far'].map((header) => ({ header, align: 'start' as const })),
      rowHeaders: true,
      rows: cases
        .flatMap(({ evidence }) => evidence.targets)
        .map((one) =>
          cells(one.name, one.shown, one.now?.shown ?? 'Not recorded', one.dueOn === null ? '–' : dayInWords(one.dueOn), state[one.state]),
        ),
    },
  ];
}

function actions({ cases, student }: Material): Block[] {
  const items = cases.flatMap(({ evidence }) => evidence.actions.items);
  const done = items.filter(({ status }) => status === 'done');
  const open = items.filter(({ status }) => status === 'open');
  const who = (owner: string) => (owner === 'student' ? student.givenName : 'mentor');
  const list = (id: string, title: string, texts: readonly string[]): Block[] =>
    texts.length === 0 ? [] : [heading(id, title, 2), { type: 'list', id: `${id}-list`, ordered: false, items: texts.map(plain) }];
  return [
    heading('actions', 'What was agreed'),
    ...list(
      'actions-open',
      'To do',
      open.map(({ title, owner, dueOn }) => `${title} (${who(owner)}${dueOn === null ? '' : `, by ${dayInWords(dueOn)}`})`),
    ),
    ...list(
      'actions-done',
      'Done',
      done.map(({ title, owner }) => `${title} (${who(owner)})`),
    ),
    ...(open.length + done.length === 0
      ? [paragraph('actions-none', `Of what was agreed, ${count(items.length, 'thing was', 'things were')} not done.`)]
      : []),
  ];
}

/** Who said it stands only in a note among colleagues: elsewhere it is the subject that speaks. */
function feedback({ feedback: all, timeZone }: Material, kind: ShareKind): Block[] {
  const items = all.map((one) => {
    const { subject, givenAt, answers, goingWell, wouldHelp } = withoutAttribution(one);
    const who = kind === 'progress_note' && one.author !== null ? one.author : 'A teacher';
    const head = `${who}${subject === '' ? '' : `, ${subject}`}, ${dayInWords(dayIn(timeZone, new Date(givenAt)))}: `;
    const said = [
      ...answersInWords(answers).map(({ name, said: words }) => `${name}: ${ended(words)}`),
      ...(goingWell === '' ? [] : [`Going well: ${ended(goingWell)}`]),
      ...(wouldHelp === '' ? [] : [`Would help: ${ended(wouldHelp)}`]),
    ];
    return [{ text: head, bold: true }, { text: said.join(' ') }];
  });
  return [heading('feedback', 'What teachers say'), { type: 'list', id: 'feedback-list', ordered: false, items }];
}

function help({ help: all }: Material): Block[] {
  return [
    heading('help', 'Other help'),
    {
      type: 'table',
      id: 'help-table',
      caption: 'What else the student has taken part in',
      columns: [
        { header: 'Help', align: 'start' },
        { header: 'When', align: 'start' },
        { header: 'Times', align: 'end' },
        { header: 'In all', align: 'end' },
      ],
      rowHeaders: true,
      rows: all.map(({ name, from, to, times, minutes }) =>
        cells(name, from === to ? dayInWords(from) : `${dayInWords(from)} to ${dayInWords(to)}`, String(times), lengthOf(minutes)),
      ),
    },
  ];
}
