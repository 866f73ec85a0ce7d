// Every text a person reads, by noun. `import * as t from '…/catalogue.ts'`, then `t.students.title`: as a namespace, a page
// carries only the nouns it uses, and the first load does not carry them all.
export { account } from './account.ts';
export { administration } from './administration.ts';
export { shell } from './shell.ts';
export { signIn } from './signIn.ts';
export { links } from './links.ts';
export { levelChoice } from './levelChoice.ts';
export { meetingRoom } from './meetingRoom.ts';
export { actions } from './actions.ts';
export { caseload } from './caseload.ts';
export { day } from './day.ts';
export { meetings } from './meetings.ts';
export { frameworks } from './frameworks.ts';
export { frameworkDrafts } from './frameworkDrafts.ts';
export { ownView } from './ownView.ts';
export { ladders } from './ladders.ts';
export { students } from './students.ts';
export { characteristics } from './characteristics.ts';
export { prep } from './prep.ts';
export { outcomes } from './outcomes.ts';
export { imports } from './imports.ts';
export { matches } from './matches.ts';
export { programmes } from './programmes.ts';
export { schools } from './schools.ts';
