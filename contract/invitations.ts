import { z } from 'zod';
import { Done, Line, Role } from './common.ts';
import { endpoint } from './endpoint.ts';
import { Password } from './session.ts';

const TokenParams = z.object({ token: z.string().min(20).max(200) });

export const getInvitation = endpoint({
  method: 'GET',
  path: '/invitations/:token',
  summary: 'What an invitation link invites to',
  access: 'public',
  params: TokenParams,
  response: z.object({
    organisation: z.string(),
    role: Role,
    name: z.string(),
    email: z.string(),
    /** True when this e-mail already has an account: signing in to it accepts, and no new password is set. */
    hasAccount: z.boolean(),
  }),
});

export const acceptInvitation = endpoint({
  method: 'POST',
  path: '/invitations/:token/acceptance',
  summary: 'Accept an invitation: make the account if there is none, and take the seat; sign in afterwards',
  access: 'public',
  params: TokenParams,
  body: z.object({ name: Line, password: Password.optional() }),
  response: Done,
});
