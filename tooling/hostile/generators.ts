/** Seeded inputs of the kinds that come from outside, damaged as an attacker or a bad disk would damage them. */
import fc from 'fast-check';

export const runs = Number(process.env.HOSTILE_RUNS ?? 2_500);

const markup = '<img src=x onerror="document.title=1">';
const nasty = fc.constantFrom<unknown>(
  ...[
    null,
    true,
    false,
    0,
    -1,
    2.5,
    1e308,
    Number.MAX_SAFE_INTEGER,
    '',
    markup,
    '__proto__',
    'constructor',
    '中文',
    '\0',
  ],
  ...['a'.repeat(5_000), '🧨\uD800', [], {}, [[[[]]]]],
);

/** Any value that JSON can represent, with names that are special in JavaScript. */
export const anyJson = fc.oneof(
  nasty,
  fc.jsonValue({ maxDepth: 3 }),
  fc.dictionary(fc.constantFrom('__proto__', 'constructor', 'version', 'runs', 'text', 'toString'), nasty, {
    maxKeys: 4,
  }),
) as fc.Arbitrary<unknown>;

const pieces = fc.constantFrom(
  ...[
    'apiVersion: apps/v1\n',
    'kind: StatefulSet\n',
    'metadata:\n  name: web\n',
    'spec:\n',
    '  replicas: 3\n',
    '---\n',
  ],
  ...[
    '&a [*a]\n',
    'a: &b [1]\nc: *b\n',
    '<<: *b\n',
    '- - - - -\n',
    '? [a]\n: b\n',
    '!!js/function x\n',
    '!!binary ====\n',
  ],
  ...['{{{{', '[[[[', ']}', '"\\x', "'", '|2\n', '>-\n', '\t', '%YAML 9.9\n', '\u{feff}', '\r', '\u2028', '🧨\uD800'],
  ...['__proto__: 1\n', 'constructor: {prototype: 1}\n', '.inf\n', '0x1p3\n', '1e999\n', `name: ${markup}\n`],
  ...['  serviceName: nginx\n', '  partition: -1\n', '  replicas: 99999999999\n', 'kind: List\nitems:\n'],
);

/** An alias bomb: each level refers to the previous one many times. */
const bomb = fc.tuple(fc.nat(9), fc.nat(8)).map(([width, levels]) => {
  const level = (i: number) => `l${i}: &l${i} [${Array.from({ length: width + 1 }, () => `*l${i - 1}`).join(', ')}]\n`;
  return `l0: &l0 [x]\n${Array.from({ length: levels }, (_, i) => level(i + 1)).join('')}`;
});

const deep = fc
  .tuple(fc.constantFrom('[', '{a: ', '- ', 'a:\n '), fc.nat(1_000))
  .map(([open, times]) => open.repeat(times));

/** Damages a text in a few places: removes, repeats or replaces parts of it. */
export function broken(text: string): fc.Arbitrary<string> {
  const change = fc.tuple(
    fc.nat(text.length),
    fc.nat(40),
    fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 8 })),
  );
  return fc
    .array(change, { minLength: 1, maxLength: 4 })
    .map((changes) =>
      changes.reduce((last, [at, length, piece]) => last.slice(0, at) + piece + last.slice(at + length), text),
    );
}

/** @param honest A valid manifest. */
export const yamlTexts = (honest: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: broken(honest) },
    { weight: 3, arbitrary: fc.array(pieces, { maxLength: 20 }).map((parts) => parts.join('')) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
    { weight: 1, arbitrary: bomb },
    { weight: 1, arbitrary: deep },
  );

/** Returns a copy in which `__proto__` is an ordinary field; structuredClone would set the prototype. */
const copyOf = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? 'null') as unknown;

/**
 * Changes a value in a few places.
 * @param honest JSON.
 */
export function brokenJson(honest: unknown): fc.Arbitrary<unknown> {
  const change = fc.tuple(fc.array(fc.nat(30), { maxLength: 6 }), anyJson, fc.boolean());
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const copy = copyOf({ root: honest }) as Record<string, unknown>;
    for (const [path, value, remove] of changes) {
      let place: Record<string, unknown> = copy;
      let key = 'root';
      for (const step of path) {
        const next = place[key];
        if (typeof next !== 'object' || next === null || Object.keys(next).length === 0) break;
        place = next as Record<string, unknown>;
        key = Object.keys(next)[step % Object.keys(next).length]!;
      }
      if (remove && key !== 'root') Reflect.deleteProperty(place, key);
      else if (key !== '__proto__') place[key] = copyOf(value);
    }
    return copy.root;
  });
}

/** @param honest A link's fragment, without `#`. */
export const fragments = (honest: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: broken(honest) },
    fc
      .tuple(fc.constantFrom('v1.', 'v2.', 'v9.', 'v.', 'v99999999999999999999.'), fc.base64String())
      .map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 100 }),
    fc.nat(honest.length).map((length) => honest.slice(0, length)),
  );
