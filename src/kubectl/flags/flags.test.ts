import { describe, expect, it } from 'vitest';
import { type FlagSpec, parseDuration, parseFlags } from './flags.ts';

const specs: readonly FlagSpec[] = [
  { name: 'output', short: 'o', type: 'string', usage: '' },
  { name: 'watch', short: 'w', type: 'bool', usage: '' },
  { name: 'all-namespaces', short: 'A', type: 'bool', usage: '' },
  { name: 'replicas', type: 'int', usage: '' },
  { name: 'timeout', type: 'duration', usage: '' },
  { name: 'cascade', type: 'string', default: 'background', bare: 'background', usage: '' },
  { name: 'filename', short: 'f', type: 'strings', usage: '' },
];
const parse = (line: string) => parseFlags(line.split(' '), specs);

// The rules and the words are those of the pflag library, which kubectl reads its flags with.
describe('flags', () => {
  it.each(['pods -o yaml', '-o=yaml pods', '-oyaml pods', '--output yaml pods', 'pods --output=yaml'])(
    'may stand anywhere, with their value in any form: %s',
    (line) => {
      const { args, flags } = parse(line);
      expect(args).toEqual(['pods']);
      expect(flags.string('output')).toBe('yaml');
    },
  );

  it('are put together when they have one letter and no value', () => {
    const { flags } = parse('-wA -wo=wide');
    expect([flags.bool('watch'), flags.bool('all-namespaces'), flags.string('output')]).toEqual([true, true, 'wide']);
  });

  it('end at --', () => {
    expect(parse('web-0 -w -- ls -l')).toMatchObject({ args: ['web-0', 'ls', '-l'], dash: 1 });
  });

  it('take no next word when they may stand alone', () => {
    const { args, flags } = parse('sts --cascade web');
    expect([args, flags.string('cascade')]).toEqual([['sts', 'web'], 'background']);
    expect(parse('--cascade=orphan').flags.string('cascade')).toBe('orphan');
    expect(parse('--watch false').args).toEqual(['false']);
    expect(parse('--watch=false').flags.bool('watch')).toBe(false);
  });

  it('are collected when they may be repeated', () => {
    expect(parse('-f a.yaml,b.yaml -f c.yaml').flags.list('filename')).toEqual(['a.yaml', 'b.yaml', 'c.yaml']);
  });

  it('may be negative numbers', () => {
    expect(parse('--replicas=-1').flags.int('replicas')).toBe(-1);
    expect(parse('--replicas -1').flags.int('replicas')).toBe(-1);
  });

  it.each([
    ['--nope', 'unknown flag: --nope'],
    ['-z', "unknown shorthand flag: 'z' in -z"],
    ['-wz', "unknown shorthand flag: 'z' in -z"],
    ['-o', "flag needs an argument: 'o' in -o"],
    ['--output', 'flag needs an argument: --output'],
    ['--=x', 'bad flag syntax: --=x'],
    ['---output', 'bad flag syntax: ---output'],
    ['--replicas=x', 'invalid argument "x" for "--replicas" flag: strconv.ParseInt: parsing "x": invalid syntax'],
    [
      '--watch=maybe',
      'invalid argument "maybe" for "-w, --watch" flag: strconv.ParseBool: parsing "maybe": invalid syntax',
    ],
    ['--timeout=5', 'invalid argument "5" for "--timeout" flag: time: missing unit in duration "5"'],
    ['--timeout=5x', 'invalid argument "5x" for "--timeout" flag: time: unknown unit "x" in duration "5x"'],
    ['--timeout=s', 'invalid argument "s" for "--timeout" flag: time: invalid duration "s"'],
  ])('%s is refused in words: %s', (line, message) => {
    expect(() => parse(line)).toThrow(message);
  });
});

it.each([
  ['0', 0],
  ['1m30s', 90_000],
  ['1.5h', 5_400_000],
  ['250ms', 250],
  ['-2s', -2000],
  ['', undefined],
  ['1 s', undefined],
])('the duration %j is %j ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});
