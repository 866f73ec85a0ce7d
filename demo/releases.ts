import { createHash } from 'node:crypto';
import { addDays } from './calendar.ts';
import type { Demo } from './generate.ts';
import { idMaker } from './ids.ts';
import { randomOf } from './random.ts';

/** A release the analyst took some weeks ago: its file has been put away since, who took it and why stays. */
export function releaseTables({ staff }: Demo, { today, seed }: { today: string; seed: string }): [table: string, rows: object[]][] {
  const analyst = staff.others.find(({ role }) => role === 'analyst');
  const day = addDays(today, -41);
  return [
    [
      'releases',
      [
        {
          id: idMaker(randomOf(seed, 'releases'))(day),
          purpose: 'Interim evaluation for the trustees: who stays, and who moves',
          formats: ['csv'],
          as_of: `${day}T09:12:00Z`,
          as_on: day,
          rare_below: 10,
          pseudonym_key: createHash('sha256').update(`${seed} release`).digest('hex'),
          status: 'put_away',
          making: 2,
          created_at: `${day}T09:12:00Z`,
          created_by: analyst?.id ?? null,
          touched_at: `${addDays(today, -27)}T03:20:00Z`,
          ready_at: `${day}T09:13:00Z`,
          taken: 2,
          last_taken_at: `${addDays(today, -38)}T14:40:00Z`,
        },
      ],
    ],
  ];
}
