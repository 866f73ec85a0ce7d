import type { AnalysisAnswer, Question } from '@waymark/contract/analysis.ts';
import type { Severity } from '@waymark/contract/severity.ts';
import type { Demo } from '../generate.ts';
import { planted } from '../planted.ts';
import type { Setting } from '../setting.ts';
import { obviousFigures, type Figure } from './obvious.ts';
import { mean, scoresOf } from './scores.ts';
import { trueGrowth, trueStep } from './truth.ts';

/** What the obvious way would have said, what Waymark's page says, and what is true because it was planted: by name. */
export interface Figures {
  obvious: Record<string, Figure>;
  right: Record<string, Figure>;
  planted: Record<string, Figure>;
}

export interface Told {
  demo: Demo;
  setting: Setting;
  ask: (question: Question, filters?: { type?: string; group?: string }) => Promise<AnalysisAnswer>;
  severity: Severity;
}

/** The same on every installation: the demo of one day, and the pages' own answers. */
export async function figuresOf({ demo, setting, ask, severity }: Told): Promise<Figures> {
  const [gaps, growth] = [await ask('groups', { group: 'fsm' }), await ask('trajectories', { type: 'motivation' })];
  const [agreement, leaving, help] = [await ask('agreement'), await ask('leaving'), await ask('help')];
  const [handover, movement] = [await ask('mentor-change'), await ask('movement')];
  const { tutoring, growth: grows, selfView, mentors, leaving: leavers } = planted;
  const tutored = help.tables.find(({ id }) => id === 'parts')?.rows.find(([name]) => String(name).includes(tutoring.name))?.[0];
  const severityOf = (name: string): Figure => {
    const found = severity.items.find((item) => item.name === name)?.severity;
    if (found?.kind !== 'estimate' || found.ci === null) throw new Error(`${name} is not linked.`);
    return { estimate: found.estimate, low: found.ci[0], high: found.ci[1] };
  };
  const stayed = leaving.tables
    .find(({ id }) => id === 'staying')
    ?.rows.findLast(([group, month]) => group === 'Everybody' && Number(month) <= 12);
  const there = stayed?.map(Number) ?? [];
  const scores = scoresOf(demo, setting);
  return {
    obvious: obviousFigures(demo, setting),
    right: {
      gapOdds: cellOf(gaps, 'gaps', 'Free school meals: yes', 'odds'),
      motivationGrowth: cellOf(growth, 'growth', 'Motivation', 'growth'),
      gapResults: cellOf(agreement, 'types', 'Academic results', 'gap'),
      gapSelfEfficacy: cellOf(agreement, 'types', 'Academic self-efficacy', 'gap'),
      kappaResults: cellOf(agreement, 'types', 'Academic results', 'kappa'),
      atTop: { estimate: Math.max(...columnOf(movement, 'outcomes', 'top')) },
      leftWithinYear: { estimate: 1 - (there[3] ?? NaN), low: 1 - (there[5] ?? NaN), high: 1 - (there[4] ?? NaN) },
      everybodyChange: cellOf(leaving, 'answers', 'Everybody who began, whatever the others did (bounds)', 'change'),
      meetings: cellOf(help, 'parts', 'Meetings', 'change'),
      tutoringWithClub: cellOf(help, 'parts', String(tutored), 'change'),
      step: cellOf(handover, 'step', 'Another mentor than the student’s first', 'step'),
      'mentor Kwame Boateng': severityOf('Kwame Boateng'),
      'mentor Ruth Steiner': severityOf('Ruth Steiner'),
      'mentor Tom Ashworth': severityOf('Tom Ashworth'),
    },
    planted: {
      gapGrew: { estimate: 0 },
      motivationGrowth: { estimate: trueGrowth(scores, setting, 'motivation') },
      gapResults: { estimate: selfView.results },
      gapSelfEfficacy: { estimate: selfView.self_efficacy },
      ceilingGrowth: { estimate: grows.knowledge },
      leaves: { estimate: mean(demo.lives.map(({ truth }) => 1 / (1 + Math.exp(1.3 + leavers.logOdds * truth.latent.motivation)))) },
      meetings: { estimate: 0 },
      school: { estimate: -planted.intakeGap },
      tutoring: { estimate: tutoring.yearly },
      step: { estimate: trueStep(demo, scores, setting) },
      'mentor Kwame Boateng': { estimate: demo.staff.mentors.find(({ row }) => row.name === 'Kwame Boateng')?.leniency ?? NaN },
      'mentor Ruth Steiner': { estimate: mentors['Ruth Steiner'].leniency },
      'mentor Tom Ashworth': { estimate: mentors['Tom Ashworth'].leniency },
    },
  };
}

function columnOf(answer: AnalysisAnswer, tableId: string, id: string): number[] {
  const table = answer.tables.find((one) => one.id === tableId);
  const at = table?.columns.findIndex((one) => one.id === id) ?? -1;
  return table?.rows.map((row) => Number(row[at] ?? NaN)).filter((value) => !Number.isNaN(value)) ?? [];
}

/** A figure of a row with its interval, by the first cell of the row. */
function cellOf(answer: AnalysisAnswer, tableId: string, label: string, id: string): Figure {
  const table = answer.tables.find((one) => one.id === tableId);
  const row = table?.rows.find((cells) => cells[0] === label);
  const value = (column: string) => row?.[table?.columns.findIndex((one) => one.id === column) ?? -1];
  const [estimate, low, high] = [value(id), value(`${id}_low`), value(`${id}_high`)].map((one) => (typeof one === 'number' ? one : NaN));
  if (Number.isNaN(estimate)) throw new Error(`There is no ${tableId}, “${label}”, ${id}.`);
  return { estimate: estimate ?? NaN, low: low ?? NaN, high: high ?? NaN };
}
