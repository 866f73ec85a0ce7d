import type { ImportField, ImportKind } from '@waymark/contract/imports.ts';
import { fold } from './text.ts';

/** What the organisation records about students, as an import needs it. */
export interface CharacteristicChoice {
  id: string;
  code: string;
  label: string;
  options: readonly { code: string; label: string }[];
}

/** An outcome of the framework scores are imported into. */
export interface OutcomeChoice {
  id: string;
  seriesId: string;
  code: string;
  statement: string;
  descriptors: readonly string[];
}

interface KnownField extends ImportField {
  kinds: readonly ImportKind[];
  /** Headings of school systems and spreadsheets, folded. Earlier ones are the surer. */
  headings: readonly string[];
}

const both = ['roll', 'scores'] as const;

export const knownFields: readonly KnownField[] = [
  { field: 'upn', label: 'UPN', hint: 'Unique Pupil Number: the surest way to know a student again.', group: 'Student', kinds: both, headings: ['upn', 'uniquepupilnumber', 'pupilupn', 'studentupn', 'upnumber'] },
  { field: 'externalId', label: 'Number in your own system', hint: 'Admission number, student number or any id that stays.', group: 'Student', kinds: both, headings: ['studentid', 'pupilid', 'misid', 'simsid', 'arborid', 'bromcomid', 'externalid', 'admissionnumber', 'admissionno', 'admno', 'adno', 'studentnumber', 'pupilnumber', 'learnerid', 'uln', 'uniquelearnernumber', 'participantid', 'reference', 'ref', 'id'] },
  { field: 'givenName', label: 'Given name', hint: 'First name.', group: 'Student', kinds: both, headings: ['givenname', 'forename', 'firstname', 'legalforename', 'legalfirstname', 'pupilforename', 'studentforename', 'studentfirstname', 'pupilfirstname', 'learnerfirstname', 'forenames', 'first'] },
  { field: 'familyName', label: 'Family name', hint: 'Surname.', group: 'Student', kinds: both, headings: ['familyname', 'surname', 'lastname', 'legalsurname', 'legallastname', 'legalfamilyname', 'pupilsurname', 'studentsurname', 'studentlastname', 'pupillastname', 'learnerlastname', 'preferredsurname', 'last'] },
  { field: 'fullName', label: 'Whole name in one column', hint: '“Surname, Forename” or “Forename Surname”.', group: 'Student', kinds: both, headings: ['fullname', 'studentname', 'pupilname', 'learnername', 'menteename', 'participantname', 'surnameforename', 'name', 'student', 'pupil', 'learner', 'mentee', 'youngperson'] },
  { field: 'preferredName', label: 'Preferred given name', hint: 'What the student likes to be called.', group: 'Student', kinds: ['roll'], headings: ['preferredname', 'preferredforename', 'preferredfirstname', 'preferredgivenname', 'knownas', 'chosenname', 'chosenforename', 'chosenfirstname', 'nickname'] },
  { field: 'birthDate', label: 'Date of birth', hint: 'Day, month and year with four digits.', group: 'Student', kinds: both, headings: ['dateofbirth', 'dob', 'birthdate', 'birthday', 'born', 'dateofbirthddmmyyyy', 'dobddmmyyyy'] },
  { field: 'yearGroup', label: 'Year group', hint: 'National Curriculum year: 9, Year 9, R.', group: 'Student', kinds: ['roll'], headings: ['yeargroup', 'ncyear', 'nationalcurriculumyear', 'nationalcurriculumyeargroup', 'ncyearactual', 'actualncyear', 'curriculumyear', 'yeartaughtin', 'currentyear', 'schoolyear', 'year', 'yr', 'yrgroup', 'grade'] },
  { field: 'school', label: 'School', hint: 'Name or URN.', group: 'Student', kinds: ['roll'], headings: ['school', 'schoolname', 'urn', 'schoolurn', 'establishment', 'establishmentname', 'institution', 'academy', 'college', 'centre', 'homeschool'] },
  { field: 'email', label: 'Student’s e-mail address', hint: 'For an invitation to the student’s own page.', group: 'Student', kinds: ['roll'], headings: ['email', 'emailaddress', 'studentemail', 'pupilemail', 'schoolemail', 'studentemailaddress', 'mail'] },
  { field: 'programme', label: 'Programme', hint: 'Which programme to enrol into; it must exist.', group: 'Programme', kinds: both, headings: ['programme', 'programmename', 'program', 'project', 'scheme', 'strand'] },
  { field: 'cohort', label: 'Cohort', hint: 'Which cohort of the programme.', group: 'Programme', kinds: ['roll'], headings: ['cohort', 'cohortname', 'intake', 'cohortyear'] },
  { field: 'enrolledOn', label: 'Start in the programme', hint: 'First day of the enrolment.', group: 'Programme', kinds: ['roll'], headings: ['enrolledon', 'enrolmentdate', 'programmestart', 'programmestartdate', 'startdate', 'joinedprogramme', 'dateenrolled', 'datejoined', 'joined'] },
  { field: 'outcome', label: 'Outcome', hint: 'Its code or its statement, one outcome a row.', group: 'Score', kinds: ['scores'], headings: ['outcome', 'outcomecode', 'outcomestatement', 'statement', 'question', 'indicator', 'criterion', 'item', 'measure', 'domain'] },
  { field: 'level', label: 'Level', hint: 'The level, or why there is none.', group: 'Score', kinds: ['scores'], headings: ['level', 'score', 'rating', 'mark', 'value', 'result'] },
  { field: 'assessedOn', label: 'Date of the assessment', hint: 'Day, month and year with four digits.', group: 'Score', kinds: ['scores'], headings: ['assessedon', 'assessmentdate', 'dateofassessment', 'scoredate', 'datescored', 'sessiondate', 'meetingdate', 'dateofmeeting', 'dateofsession', 'date', 'when'] },
  { field: 'assessor', label: 'Assessor', hint: 'Who judged: name or e-mail address.', group: 'Score', kinds: ['scores'], headings: ['assessor', 'assessorname', 'assessedby', 'scoredby', 'mentor', 'mentorname', 'learningmentor', 'staff', 'practitioner', 'recordedby', 'by', 'assessoremail', 'mentoremail'] },
  { field: 'perspective', label: 'Perspective', hint: 'mentor, student or joint.', group: 'Score', kinds: ['scores'], headings: ['perspective', 'view', 'whoseview', 'rater', 'ratedby', 'source', 'completedby'] },
  { field: 'point', label: 'Point', hint: 'baseline, progress, review or closing.', group: 'Score', kinds: ['scores'], headings: ['point', 'timepoint', 'assessmentpoint', 'stage', 'wave', 'phase'] },
  { field: 'reason', label: 'Reason', hint: 'The line written beside the score.', group: 'Score', kinds: ['scores'], headings: ['reason', 'comment', 'comments', 'notes', 'note', 'evidence', 'rationale'] },
];

/** Headings of the same thing under many names; tried on the file's heading and on the characteristic's own code and label. */
const characteristicKinds: readonly RegExp[] = [
  /^(fsm|freeschoolmeals?|fsmeligib\w*|eligibleforf\w*|fsmever6|fsm6|ever6fsm|ever6|everfsm6?)/,
  /^(pupilpremium\w*|pp|ppi|pp(indicator|eligible|status))$/,
  /^(sen|send|senstatus|sendstatus|sen(d)?(provision|code|need|stage|support|type)\w*|specialeducation\w*)$/,
  /^(ethnic\w*|ethnicitycode)$/,
  /^(first(in|of)?(the)?(my)?family\w*|firstgen\w*|firstinfamily\w*|parental(he|highereducation|university)\w*)$/,
  /^polar\w*/,
  /^tundra\w*/,
  /^(imd\w*|indexofmultipledeprivation\w*|deprivation\w*)/,
  /^(lookedafter\w*|careexperience\w*|carestatus|care|incare\w*|lac|cla|careleaver\w*|childlookedafter|childreninneed)$/,
  /^(eal|englishasanadditionallanguage|firstlanguage\w*)$/,
  /^(sex|gender\w*)$/,
];

/** The characteristic a heading most likely means. */
export function characteristicOf(heading: string, choices: readonly CharacteristicChoice[]): CharacteristicChoice | undefined {
  const folded = fold(heading);
  if (folded === '') return undefined;
  const exact = choices.find((choice) => fold(choice.code) === folded || fold(choice.label) === folded);
  if (exact) return exact;
  const kind = characteristicKinds.find((pattern) => pattern.test(folded));
  return kind && choices.find((choice) => kind.test(fold(choice.code)) || kind.test(fold(choice.label)));
}

/** `characteristic:imd/deciles` reads a decile, 1–10, as the quintile it lies in. */
export interface CharacteristicTarget {
  code: string;
  deciles: boolean;
}

export function characteristicTarget(field: string): CharacteristicTarget | undefined {
  const match = /^characteristic:(.+?)(\/deciles)?$/.exec(field);
  return match?.[1] === undefined ? undefined : { code: match[1], deciles: match[2] !== undefined };
}

/** Every field a column of this kind of file can fill, for choosing. */
export function fieldsFor(kind: ImportKind, characteristics: readonly CharacteristicChoice[], outcomes: readonly OutcomeChoice[]): ImportField[] {
  const fields: ImportField[] = knownFields.filter((field) => field.kinds.includes(kind)).map(({ field, label, hint, group }) => ({ field, label, hint, group }));
  if (kind === 'roll') {
    for (const { code, label, options } of characteristics) {
      const hint = options.map((option) => option.label).slice(0, 4).join(', ');
      fields.push({ field: `characteristic:${code}`, label, hint, group: 'Characteristics' });
      if (isQuintile(options)) fields.push({ field: `characteristic:${code}/deciles`, label: `${label}, from deciles`, hint: '1 to 10, two deciles to a quintile.', group: 'Characteristics' });
    }
  } else {
    for (const { code, statement } of outcomes) fields.push({ field: `level:${code}`, label: `${code} ${statement}`, hint: 'The level of this outcome, a column for each.', group: 'A column for each outcome' });
  }
  return fields;
}

export function isQuintile(options: readonly { code: string }[]): boolean {
  return options.length === 5 && options.every((option, index) => option.code.replace(/\D/g, '') === String(index + 1));
}
