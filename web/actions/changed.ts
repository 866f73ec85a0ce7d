import { getAction, listActionProposals, listActions } from '@waymark/contract/actions.ts';
import { getCaseload } from '@waymark/contract/caseload.ts';
import type { Endpoint } from '@waymark/contract/endpoint.ts';

/** What is no longer true once an action is added, changed or closed. */
export const readsOfActions: readonly Endpoint[] = [listActions, getAction, listActionProposals, getCaseload];
