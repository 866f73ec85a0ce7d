/** What is done to a draft, in the order it is usually done; any other is as good. */
export const steps = ['about', 'sections', 'evidence', 'numbers', 'words', 'preview', 'final'] as const;
export type Step = (typeof steps)[number];

export const isStep = (value: string | null): value is Step => steps.some((step) => step === value);
