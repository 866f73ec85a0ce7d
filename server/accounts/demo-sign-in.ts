import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/**
 * The sign-in links of the demo organisation, one a role, printed at the start. Mounted in the demo only; the key in
 * the link is derived from the installation's secret, so that nobody else on the network can make one up.
 */
export function demoSignIn(emailOf: (role: string, key: string) => string | undefined) {
  return {
    id: 'demo-sign-in',
    endpoints: {
      demoSignIn: createAuthEndpoint(
        '/demo/sign-in',
        { method: 'GET', query: z.object({ role: z.string(), key: z.string() }) },
        async (ctx) => {
          const email = emailOf(ctx.query.role, ctx.query.key);
          const found = email === undefined ? null : await ctx.context.internalAdapter.findUserByEmail(email);
          if (found === null) throw new APIError('NOT_FOUND', { message: 'This sign-in link is not one of this demo.' });
          const session = await ctx.context.internalAdapter.createSession(found.user.id);
          await setSessionCookie(ctx, { session, user: found.user });
          throw ctx.redirect('/');
        },
      ),
    },
  };
}
