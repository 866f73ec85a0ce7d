import { z } from 'zod';

const Flag = z.enum(['0', '1']).transform((value) => value === '1');

const Environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  PUBLIC_URL: z.url().optional(),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'starts with postgres://')
    .optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'starts with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z.string().default('Waymark <no-reply@localhost>'),
  DEMO: Flag.optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  // behind a proxy that sets X-Forwarded-For itself; never otherwise, since anybody could then choose their address
  TRUST_PROXY: Flag.default(false),
});

export interface Config {
  host: string;
  port: number;
  /** Where people reach Waymark, without a slash at the end; from HOST and PORT unless PUBLIC_URL is set. */
  publicUrl: string;
  dataDir: string;
  databaseUrl: string | undefined;
  smtpUrl: string | undefined;
  mailFrom: string;
  /** Undefined: the demo organisation is made only on a fresh embedded database. */
  demo: boolean | undefined;
  logLevel: string;
  trustProxy: boolean;
}

/** The settings, checked. Throws one sentence that names each variable that cannot be used, and what it may be. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')} (${issue.message})`);
    throw new Error(`Waymark cannot start with these settings: ${problems.join('; ')}.`);
  }
  const value = parsed.data;
  const host = value.HOST === '0.0.0.0' || value.HOST === '::' ? 'localhost' : value.HOST;
  return {
    host: value.HOST,
    port: value.PORT,
    publicUrl: (value.PUBLIC_URL ?? `http://${host}:${value.PORT}`).replace(/\/$/, ''),
    dataDir: value.DATA_DIR,
    databaseUrl: value.DATABASE_URL,
    smtpUrl: value.SMTP_URL,
    mailFrom: value.MAIL_FROM,
    demo: value.DEMO,
    logLevel: value.LOG_LEVEL,
    trustProxy: value.TRUST_PROXY,
  };
}
