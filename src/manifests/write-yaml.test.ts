import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { schema } from './scalars.ts';
import { writeYaml } from './write-yaml.ts';

/** js-yaml and Go's library read the indentation of a block scalar in a list differently if it begins with a space. */
const readable = (text: string): boolean => !/^[ \n][^]*\n|^\n/.test(text);

describe('YAML as kubectl writes it', () => {
  it('has keys in order and lists at the indentation of their keys', () => {
    const list = [{ name: 'b', ports: [80, 443] }, ['x'], []];
    expect(writeYaml({ spec: { list, empty: {} }, kind: 'A', apiVersion: 'v1', none: null })).toBe(
      [
        'apiVersion: v1',
        'kind: A',
        'none: null',
        'spec:',
        '  empty: {}',
        '  list:',
        '  - name: b',
        '    ports:',
        '    - 80',
        '    - 443',
        '  - - x',
        '  - []',
        '',
      ].join('\n'),
    );
  });

  it('counts in keys, and has letters after everything else', () => {
    const keys = ['web-10', 'web-2', 'webs', 'web', 'Web', '10', '9'];
    expect(writeYaml(Object.fromEntries(keys.map((key) => [key, 1]))).match(/^[^:]+/gm)).toEqual([
      '"9"',
      '"10"',
      'Web',
      'web',
      'web-2',
      'web-10',
      'webs',
    ]);
  });

  // In YAML 1.1, which Go's library implements, these words without quotes are not strings.
  it.each([
    'yes',
    'no',
    'on',
    'off',
    'y',
    'n',
    'true',
    'null',
    '~',
    '',
    '1',
    '0x1f',
    '1.5',
    '1e3',
    '.5',
    '12:30:45',
    '2026-11-23T09:01:23Z',
  ])('quotes %j', (text) => expect(writeYaml({ a: text })).toBe(`a: ${JSON.stringify(text)}\n`));

  it.each(['a: b', '# x', '- x', '*', '[a]', '{a}', '@x', '%x', 'a #b', 'ends ', "'", '!x', '&x', '|'])(
    'sets single quotes around %j',
    (text) => expect(writeYaml({ a: text })).toBe(`a: '${text.replaceAll("'", "''")}'\n`),
  );

  it.each(['a:b', 'a#b', '-x', '1Gi', '25%', 'a, b', '中文', 'sha256:0', '/usr/share', '10.244.0.1'])(
    'leaves %j as it is',
    (text) => expect(writeYaml({ a: text })).toBe(`a: ${text}\n`),
  );

  it('writes lines as a block, and says what becomes of its end', () => {
    expect(writeYaml({ a: 'x\ny\n', b: 'x\n\ny', c: 'x\n\n', d: ' x\n' })).toBe(
      'a: |\n  x\n  y\nb: |-\n  x\n\n  y\nc: |+\n  x\n\nd: |2\n   x\n',
    );
  });

  it('escapes what a block cannot hold', () => {
    expect(writeYaml({ a: 'x\ty\n', b: 'x \ny' })).toBe('a: "x\\ty\\n"\nb: "x \\ny"\n');
  });

  it('breaks a line at the first space behind column 80', () => {
    const words = 'The node was low on resource and nothing could be done about it in the time given, so it goes on';
    expect(writeYaml({ message: words })).toBe(
      'message: The node was low on resource and nothing could be done about it in the time\n  given, so it goes on\n',
    );
  });

  it('is read again as what was written', () => {
    const leaf = fc.oneof(
      fc.string({ unit: 'binary' }).filter(readable),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    );
    const words = fc.array(fc.constantFrom('a', 'yes', '#', ':', '- ', '  ', "'", '"', '\n', 'longer word', '\t', '|'));
    const key = fc.stringMatching(/^[a-z][a-z0-9./-]{0,12}$/);
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        leaf,
        words.map((all) => all.join(' ')).filter(readable),
        fc.array(tie('any'), { maxLength: 4 }),
        fc.dictionary(key, tie('any'), { maxKeys: 4 }),
      ),
    })).any;
    fc.assert(
      fc.property(value, (any) => {
        const plain = JSON.parse(JSON.stringify(any)) as unknown;
        expect(load(writeYaml(plain), { schema })).toEqual(plain);
      }),
      { numRuns: 500 },
    );
  });
});
