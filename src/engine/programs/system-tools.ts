/** Programs that print facts about the container, and the time. */
import { EPOCH } from '../sim/time.ts';
import { contentsOf } from './image-contents.ts';
import { outcome, type Tool } from './program-host.ts';

const hostname: Tool = (args, { hostname: name, address, namespace, query }) => {
  if (args.includes('-i') || args.includes('-I')) return outcome(`${address}${args.includes('-I') ? ' ' : ''}\n`);
  if (args.includes('-f') || args.includes('--fqdn')) {
    const reversed = query(`${address.split('.').reverse().join('.')}.in-addr.arpa.`, 'PTR').records;
    const own = reversed.find(({ data }) => data.startsWith(`${name}.`) && data.includes(`.${namespace}.`));
    return outcome(`${own?.data.replace(/\.$/, '') ?? name}\n`);
  }
  return outcome(`${name}\n`);
};

const ps: Tool = (_, container) => {
  const main = contentsOf(container.image).main.join(' ');
  return outcome(`PID   USER     TIME  COMMAND\n    1 root      0:00 ${main}\n`);
};

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = 'January February March April May June July August September October November December'.split(' ');

/** @param now Virtual ms. */
function formatted(format: string, now: number): string {
  const time = new Date(EPOCH + now);
  const two = (value: number): string => String(value).padStart(2, '0');
  const [day, month] = [days[time.getUTCDay()]!, months[time.getUTCMonth()]!];
  const parts: Readonly<Record<string, string>> = {
    A: day,
    B: month,
    H: two(time.getUTCHours()),
    I: two(time.getUTCHours() % 12 || 12),
    M: two(time.getUTCMinutes()),
    N: `${String(time.getUTCMilliseconds()).padStart(3, '0')}000000`,
    S: two(time.getUTCSeconds()),
    Y: String(time.getUTCFullYear()),
    Z: 'UTC',
    a: day.slice(0, 3),
    b: month.slice(0, 3),
    d: two(time.getUTCDate()),
    e: String(time.getUTCDate()).padStart(2),
    m: two(time.getUTCMonth() + 1),
    n: '\n',
    p: time.getUTCHours() < 12 ? 'AM' : 'PM',
    s: String(Math.floor((EPOCH + now) / 1000)),
    y: two(time.getUTCFullYear() % 100),
    z: '+0000',
    '%': '%',
  };
  const long = { F: '%Y-%m-%d', T: '%H:%M:%S', R: '%H:%M', D: '%m/%d/%y', c: '%a %b %e %H:%M:%S %Y' };
  return format
    .replace(/%([FTRDc])/g, (_, letter: 'F') => long[letter])
    .replace(/%([A-Za-z%])/g, (all, letter: string) => parts[letter] ?? all);
}

const date: Tool = (args, _, { now }) => {
  const format = args.find((arg) => arg.startsWith('+'))?.slice(1);
  const iso = args.some((arg) => /^(?:-I|--iso-8601)/.test(arg));
  const seconds = args.some((arg) => /^(?:-I|--iso-8601=)s/.test(arg));
  const given =
    format ?? (iso ? `%F${seconds ? 'T%T+00:00' : ''}` : args.includes('-R') ? '%a, %d %b %Y %T %z' : undefined);
  return outcome(`${formatted(given ?? '%a %b %e %H:%M:%S %Z %Y', now())}\n`);
};

export const systemTools: Readonly<Record<string, Tool>> = {
  date,
  hostname,
  id: (args) =>
    outcome(args.includes('-u') ? '0\n' : args.includes('-un') ? 'root\n' : 'uid=0(root) gid=0(root) groups=0(root)\n'),
  ps,
  sync: () => outcome(''),
  uname: (args, { hostname: name }) => outcome(args.includes('-n') ? `${name}\n` : 'Linux\n'),
  whoami: () => outcome('root\n'),
};
