import type { Endpoint } from '@waymark/contract/endpoint.ts';
import { getIntervention, listInterventions, listPlaces } from '@waymark/contract/interventions.ts';
import { getSession, getStudentHelp, listParticipations, listSessions, newRegister } from '@waymark/contract/participations.ts';

/** What is no longer true once a list or a register changes. */
export const readsOfHelp: readonly Endpoint[] = [
  listInterventions,
  getIntervention,
  listPlaces,
  listSessions,
  getSession,
  newRegister,
  getStudentHelp,
  listParticipations,
];
