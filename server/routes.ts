import type { Route } from './http/route.ts';
import { routes as audit } from './audit/routes.ts';
import { routes as invitations } from './invitations/routes.ts';
import { routes as mail } from './mail/routes.ts';
import { routes as members } from './members/routes.ts';
import { routes as organisations } from './organisations/routes.ts';
import { routes as session } from './session/routes.ts';
import { routes as tokens } from './tokens/routes.ts';
import { routes as students } from './students/routes.ts';
import { routes as schools } from './schools/routes.ts';
import { routes as characteristics } from './characteristics/routes.ts';
import { routes as programmes } from './programmes/routes.ts';
import { routes as enrolments } from './enrolments/routes.ts';
import { routes as matches } from './matches/routes.ts';

/** Every endpoint of the contract, bound. */
export const routes: readonly Route[] = [...session, ...organisations, ...members, ...invitations, ...tokens, ...mail, ...audit, ...students, ...schools, ...characteristics, ...programmes, ...enrolments, ...matches];
