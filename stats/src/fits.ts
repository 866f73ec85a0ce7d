import { cumulativeLinkMixed } from './cumulative-link-mixed.ts';
import { cumulativeLogit } from './cumulative-logit.ts';
import { mixedModel } from './mixed-model.ts';
import { severity } from './severity.ts';
import { sharedSeverity } from './shared-severity.ts';

/** The fits that may take long, by the name a worker knows them by. Each is `(table, options) → answer`, and pure. */
export const fits = { cumulativeLogit, mixedModel, cumulativeLinkMixed, severity, sharedSeverity };

export type FitName = keyof typeof fits;
