import type { KnownField } from './knownFields.ts';

/** What a column of attendance marks can be besides who it is about. */
export const marksFields: readonly KnownField[] = [
  {
    field: 'markedOn',
    label: 'Date',
    hint: 'The day of the session.',
    group: 'Attendance',
    kinds: ['attendance'],
    headings: 'attendancedate,sessiondate,markdate,registerdate,date,day,when'.split(','),
  },
  {
    field: 'session',
    label: 'Session',
    hint: 'AM or PM, where each row has one session.',
    group: 'Attendance',
    kinds: ['attendance'],
    headings: 'session,sessionname,ampm,halfday,sessiontype,period,register'.split(','),
  },
  {
    field: 'mark',
    label: 'Attendance code',
    hint: 'The code, where each row has one session.',
    group: 'Attendance',
    kinds: ['attendance'],
    headings: 'attendancecode,attendancemark,code,mark,markcode,sessioncode,sessionmark,registermark,attendance'.split(','),
  },
  {
    field: 'markAm',
    label: 'Code of the morning',
    hint: 'Where each row has a day.',
    group: 'Attendance',
    kinds: ['attendance'],
    headings: 'am,ammark,amcode,amsession,amattendance,markam,morning,morningmark,morningcode'.split(','),
  },
  {
    field: 'markPm',
    label: 'Code of the afternoon',
    hint: 'Where each row has a day.',
    group: 'Attendance',
    kinds: ['attendance'],
    headings: 'pm,pmmark,pmcode,pmsession,pmattendance,markpm,afternoon,afternoonmark,afternooncode'.split(','),
  },
  {
    field: 'sessionColumn',
    label: 'Codes of the session in the heading',
    hint: 'The heading is a date with AM or PM: 03/09/2025 AM.',
    group: 'Attendance',
    kinds: ['attendance'],
    headings: [],
  },
];

/** … of assessment results, besides a measure of its own. */
export const resultFields: readonly KnownField[] = [
  {
    field: 'takenOn',
    label: 'Date of the result',
    hint: 'Day, month and year with four digits.',
    group: 'Result',
    kinds: ['results'],
    headings: 'resultdate,assessmentdate,dateofassessment,examdate,testdate,dateofresult,date,when'.split(','),
  },
  {
    field: 'measure',
    label: 'Subject or measure',
    hint: 'One a row: its name or code.',
    group: 'Result',
    kinds: ['results'],
    headings: 'subject,subjectname,measure,measurename,assessment,aspect,aspectname,assessmentname,qualification,course,test,exam'.split(
      ',',
    ),
  },
  {
    field: 'result',
    label: 'Grade or mark',
    hint: 'As the scale of the measure has it.',
    group: 'Result',
    kinds: ['results'],
    headings: 'result,grade,mark,score,currentgrade,attainment,outcome,value,level,percentage'.split(','),
  },
  {
    field: 'target',
    label: 'Target',
    hint: 'What the grade or mark should become, where each row has one subject.',
    group: 'Result',
    kinds: ['results'],
    headings:
      'target,targetgrade,targetlevel,targetmark,targetresult,targetscore,aspirationaltarget,endofkeystagetarget,endofyeartarget,tgt'.split(
        ',',
      ),
  },
];

/** … of behaviour events. */
export const eventFields: readonly KnownField[] = [
  {
    field: 'happenedOn',
    label: 'Date of the event',
    hint: 'Day, month and year with four digits.',
    group: 'Event',
    kinds: ['behaviour'],
    headings: 'eventdate,incidentdate,behaviourdate,dateofincident,dateofevent,achievementdate,date,when'.split(','),
  },
  {
    field: 'eventKind',
    label: 'Incident or positive',
    hint: 'Words for the two are asked about once.',
    group: 'Event',
    kinds: ['behaviour'],
    headings: 'kind,eventkind,type,eventtype,behaviourtype,polarity,positivenegative,positiveornegative'.split(','),
  },
  {
    field: 'category',
    label: 'Category',
    hint: 'What the school calls it.',
    group: 'Event',
    kinds: ['behaviour'],
    headings: 'category,behaviourcategory,behaviour,behaviourname,incident,incidenttype,activity,activitytype,reason,achievementtype'.split(
      ',',
    ),
  },
  {
    field: 'points',
    label: 'Points',
    hint: 'A number, if the school gives any.',
    group: 'Event',
    kinds: ['behaviour'],
    headings: 'points,behaviourpoints,score,conductpoints,totalpoints'.split(','),
  },
  {
    field: 'eventId',
    label: 'Number of the event',
    hint: 'The school system’s own: the event is known again by it.',
    group: 'Event',
    kinds: ['behaviour'],
    headings: 'eventid,incidentid,behaviourid,behavioureventid,eventnumber,incidentnumber,achievementid,conductid'.split(','),
  },
];
