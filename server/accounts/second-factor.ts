import { APIError } from 'better-auth/api';
import { twoFactor } from 'better-auth/plugins';

/**
 * The second factor, asked for after a sign-in link as after a password: the library asks after a password only, and
 * whoever reads a person's e-mail would be past it. A link is opened in a browser, so its answer is a way to the page
 * that asks for the code, not JSON.
 */
export function secondFactor() {
  const plugin = twoFactor({ issuer: 'Waymark' });
  const afterPassword = plugin.hooks.after[0];
  if (afterPassword === undefined) throw new Error('The accounts library no longer asks for a second factor where it did.');
  return {
    ...plugin,
    hooks: {
      after: [
        afterPassword,
        {
          matcher: (context: { path?: string }) => context.path === '/magic-link/verify',
          handler: async (context: Parameters<typeof afterPassword.handler>[0]) => {
            const answer = (await afterPassword.handler(context)) as unknown as {
              headers?: Headers;
              response?: { twoFactorRedirect?: boolean };
            };
            if (answer.response?.twoFactorRedirect !== true) return answer;
            const next = (context as { query?: { callbackURL?: string } }).query?.callbackURL ?? '/';
            const location = `/sign-in?${new URLSearchParams({ code: '1', next }).toString()}`;
            const headers = new Headers(answer.headers);
            // takes the place of the way on that the link's own answer already set
            headers.set('location', location);
            return { headers, response: new APIError('FOUND', undefined, { location }) };
          },
        },
      ],
    },
  } as typeof plugin;
}
