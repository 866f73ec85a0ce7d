import { writeFileSync } from 'node:fs';
import { openApi } from './openapi.ts';

// Writes openapi.json from the contract; `npm run check` says when it is out of date.
writeFileSync(new URL('../../openapi.json', import.meta.url), `${JSON.stringify(openApi(), null, 2)}\n`);
