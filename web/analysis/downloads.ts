import { createContext } from 'react';

/** Saves one table of the answer on the page as a file, under the page's filters. */
export const DownloadTable = createContext<(tableId: string, format: 'csv' | 'parquet') => void>(() => {});
