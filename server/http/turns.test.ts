import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

test('so many work at once; the others in the order they came, whoever fails or leaves, and nobody is forgotten', async () => {
  const turns = new Turns(2);
  const began: string[] = [];
  const held = new Map<string, PromiseWithResolvers<string>>();
  const ask = (name: string, wanted = new AbortController().signal) =>
    turns.take(() => {
      began.push(name);
      const end = Promise.withResolvers<string>();
      held.set(name, end);
      return end.promise;
    }, wanted);
  const leaves = new AbortController();
  const [ann, ben] = [ask('Ann'), ask('Ben')];
  const cat = ask('Cat', leaves.signal);
  const [dan, eve] = [ask('Dan'), ask('Eve')];
  leaves.abort(new Error('left'));
  expect(began).toEqual(['Ann', 'Ben']);
  held.get('Ann')?.reject(new Error('fails'));
  await expect(ann).rejects.toThrow('fails');
  await expect(cat).rejects.toThrow('left');
  expect(began).toEqual(['Ann', 'Ben', 'Dan']);
  held.get('Ben')?.resolve('done');
  await expect(ben).resolves.toBe('done');
  expect(began).toEqual(['Ann', 'Ben', 'Dan', 'Eve']);
  for (const name of ['Dan', 'Eve']) held.get(name)?.resolve(name);
  await expect(Promise.all([dan, eve])).resolves.toEqual(['Dan', 'Eve']);
  const [fay, gus] = [ask('Fay'), ask('Gus')];
  expect(began.slice(4)).toEqual(['Fay', 'Gus']);
  for (const name of ['Fay', 'Gus']) held.get(name)?.resolve(name);
  await Promise.all([fay, gus]);
});
