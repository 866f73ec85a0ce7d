import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { getSession } from '@waymark/contract/session.ts';
import { expectAccessible, expectNoSidewaysScroll, renderPage } from '../testing/renderPage.tsx';
import { Component } from './ApiPage.tsx';

const description = {
  paths: {
    '/api/students/{id}': {
      get: {
        operationId: 'getStudent',
        tags: ['students'],
        summary: 'Read one student.',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
        responses: {
          200: {
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: { givenName: { type: 'string' }, yearGroup: { anyOf: [{ type: 'integer' }, { type: 'null' }] } },
                },
              },
            },
          },
        },
      },
    },
    '/api/session': {
      get: { operationId: 'getSession', tags: ['session'], summary: 'Who is signed in', security: [], parameters: [], responses: {} },
    },
  },
};

test('the API page shows an endpoint with its parameters and an example, and finds by word', async () => {
  const openapi = {
    endpoint: { method: 'GET', path: '/openapi.json', summary: '', response: getSession.response } as const,
    reply: () => description,
  };
  const { screen } = await renderPage([{ path: '/api', Component }], { at: '/api', session: { role: 'admin' }, respond: [openapi] });
  await userEvent.fill(screen.getByLabelText('Find an endpoint'), 'one student');
  await expect.element(screen.getByText('/api/session')).not.toBeInTheDocument();
  await userEvent.click(screen.getByText('/api/students/{id}'));
  await expect.element(screen.getByText('path, required')).toBeVisible();
  await expect.element(screen.getByRole('region', { name: 'Answer, Example' })).toHaveTextContent('{ "givenName": "…", "yearGroup": 1 }');
  expectNoSidewaysScroll();
  await expectAccessible();
});
