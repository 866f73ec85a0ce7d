/*
 * Every file of browser tests begins at the same moment, a Tuesday in term, and time passes from there: what is written
 * otherwise on another day (a date of this year stands there without its year) is the same whenever the tests are run.
 */
const RealDate = Date;
const ahead = RealDate.parse('2026-11-24T09:00:00Z') - RealDate.now();
const now = (): number => RealDate.now() + ahead;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given: unknown[], made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made) as Date,
  get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
});
