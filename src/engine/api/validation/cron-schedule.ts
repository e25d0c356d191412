/** Parses the schedules of CronJobs, with the API server's errors. */
// Models github.com/robfig/cron/v3 parser.go, ParseStandard

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Minute, hour, day of the month, month, day of the week. */
const fields: readonly Bounds[] = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  { min: 1, max: 12, names: months },
  { min: 0, max: 6, names: days },
];

const descriptors = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

/** Returns the error in a schedule, or `undefined`. */
export function scheduleProblem(schedule: string): string | undefined {
  if (/^@every /.test(schedule)) return everyProblem(schedule);
  if (schedule.startsWith('@')) {
    return descriptors.includes(schedule) ? undefined : `unrecognized descriptor: ${schedule}`;
  }
  const given = schedule.split(/\s+/).filter((field) => field !== '');
  if (given.length !== fields.length) {
    return `expected exactly ${fields.length} fields, found ${given.length}: [${given.join(' ')}]`;
  }
  for (const [i, field] of given.entries()) {
    for (const range of field.split(',').filter((part) => part !== '')) {
      const problem = rangeProblem(range, fields[i]!);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}

function everyProblem(schedule: string): string | undefined {
  const duration = schedule.slice('@every '.length);
  if (/^[-+]?(\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)((\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h))*$/.test(duration)) {
    return undefined;
  }
  return `failed to parse duration ${schedule}: time: invalid duration ${JSON.stringify(duration)}`;
}

function rangeProblem(text: string, bounds: Bounds): string | undefined {
  const [range, step, ...rest] = text.split('/');
  const [low, high, ...more] = range!.split('-');
  const any = low === '*' || low === '?';
  let [start, end] = [bounds.min, bounds.max];
  if (!any) {
    const from = numberOf(low!, bounds.names);
    if (typeof from === 'string') return from;
    start = end = from + (bounds.names === months && !/^\d/.test(low!) ? 1 : 0);
    if (high !== undefined && more.length === 0) {
      const to = numberOf(high, bounds.names);
      if (typeof to === 'string') return to;
      end = to + (bounds.names === months && !/^\d/.test(high) ? 1 : 0);
    } else if (more.length > 0) return `too many hyphens: ${text}`;
  }
  if (rest.length > 0) return `too many slashes: ${text}`;
  let by = 1;
  if (step !== undefined) {
    const given = numberOf(step);
    if (typeof given === 'string') return given;
    by = given;
    if (high === undefined && !any) end = bounds.max;
  }
  if (start < bounds.min) return `beginning of range (${start}) below minimum (${bounds.min}): ${text}`;
  if (end > bounds.max) return `end of range (${end}) above maximum (${bounds.max}): ${text}`;
  if (start > end) return `beginning of range (${start}) beyond end of range (${end}): ${text}`;
  if (by === 0) return `step of range should be a positive number: ${text}`;
  return undefined;
}

/** Returns the number of a part, or the error in it; names count from 0. */
function numberOf(text: string, names: readonly string[] = []): number | string {
  const named = names.indexOf(text.toLowerCase());
  if (named >= 0) return named;
  if (!/^[-+]?\d+$/.test(text)) {
    return `failed to parse int from ${text}: strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`;
  }
  return Number(text) < 0 ? `negative number (${Number(text)}) not allowed: ${text}` : Number(text);
}
