import { expect, test } from 'vitest';
import { z } from 'zod';
import { createClient, OfflineError } from './client.ts';
import { endpoint } from './endpoint.ts';

const readThing = endpoint({ method: 'GET', path: '/things', summary: 'Read things.', response: z.object({ n: z.number() }) });

const answering = (body: BodyInit) => createClient({ baseUrl: 'http://waymark.example', fetch: async () => new Response(body) });

test('an answer that breaks off in the middle is a lost connection, as one that never began', async () => {
  const broken = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"n":'));
    },
    pull(controller) {
      controller.error(new TypeError('terminated'));
    },
  });
  await expect(answering(broken)(readThing, {})).rejects.toBeInstanceOf(OfflineError);
});

test('a whole answer is read, and one that is no JSON is not called a lost connection', async () => {
  expect(await answering('{"n":1}')(readThing, {})).toEqual({ n: 1 });
  await expect(answering('<html>')(readThing, {})).rejects.toBeInstanceOf(SyntaxError);
});
