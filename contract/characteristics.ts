import { z } from 'zod';
import { Id, IdParams, Instant, Line, Version } from './common.ts';
import { endpoint } from './endpoint.ts';

/** Why there is no value: each is an answer of its own, not a blank. */
export const MissingCharacteristic = z.enum(['not_collected', 'prefer_not_to_say', 'not_known', 'not_applicable']);
export type MissingCharacteristic = z.infer<typeof MissingCharacteristic>;

export const CharacteristicOption = z.object({
  code: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9_.+-]{1,20}$/, 'A code is 1 to 20 letters, digits, or _ . + -'),
  label: Line,
});
export type CharacteristicOption = z.infer<typeof CharacteristicOption>;

const Options = z
  .array(CharacteristicOption)
  .min(2, 'Give at least two values to choose from.')
  .max(60)
  .refine((options) => new Set(options.map((option) => option.code)).size === options.length, 'Two values have the same code.');

export const Characteristic = z.object({
  id: Id,
  code: z.string(),
  label: z.string(),
  options: z.array(CharacteristicOption),
  /** One of Waymark's own: its codes stay, so that organisations can be compared. */
  shipped: z.boolean(),
  archived: z.boolean(),
  version: Version,
});
export type Characteristic = z.infer<typeof Characteristic>;

export const listCharacteristics = endpoint({
  method: 'GET',
  path: '/characteristics',
  summary: 'List what the organisation records about students, with the values to choose from.',
  response: z.object({ items: z.array(Characteristic) }),
});

export const createCharacteristic = endpoint({
  method: 'POST',
  path: '/characteristics',
  summary: "Add a characteristic of the organisation's own.",
  body: z.object({ id: Id, label: Line, options: Options }),
  response: z.object({ id: Id, code: z.string(), version: Version }),
});

export const updateCharacteristic = endpoint({
  method: 'PUT',
  path: '/characteristics/:id',
  summary: 'Reword a characteristic, add values, or archive it. A value that students have cannot be removed.',
  params: IdParams,
  ifMatch: true,
  body: z.object({ label: Line, options: Options, archived: z.boolean().default(false) }),
  response: z.object({ id: Id, version: Version }),
});

const RecordedValue = z.object({
  id: Id,
  value: z.string().nullable(),
  missingReason: MissingCharacteristic.nullable(),
  recordedAt: Instant,
  recordedBy: z.string().nullable(),
});

export const StudentCharacteristic = z.object({
  characteristic: Characteristic.omit({ version: true }),
  /** Null when nobody has recorded anything yet. */
  current: RecordedValue.nullable(),
  /** What it said before, latest first. */
  earlier: z.array(RecordedValue),
});
export type StudentCharacteristic = z.infer<typeof StudentCharacteristic>;

export const getStudentCharacteristics = endpoint({
  method: 'GET',
  path: '/students/:id/characteristics',
  summary: "Read a student's characteristics with their history. Written to the access log.",
  params: IdParams,
  response: z.object({ items: z.array(StudentCharacteristic) }),
});

export const setStudentCharacteristics = endpoint({
  method: 'PUT',
  path: '/students/:id/characteristics',
  summary: "Record a student's characteristics; what was there stays in the history.",
  params: IdParams,
  body: z.object({
    values: z
      .array(
        z
          .object({
            id: Id,
            characteristicId: Id,
            value: z.string().nullable(),
            missingReason: MissingCharacteristic.nullable(),
            /** The recorded value this one takes the place of, as the person saw it; null when there was none. */
            replaces: Id.nullable(),
          })
          .refine((row) => (row.value === null) !== (row.missingReason === null), {
            message: 'Give a value, or say why there is none, and not both.',
            path: ['value'],
          }),
      )
      .min(1)
      .max(60),
  }),
  response: z.object({ recorded: z.int() }),
});
