/** `date -d '2 hours ago'`, `date -d "$t + 1 day"`, `date -I`: forms that just-bash does not parse. */
import type { Refinement } from './refinement.ts';

const unitMs: Readonly<Record<string, number>> = {
  sec: 1000,
  second: 1000,
  min: 60_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
  fortnight: 1_209_600_000,
};
const relative =
  /([-+])?\s*(\d+|an?|next|last)?\s*\b(seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|fortnights?|months?|years?)\b(\s+ago)?/gi;
const clock = /\b(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(am|pm)?/i;

/** Returns the time that a text names, in ms; `undefined` if it is not a time. */
function momentOf(text: string, now: number): number | undefined {
  const stamp = /^\s*@(-?\d+)(?:\.\d+)?\s*(.*)$/s.exec(text);
  let rest = (stamp?.[2] ?? text).trim();
  let moment = stamp === null ? now : Number(stamp[1]) * 1000;
  const absolute =
    /^(\d{4}-\d{1,2}-\d{1,2})(?:[T ]\s*(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?\s*(Z|UTC|GMT|[-+]\d{2}:?\d{2})?(?=\s|$|[-+])/i.exec(
      rest,
    );
  if (absolute !== null && stamp === null) {
    const [whole, day = '', time, zone] = absolute;
    const date = day.split('-').map((part) => part.padStart(2, '0'));
    const offset = zone === undefined || /^[a-z]/i.test(zone) ? 'Z' : zone;
    moment = Date.parse(`${date.join('-')}T${(time ?? '00:00').padStart(5, '0')}${offset}`);
    if (Number.isNaN(moment) || new Date(moment + offsetMs(offset)).getUTCDate() !== Number(date[2])) return undefined;
    rest = rest.slice(whole.length);
  }
  const items: (readonly [count: number, unit: string])[] = [];
  rest = rest.replace(relative, (_, sign: string, count: string = '1', unit: string, ago: string) => {
    const number = /^(an?|next)$/i.test(count) ? 1 : /^last$/i.test(count) ? -1 : Number(count);
    items.push([number * (sign === '-' ? -1 : 1) * (ago === undefined ? 1 : -1), unit.toLowerCase().replace(/s$/, '')]);
    return ' ';
  });
  rest = rest.replace(/\b(now|today|yesterday|tomorrow|noon|midnight)\b/gi, (word: string) => {
    const days = { yesterday: -1, tomorrow: 1 }[word.toLowerCase()];
    if (days !== undefined) items.push([days, 'day']);
    if (/noon|midnight/i.test(word)) moment = startOfDay(moment) + (/noon/i.test(word) ? 43_200_000 : 0);
    return ' ';
  });
  rest = rest.replace(clock, (_, hours: string, minutes: string, seconds = '0', half = '') => {
    const hour = (Number(hours) % (half === '' ? 24 : 12)) + (/pm/i.test(half as string) ? 12 : 0);
    moment = startOfDay(moment) + ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
    return ' ';
  });
  rest = rest.replace(/\b(UTC|GMT|Z)\b/gi, '').trim();
  if (rest !== '') {
    const read = Date.parse(/\d{4}/.test(rest) && !/:/.test(rest) ? `${rest} UTC` : rest);
    if (Number.isNaN(read) || stamp !== null || absolute !== null) return undefined;
    moment = read;
  }
  for (const [count, unit] of items) moment = shifted(moment, count, unit);
  return Number.isNaN(moment) || Math.abs(moment) > 8.64e15 ? undefined : moment;
}

const offsetMs = (zone: string): number => {
  const [, sign, hours = '0', minutes = '0'] = /^([-+])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
};

const startOfDay = (moment: number): number => moment - (((moment % 86_400_000) + 86_400_000) % 86_400_000);

function shifted(moment: number, count: number, unit: string): number {
  const ms = unitMs[unit];
  if (ms !== undefined) return moment + count * ms;
  const date = new Date(moment);
  if (unit === 'year') date.setUTCFullYear(date.getUTCFullYear() + count);
  else date.setUTCMonth(date.getUTCMonth() + count);
  return date.getTime();
}

const isoFormats: Readonly<Record<string, string>> = {
  date: '%Y-%m-%d',
  hours: '%Y-%m-%dT%H+00:00',
  minutes: '%Y-%m-%dT%H:%M+00:00',
  seconds: '%Y-%m-%dT%H:%M:%S+00:00',
  ns: '%Y-%m-%dT%H:%M:%S,%N+00:00',
};

export const date: Refinement = async (args, context, run) => {
  let moment: number | undefined;
  const others: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!;
    const [, attached] = /^(?:-u?d|--date=)(.*)$/s.exec(arg) ?? [];
    const text = attached === undefined ? undefined : attached === '' ? (args[++at] ?? '') : attached;
    const [, precision] = /^(?:-I|--iso-8601=?)([a-z]*)$/.exec(arg) ?? [];
    if (text !== undefined) {
      if (arg.startsWith('-ud')) others.push('-u');
      moment = momentOf(text === '' ? 'today 00:00' : text, Date.now());
      if (moment === undefined) return { stdout: '', stderr: `date: invalid date ‘${text}’\n`, exitCode: 1 };
    } else if (precision !== undefined && isoFormats[precision || 'date'] !== undefined) {
      others.push(`+${isoFormats[precision || 'date']}`);
    } else if (/^--rfc-3339=/.test(arg)) others.push('+%Y-%m-%d %H:%M:%S+00:00');
    else if (!arg.startsWith('-') && !arg.startsWith('+')) {
      return { stdout: '', stderr: `date: invalid date ‘${arg}’\n`, exitCode: 1 };
    } else others.push(arg);
  }
  const at = moment ?? Date.now();
  const thousandth = String(((at % 1000) + 1000) % 1000).padStart(3, '0');
  const plain = others.map((arg) =>
    arg.startsWith('+')
      ? arg.replace(/%(\d*)N/g, (_, digits: string) => thousandth.padEnd(9, '0').slice(0, Number(digits) || 9))
      : arg,
  );
  return run([...plain, '-d', `@${Math.floor(at / 1000)}`], context);
};
