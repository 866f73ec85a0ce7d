import type { MissingReason, Perspective, Point } from '@waymark/contract/assessments.ts';
import type { ImportOptions, ImportProblem } from '@waymark/contract/imports.ts';
import { outcomeOf } from './guess.ts';
import { cellsByField, dateIn, readPerson, requirePerson, type MappedColumn, type PersonReading } from './person.ts';
import { Problems } from './problems.ts';
import { finder, tooWide, type ProgrammeChoice } from './rollRow.ts';
import type { OutcomeChoice } from './fields.ts';
import { fold } from './text.ts';
import { readLevel, readPerspective, readPoint } from './words.ts';

/** A programme with the framework its scores are judged by. */
export interface ScoredProgramme extends ProgrammeChoice {
  frameworkVersionId: string;
  outcomes: readonly OutcomeChoice[];
}

export interface AssessorChoice {
  id: string;
  name: string;
  email: string | null;
}

export interface ScoresPlan {
  columns: readonly MappedColumn[];
  width: number;
  options: ImportOptions;
  programmes: readonly ScoredProgramme[];
  assessors: readonly AssessorChoice[];
  today: string;
}

export interface ScoreReading {
  outcome_id: string;
  series_id: string;
  level: number | null;
  missing: MissingReason | null;
  reason: string;
}

/** A row of scores as understood: who, when, by whom, and what. */
export interface ScoresReading extends PersonReading {
  programme_id: string | null;
  framework_version_id: string | null;
  assessed_on: string | null;
  /** A member; or, when nobody of that name is known, the name to keep. Both null: the student's own. */
  assessor_id: string | null;
  assessor_name: string | null;
  perspective: Perspective;
  /** Null: the first assessment is the baseline, later ones progress. */
  point: Point | null;
  scores: ScoreReading[];
}

/** Makes the reader of rows of scores, one outcome a row or a column for each. */
export function scoresReader(plan: ScoresPlan): (cells: readonly string[]) => { reading: ScoresReading; problems: ImportProblem[] } {
  const findProgramme = finder(plan.options.words, plan.programmes, (one) => [one.name]);
  const findAssessor = finder(plan.options.words, plan.assessors, (one) => [one.name, ...(one.email === null ? [] : [one.email])]);
  const outcomeByText = new Map<string, OutcomeChoice | null | undefined>();

  return (cells) => {
    const problems = new Problems();
    const cell = cellsByField(plan.columns, cells);
    tooWide(plan.width, cells, problems);
    const person = readPerson(cell, plan.options.dateOrder, plan.today, problems);
    requirePerson(person, problems);

    const programmeCell = cell('programme');
    const named = programmeCell.text === '' ? null : findProgramme(programmeCell.header, programmeCell.text);
    if (named === undefined)
      problems.stop(
        programmeCell.header,
        programmeCell.text,
        'unknown-word',
        'There is no programme of this name.',
        'Choose which programme it is, or add it under Programmes first.',
      );
    const programme = named ?? (programmeCell.text === '' ? plan.programmes.find((one) => one.id === plan.options.programmeId) : undefined);
    if (programme === undefined && named !== undefined)
      problems.stop(
        null,
        '',
        'no-programme',
        'The row names no programme.',
        'Fill it in, or choose one programme for every row in step 2.',
      );

    const dateCell = cell('assessedOn');
    const assessedOn = dateIn(dateCell, plan.options.dateOrder, problems);
    if (dateCell.text === '') problems.stop(dateCell.header, '', 'no-date', 'The date of the assessment is missing.', 'Fill it in.');
    else if (assessedOn !== null && assessedOn > plan.today)
      problems.stop(dateCell.header, dateCell.text, 'date', 'This day has not come yet.', 'Check the year.');

    const perspectiveCell = cell('perspective');
    const perspective = perspectiveCell.text === '' ? plan.options.perspective : readPerspective(perspectiveCell.text);
    if (perspective === undefined)
      problems.stop(
        perspectiveCell.header,
        perspectiveCell.text,
        'perspective',
        'This is not a perspective.',
        'Write mentor, student or joint.',
      );
    const pointCell = cell('point');
    const point = pointCell.text === '' ? plan.options.point : readPoint(pointCell.text);
    if (point === undefined)
      problems.stop(
        pointCell.header,
        pointCell.text,
        'point',
        'This is not a point of an enrolment.',
        'Write baseline, progress, review or closing, or leave it empty: the first assessment is then the baseline.',
      );

    const assessorCell = cell('assessor');
    const assessor = assessorCell.text === '' ? null : findAssessor(assessorCell.header, assessorCell.text);
    const assessorName = assessor === undefined ? assessorCell.text : null;
    const assessorId = assessor?.id ?? (assessorName === null && perspective !== 'student' ? plan.options.assessorId : null);
    if (assessorName === null && assessorId === null && perspective !== 'student') {
      problems.stop(
        assessorCell.header === 'assessor' ? null : assessorCell.header,
        '',
        'no-assessor',
        'The row does not say who made the assessment.',
        'Fill it in, or choose one assessor for every row in step 2.',
      );
    }

    const scores = programme ? readScores(programme) : [];
    if (scores.length === 0 && programme && !problems.stopped)
      problems.notice(null, '', 'nothing', 'There is no level in this row, so nothing is recorded.', '');
    return {
      reading: {
        ...person,
        programme_id: programme?.id ?? null,
        framework_version_id: programme?.frameworkVersionId ?? null,
        assessed_on: assessedOn,
        assessor_id: assessorId,
        assessor_name: assessorName,
        perspective: perspective ?? 'mentor',
        point: point ?? null,
        scores,
      },
      problems: problems.list,
    };

    function readScores(under: ScoredProgramme): ScoreReading[] {
      const reason = cell('reason').text.slice(0, 1000);
      const scored: ScoreReading[] = [];
      const outcomeCell = cell('outcome');
      if (plan.columns.some((column) => column.field === 'outcome')) {
        const levelCell = cell('level');
        if (levelCell.text === '') return [];
        const outcome = outcomeCell.text === '' ? undefined : findOutcome(under, outcomeCell.header, outcomeCell.text);
        if (outcome === null) return [];
        if (outcome === undefined) {
          problems.stop(
            outcomeCell.header,
            outcomeCell.text,
            outcomeCell.text === '' ? 'no-outcome' : 'unknown-word',
            outcomeCell.text === '' ? 'The row names no outcome.' : 'This is not an outcome of the programme’s framework.',
            'Write its code or its statement, or choose which outcome it is.',
          );
        } else add(outcome, levelCell.header, levelCell.text);
      }
      for (const column of plan.columns) {
        if (!column.field.startsWith('level:')) continue;
        const outcome = under.outcomes.find((one) => `level:${one.code}` === column.field);
        const text = cell(column.field).text;
        if (text === '' || /^[-–—]+$/.test(text)) continue;
        if (outcome) add(outcome, column.header, text);
        else
          problems.stop(
            column.header,
            text,
            'unknown-word',
            'This outcome is not in the framework of the row’s programme.',
            'Choose another outcome for the column in step 2.',
          );
      }
      return scored;

      function add(outcome: OutcomeChoice, header: string, text: string): void {
        if (/^[-–—]+$/.test(text)) return;
        const read = readLevel(text, outcome.descriptors);
        if ('message' in read) problems.stop(header, text, 'level', read.message, read.remedy);
        else
          scored.push({
            outcome_id: outcome.id,
            series_id: outcome.seriesId,
            level: 'level' in read ? read.level : null,
            missing: 'missing' in read ? read.missing : null,
            reason,
          });
      }
    }
  };

  function findOutcome(programme: ScoredProgramme, header: string, text: string): OutcomeChoice | null | undefined {
    const key = `${programme.id} ${header} ${text}`;
    if (outcomeByText.has(key)) return outcomeByText.get(key);
    const said = plan.options.words[header]?.[text];
    const found =
      said === 'blank'
        ? null
        : (programme.outcomes.find((one) => said !== undefined && one.code === said) ??
          programme.outcomes.find((one) => fold(one.code) === fold(text) || fold(one.statement) === fold(text)) ??
          surely(outcomeOf(text, programme.outcomes), text));
    if (outcomeByText.size < 2000) outcomeByText.set(key, found);
    return found;
  }
}

/** “K1: Can name…” is K1; a merely similar statement is for a person to confirm. */
function surely(outcome: OutcomeChoice | undefined, text: string): OutcomeChoice | undefined {
  return outcome && fold(text).startsWith(fold(outcome.code)) ? outcome : undefined;
}
