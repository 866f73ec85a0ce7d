/** Files chosen in this visit, by the import they were sent as: for reading another sheet without choosing again. */
export const chosenFiles = new Map<string, File>();
