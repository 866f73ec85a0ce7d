import { dayLength } from '@waymark/contract/days.ts';

export type DateReading = { date: string } | { message: string; remedy: string };
export type DateOrder = 'dmy' | 'mdy';

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const remedy = 'Write it as 31/12/2010 or 2010-12-31.';

/**
 * Reads a day as school systems and spreadsheets write it: `31/12/2010`, `2010-12-31`, `31 Dec 2010`, or Excel's serial
 * number (days since 30 December 1899). Years of two digits are refused: 03/04/12 has six readings.
 */
export function readDate(text: string, order: DateOrder): DateReading {
  const value = text.trim().replace(/[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?Z?$/i, '');
  let match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(value);
  if (match) return day(Number(match[1]), Number(match[2]), Number(match[3]));
  match = /^(\d{4})(\d{2})(\d{2})$/.exec(value);
  if (match) return day(Number(match[1]), Number(match[2]), Number(match[3]));
  match = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(value);
  if (match) {
    const [first, second] = [Number(match[1]), Number(match[2])];
    return order === 'dmy' ? day(Number(match[3]), second, first) : day(Number(match[3]), first, second);
  }
  match = /^(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?[- /]?([a-z]{3,9})\.?[- /,]*(\d{4})$/i.exec(value);
  if (match) return named(Number(match[3]), match[2] ?? '', Number(match[1]));
  match = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i.exec(value);
  if (match) return named(Number(match[3]), match[1] ?? '', Number(match[2]));
  if (/^\d{1,2}[-/. ](\d{1,2}|[a-z]{3,9})[-/. ]\d{2}$/i.test(value)) {
    return {
      message: 'The year has only two digits, so the date could be read in several ways.',
      remedy: 'Write the year with four digits, as in 31/12/2010.',
    };
  }
  // 1 January 1950 to 31 December 2099: anything else is hardly a date.
  const serial = Number(value);
  if (/^\d{5}(\.\d+)?$/.test(value) && serial >= 18264 && serial <= 73050) {
    return { date: new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * dayLength).toISOString().slice(0, 10) };
  }
  return { message: 'This is not a date.', remedy };
}

function named(year: number, name: string, dayOfMonth: number): DateReading {
  const index = months.findIndex(
    (month) => name.length >= 3 && (month.startsWith(name.toLowerCase()) || (name.toLowerCase() === 'sept' && month === 'september')),
  );
  return index === -1 ? { message: `“${name}” is not a month.`, remedy } : day(year, index + 1, dayOfMonth);
}

function day(year: number, month: number, dayOfMonth: number): DateReading {
  const monthName = months[month - 1];
  if (monthName === undefined)
    return {
      message: `There is no month ${month}.`,
      remedy: 'Write day, month, year, as in 31/12/2010, or choose the other order of day and month in step 2.',
    };
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth));
  if (date.getUTCMonth() !== month - 1 || date.getUTCFullYear() !== year) {
    const titled = monthName.charAt(0).toUpperCase() + monthName.slice(1);
    return { message: `There is no ${dayOfMonth} ${titled} ${year}.`, remedy: 'Look up the right day.' };
  }
  return { date: date.toISOString().slice(0, 10) };
}

/** Month first, when some date of the column can only be read so and none can only be read day first. */
export function dateOrderOf(samples: readonly string[]): DateOrder {
  let dayFirst = false;
  let monthFirst = false;
  for (const sample of samples) {
    const match = /^(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}/.exec(sample.trim());
    if (!match) continue;
    if (Number(match[1]) > 12) dayFirst = true;
    if (Number(match[2]) > 12) monthFirst = true;
  }
  return monthFirst && !dayFirst ? 'mdy' : 'dmy';
}
