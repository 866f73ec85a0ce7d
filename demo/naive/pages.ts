import type { Figures } from './figures.ts';
import type { Figure } from './obvious.ts';

/** A section of a methods page: what the obvious way would have said of the demo, beside what the page says and what is planted. */
export interface Section {
  file: string;
  rows: readonly (readonly [what: string, obvious: string, page: string, planted: string])[];
  why: string;
}

/** Net movement over other organisations made alike: its standard deviation is the error that an interval has to allow for. */
export interface Spread {
  organisations: number;
  net: number;
}

const heading = '## What the obvious way would have said';

const minus = (text: string) => text.replace(/^-/, '−').replace(/^−(0(?:\.0+)?)$/, '$1');
const levels = (value: number) => minus(value.toFixed(2));
const points = (value: number) => minus((100 * value).toFixed(1));
const percent = (value: number) => `${(100 * value).toFixed(0)}%`;
const withInterval = ({ estimate, low, high }: Figure, say: (value: number) => string) =>
  low === undefined || high === undefined ? say(estimate) : `${say(estimate)} (${say(low)} to ${say(high)})`;
const half = ({ low = NaN, high = NaN }: Figure) => (high - low) / 2;

/** The sections of all pages, from the figures; `docs/methods/naive/figures.json` keeps those the pages show. */
export function sectionsOf({ obvious, right, planted }: Figures, spread: Spread): Section[] {
  const of = (figures: Record<string, Figure>, name: string): Figure => {
    const figure = figures[name];
    if (figure === undefined) throw new Error(`There is no figure ${name}.`);
    return figure;
  };
  const o = (name: string) => of(obvious, name);
  const r = (name: string) => of(right, name);
  const p = (name: string) => of(planted, name);
  return [
    {
      file: 'movement.md',
      rows: [
        [
          'net movement, points, ± 95%',
          `${points(o('net').estimate)} ± ${points(half(o('net')))}: every pair another student’s`,
          `${points(o('net').estimate)} ± ${points(half(o('netClustered')))}: clustered by student`,
          `± ${points(1.96 * spread.net)} is how far ${spread.organisations} organisations made alike differ`,
        ],
      ],
      why: 'A student’s outcomes move together, because what moves is the student. The textbook’s error takes twenty outcomes of one student for twenty students.',
    },
    {
      file: 'cumulative-logit.md',
      rows: [
        [
          'free school meals: did the gap grow?',
          `share at level 3 or above: ${withInterval(o('gapGrew'), points)} points`,
          `odds of a higher level, against the others’ movement: ${withInterval(r('gapOdds'), levels)}; 1 is no difference`,
          'both move alike; the gap stays',
        ],
      ],
      why: 'How many cross one cut depends on how many stood just below it: fewer of the group that starts lower. The gap in that share grows though both groups move alike. The page leads with all levels at once.',
    },
    {
      file: 'trajectories.md',
      rows: [
        [
          'Motivation, levels a year',
          `${withInterval(o('motivationSlope'), levels)}: one line through all scores there are`,
          `${withInterval(r('motivationGrowth'), levels)}`,
          `${levels(p('motivationGrowth').estimate)} over the days scored`,
        ],
      ],
      why: 'Leavers are low in motivation: without them the later scores are higher, whoever grew. One line takes that for growth; with a line for each student it is not. That interval also takes each score for another student’s.',
    },
    {
      file: 'agreement.md',
      rows: [
        [
          'Academic results, κ',
          withInterval(o('kappaResults'), levels),
          `${withInterval(r('kappaResults'), levels)}, and students ${withInterval(r('gapResults'), levels)} of a level higher`,
          `students see themselves ${levels(p('gapResults').estimate)} higher`,
        ],
        [
          'Academic self-efficacy, κ',
          withInterval(o('kappaSelfEfficacy'), levels),
          `students ${withInterval(r('gapSelfEfficacy'), levels)} of a level from their mentors`,
          `students see themselves ${levels(Math.abs(p('gapSelfEfficacy').estimate))} lower`,
        ],
      ],
      why: 'κ alone looks alike for the two, and hides that students lean opposite ways. The textbook’s interval is narrower than it may be; how much narrower where students have many pairs is in the finding above.',
    },
    {
      file: 'rasch.md',
      rows: [
        [
          'the easiest outcome of Knowledge, change less that of the others',
          `${withInterval(o('ceilingMoved'), levels)} of a level: it seems to be taught worst`,
          `flagged: ${percent(r('atTop').estimate)} began at the top, nobody can move further`,
          `all of Knowledge grows by ${levels(p('ceilingGrowth').estimate)} a year`,
        ],
      ],
      why: 'Who is at the top can only stay. A small change there says something of the question, nothing of the students.',
    },
    {
      file: 'survival.md',
      rows: [
        [
          'leave early',
          `${percent(o('left').estimate)} of all who ever enrolled have`,
          `${withInterval(r('leftWithinYear'), percent)} within a year`,
          `${percent(p('leaves').estimate)} leave within ten months, if their time is that long`,
        ],
        [
          'mean change, levels',
          `${levels(o('completersChange').estimate)}: those who did not leave`,
          `between ${levels(r('everybodyChange').low ?? NaN)} and ${levels(r('everybodyChange').high ?? NaN)} whatever leavers did; the mixed model is the better view`,
          'leavers are low in motivation, and differ in nothing else',
        ],
      ],
      why: 'Most of those who have not left have only just begun. Counted as stayers, they make leaving look rare.',
    },
    {
      file: 'dosage.md',
      rows: [
        [
          'ten more hours of meetings',
          `${withInterval(o('tenHoursOfMeetings'), levels)} of a level`,
          `${withInterval(r('meetings'), levels)}: cannot be told from chance`,
          'nothing beyond what the time brings',
        ],
        [
          'the homework club',
          `members moved ${withInterval(o('club'), levels)} of a level further: it seems to work`,
          `cannot be told apart from tutoring; together ${withInterval(r('tutoringWithClub'), levels)} for ten hours`,
          `tutoring adds ${levels(p('tutoring').estimate)} a year, the club nothing`,
        ],
      ],
      why: 'Hours of meetings add up with time, and so does movement: the page sets the time between the scores equal. The club goes to those who are tutored; no arithmetic can say which of the two it is, so the page refuses, and says what would tell.',
    },
    {
      file: 'mentor-change.md',
      rows: [
        [
          'step when another mentor scores, levels',
          `${withInterval(o('handover'), levels)}: from a score to the next, given by another`,
          withInterval(r('step'), levels),
          `${levels(p('step').estimate)}: what the mentors who took over give more than those before`,
        ],
      ],
      why: 'From one score to the next there is time, and students grow in it: scores rise at a handover as they would have without one. The model takes the step beyond the course the student was on.',
    },
    {
      file: 'improvement.md',
      rows: [
        [
          'St Hilda’s, mean latest level less the others’',
          `${withInterval(o('school'), levels)}: the school to worry about`,
          'schools are not compared; who has no second score is counted',
          `its students start ${levels(Math.abs(p('school').estimate))} lower and move alike (here by ${levels(o('schoolMoved').estimate)})`,
        ],
        [
          'moved up, with an action done less without, points',
          withInterval(o('acted'), points),
          'both shares side by side, and why they are not to be subtracted',
          'actions add nothing',
        ],
      ],
      why: 'Where students stand says whom a school refers. An action is set where a score is low, and low scores have more room to rise.',
    },
    {
      file: 'calibration.md',
      rows: ['Kwame Boateng', 'Ruth Steiner', 'Tom Ashworth'].map(
        (name) =>
          [
            `${name}, levels above or below others`,
            levels(o(`mentor ${name}`).estimate),
            withInterval(r(`mentor ${name}`), levels),
            levels(p(`mentor ${name}`).estimate),
          ] as const,
      ),
      why: 'The mean of all levels a mentor gave has their students in it. The students of one school start lower: by that mean its mentor seems harsh, and is not. Cases that all scored, and meetings scored twice, tell the two apart.',
    },
  ];
}

/** A section as Markdown. */
function markdown({ rows, why }: Section): string {
  return [
    heading,
    '',
    'On the demo, whose truth is planted ([how these were made](naive/README.md)); intervals at 95%:',
    '',
    '| | the obvious way | the page | planted |',
    '| --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
    why,
    '',
  ].join('\n');
}

/** The page with its section put in, or put anew: after all else. */
export function withSection(page: string, section: Section): string {
  const [before = ''] = page.split(`\n${heading}\n`);
  return `${before.trimEnd()}\n\n${markdown(section)}`;
}
