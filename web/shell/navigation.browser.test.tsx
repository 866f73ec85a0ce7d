import { matchRoutes } from 'react-router';
import { expect, test } from 'vitest';
import { Role } from '@waymark/contract/common.ts';
import { account, commands, homes, places, placesOf } from '../navigation.ts';
import { routes } from '../routes.tsx';

const offered = [...places, account, ...commands];

test.each(offered.map(({ to, label }) => [label, to]))('%s leads to a page', (_, to) => {
  const leaf = matchRoutes(routes, to)?.at(-1)?.route;
  expect(leaf?.path).not.toBe('*');
  expect(leaf?.lazy).toBeDefined();
});

test.each(Role.options)('the home of a %s is a place they have', (role) => {
  expect(placesOf(role).map(({ to }) => to)).toContain(homes[role]);
});
