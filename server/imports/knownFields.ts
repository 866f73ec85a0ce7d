import { ImportKind, type ImportField } from '@waymark/contract/imports.ts';
import { eventFields, marksFields, resultFields } from './moreFields.ts';

export interface KnownField extends ImportField {
  kinds: readonly ImportKind[];
  /** Headings of school systems and spreadsheets, folded. Earlier ones are the surer. */
  headings: readonly string[];
}

/** Whoever is written about is told in the same ways in every file. */
const every = ImportKind.options;
const both = ['roll', 'scores'] as const;

/** What a column can be besides a characteristic or an outcome of its own. */
export const knownFields: readonly KnownField[] = [
  {
    field: 'upn',
    label: 'UPN',
    hint: 'Unique Pupil Number: the surest way to know a student again.',
    group: 'Student',
    kinds: every,
    headings: 'upn,uniquepupilnumber,pupilupn,studentupn,upnumber'.split(','),
  },
  {
    field: 'externalId',
    label: 'Number in your own system',
    hint: 'Admission number, student number or any id that stays.',
    group: 'Student',
    kinds: every,
    headings:
      'studentid,pupilid,misid,simsid,arborid,bromcomid,externalid,admissionnumber,admissionno,admno,adno,studentnumber,pupilnumber,learnerid,uln,uniquelearnernumber,participantid,reference,ref,id'.split(
        ',',
      ),
  },
  {
    field: 'givenName',
    label: 'Given name',
    hint: 'First name.',
    group: 'Student',
    kinds: every,
    headings:
      'givenname,forename,firstname,legalforename,legalfirstname,pupilforename,studentforename,studentfirstname,pupilfirstname,learnerfirstname,forenames,first'.split(
        ',',
      ),
  },
  {
    field: 'familyName',
    label: 'Family name',
    hint: 'Surname.',
    group: 'Student',
    kinds: every,
    headings:
      'familyname,surname,lastname,legalsurname,legallastname,legalfamilyname,pupilsurname,studentsurname,studentlastname,pupillastname,learnerlastname,preferredsurname,last'.split(
        ',',
      ),
  },
  {
    field: 'fullName',
    label: 'Whole name in one column',
    hint: '“Surname, Forename” or “Forename Surname”.',
    group: 'Student',
    kinds: every,
    headings:
      'fullname,studentname,pupilname,learnername,menteename,participantname,surnameforename,name,student,pupil,learner,mentee,youngperson'.split(
        ',',
      ),
  },
  {
    field: 'preferredName',
    label: 'Preferred given name',
    hint: 'What the student likes to be called.',
    group: 'Student',
    kinds: ['roll'],
    headings:
      'preferredname,preferredforename,preferredfirstname,preferredgivenname,knownas,chosenname,chosenforename,chosenfirstname,nickname'.split(
        ',',
      ),
  },
  {
    field: 'birthDate',
    label: 'Date of birth',
    hint: 'Day, month and year with four digits.',
    group: 'Student',
    kinds: every,
    headings: 'dateofbirth,dob,birthdate,birthday,born,dateofbirthddmmyyyy,dobddmmyyyy'.split(','),
  },
  {
    field: 'yearGroup',
    label: 'Year group',
    hint: 'National Curriculum year: 9, Year 9, R.',
    group: 'Student',
    kinds: ['roll'],
    headings:
      'yeargroup,ncyear,nationalcurriculumyear,nationalcurriculumyeargroup,ncyearactual,actualncyear,curriculumyear,yeartaughtin,currentyear,schoolyear,year,yr,yrgroup,grade'.split(
        ',',
      ),
  },
  {
    field: 'school',
    label: 'School',
    hint: 'Name or URN.',
    group: 'Student',
    kinds: ['roll'],
    headings: 'school,schoolname,urn,schoolurn,establishment,establishmentname,institution,academy,college,centre,homeschool'.split(','),
  },
  {
    field: 'email',
    label: 'Student’s e-mail address',
    hint: 'For an invitation to the student’s own page.',
    group: 'Student',
    kinds: ['roll'],
    headings: 'email,emailaddress,studentemail,pupilemail,schoolemail,studentemailaddress,mail'.split(','),
  },
  {
    field: 'programme',
    label: 'Programme',
    hint: 'Which programme to enrol into; it must exist.',
    group: 'Programme',
    kinds: both,
    headings: 'programme,programmename,program,project,scheme,strand'.split(','),
  },
  {
    field: 'cohort',
    label: 'Cohort',
    hint: 'Which cohort of the programme.',
    group: 'Programme',
    kinds: ['roll'],
    headings: 'cohort,cohortname,intake,cohortyear'.split(','),
  },
  {
    field: 'enrolledOn',
    label: 'Start in the programme',
    hint: 'First day of the enrolment.',
    group: 'Programme',
    kinds: ['roll'],
    headings: 'enrolledon,enrolmentdate,programmestart,programmestartdate,startdate,joinedprogramme,dateenrolled,datejoined,joined'.split(
      ',',
    ),
  },
  {
    field: 'outcome',
    label: 'Outcome',
    hint: 'Its code or its statement, one outcome a row.',
    group: 'Score',
    kinds: ['scores'],
    headings: 'outcome,outcomecode,outcomestatement,statement,question,indicator,criterion,item,measure,domain'.split(','),
  },
  {
    field: 'level',
    label: 'Level',
    hint: 'The level, or why there is none.',
    group: 'Score',
    kinds: ['scores'],
    headings: 'level,score,rating,mark,value,result'.split(','),
  },
  {
    field: 'assessedOn',
    label: 'Date of the assessment',
    hint: 'Day, month and year with four digits.',
    group: 'Score',
    kinds: ['scores'],
    headings:
      'assessedon,assessmentdate,dateofassessment,scoredate,datescored,sessiondate,meetingdate,dateofmeeting,dateofsession,date,when'.split(
        ',',
      ),
  },
  {
    field: 'assessor',
    label: 'Assessor',
    hint: 'Who judged: name or e-mail address.',
    group: 'Score',
    kinds: ['scores'],
    headings:
      'assessor,assessorname,assessedby,scoredby,mentor,mentorname,learningmentor,staff,practitioner,recordedby,by,assessoremail,mentoremail'.split(
        ',',
      ),
  },
  {
    field: 'perspective',
    label: 'Perspective',
    hint: 'mentor, student or joint.',
    group: 'Score',
    kinds: ['scores'],
    headings: 'perspective,view,whoseview,rater,ratedby,source,completedby'.split(','),
  },
  {
    field: 'point',
    label: 'Point',
    hint: 'baseline, progress, review or closing.',
    group: 'Score',
    kinds: ['scores'],
    headings: 'point,timepoint,assessmentpoint,stage,wave,phase'.split(','),
  },
  {
    field: 'reason',
    label: 'Reason',
    hint: 'The line written beside the score.',
    group: 'Score',
    kinds: ['scores'],
    headings: 'reason,comment,comments,notes,note,evidence,rationale'.split(','),
  },
  ...marksFields,
  ...resultFields,
  ...eventFields,
];
