import { betterAuth } from 'better-auth';
import { magicLink } from 'better-auth/plugins';
import type { Config } from '../config.ts';
import type { Database } from '../db/connection.ts';
import { demoSignIn } from './demo-sign-in.ts';
import { secondFactor } from './second-factor.ts';

export interface User {
  id: string;
  name: string;
  email: string;
  twoFactor: boolean;
}

/** Users, passwords, second factors and sessions: all of it the accounts library's work. */
export interface Accounts {
  /** Answers `/api/auth/*`. */
  handle(request: Request): Promise<Response>;
  /** Who the cookies of a request belong to. */
  userOf(headers: Headers): Promise<User | undefined>;
  findUser(email: string): Promise<{ id: string } | undefined>;
  /** Makes a user whose e-mail is known to be theirs, since they came by a link that was sent there. */
  createUser(user: { name: string; email: string; password?: string }): Promise<string>;
  /** Drops what is remembered of sessions and seats, so that the next request looks again. */
  forget(): void;
  onForget(listener: () => void): void;
}

export interface AccountsOptions {
  database: Database;
  config: Config;
  secret: string;
  /** Brings a sign-in link to the person, or does nothing when there is no such person. */
  sendSignInLink: (email: string, url: string) => Promise<void>;
  /** Brings a link to choose a new password. */
  sendPasswordLink: (email: string, url: string) => Promise<void>;
  /** The e-mail of a demo role when the key fits; undefined outside the demo. */
  demoEmail?: (role: string, key: string) => string | undefined;
}

export const MINIMUM_PASSWORD = 12;

/** Sets the accounts library up over our database and settings. */
export function createAccounts(options: AccountsOptions): Accounts {
  const { config } = options;
  const auth = betterAuth({
    appName: 'Waymark',
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    secret: options.secret,
    // opened on this machine by whichever of its names
    trustedOrigins: [config.publicUrl, `http://localhost:${config.port}`, `http://127.0.0.1:${config.port}`],
    database: { db: options.database.accounts.withSchema('accounts'), type: 'postgres' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MINIMUM_PASSWORD,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: 60 * 60,
      sendResetPassword: ({ user, url }) => options.sendPasswordLink(user.email, url),
    },
    session: { expiresIn: 60 * 60 * 24 * 7, updateAge: 60 * 60 * 24 },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 200,
      customRules: {
        '/sign-in/email': { window: 60, max: 15 },
        '/sign-in/magic-link': { window: 60, max: 6 },
        '/request-password-reset': { window: 60, max: 6 },
        '/reset-password': { window: 60, max: 6 },
        '/two-factor/verify-totp': { window: 60, max: 6 },
        '/two-factor/verify-backup-code': { window: 60, max: 6 },
        '/change-password': { window: 60, max: 6 },
      },
    },
    advanced: {
      cookiePrefix: 'waymark',
      useSecureCookies: config.publicUrl.startsWith('https://'),
      ipAddress: { ipAddressHeaders: ['x-waymark-ip'] },
    },
    telemetry: { enabled: false },
    logger: { disabled: config.logLevel === 'silent', level: 'error' },
    plugins: [
      secondFactor(),
      magicLink({
        expiresIn: 15 * 60,
        disableSignUp: true,
        storeToken: 'hashed',
        sendMagicLink: ({ email, url }) => options.sendSignInLink(email, url),
      }),
      ...(options.demoEmail === undefined ? [] : [demoSignIn(options.demoEmail)]),
    ],
  });

  const remembered = new Map<string, { user: User | undefined; until: number }>();
  const listeners: (() => void)[] = [];
  const forget = () => {
    remembered.clear();
    for (const listener of listeners) listener();
  };

  return {
    async handle(request) {
      const response = await auth.handler(request);
      // anything but a look may have begun or ended a session
      if (request.method !== 'GET' || request.url.includes('/magic-link/') || request.url.includes('/demo/')) forget();
      return response;
    },
    async userOf(headers) {
      const cookie = headers.get('cookie');
      if (cookie === null || !cookie.includes('waymark')) return undefined;
      const known = remembered.get(cookie);
      if (known !== undefined && known.until > Date.now()) return known.user;
      const found = await auth.api.getSession({ headers });
      const user =
        found === null
          ? undefined
          : { id: found.user.id, name: found.user.name, email: found.user.email, twoFactor: found.user.twoFactorEnabled === true };
      if (remembered.size > 5_000) remembered.clear();
      remembered.set(cookie, { user, until: Date.now() + 10_000 });
      return user;
    },
    async findUser(email) {
      const context = await auth.$context;
      const found = await context.internalAdapter.findUserByEmail(email.toLowerCase());
      return found === null ? undefined : { id: found.user.id };
    },
    async createUser({ name, email, password }) {
      const context = await auth.$context;
      const user = await context.internalAdapter.createUser({ name, email: email.toLowerCase(), emailVerified: true }, { method: 'admin' });
      if (password !== undefined) {
        await context.internalAdapter.linkAccount({
          userId: user.id,
          accountId: user.id,
          providerId: 'credential',
          password: await context.password.hash(password),
        });
      }
      return user.id;
    },
    forget,
    onForget: (listener) => void listeners.push(listener),
  };
}
