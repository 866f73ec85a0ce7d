import type { Endpoint } from '@waymark/contract/endpoint.ts';
import { getIntervention, listInterventions, listPlaces } from '@waymark/contract/interventions.ts';
import { getRegister, getStudentHelp, listParticipations, listSessions, newRegister } from '@waymark/contract/participations.ts';

/** What is no longer true once a list or a register changes. */
export const readsOfHelp: readonly Endpoint[] = [
  listInterventions,
  getIntervention,
  listPlaces,
  listSessions,
  getRegister,
  newRegister,
  getStudentHelp,
  listParticipations,
];
