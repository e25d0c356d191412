import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { withPureInitializers, withSmallDefault } from './vite-js-yaml.ts';

const source = readFileSync(fileURLToPath(import.meta.resolve('js-yaml')), 'utf8');

it('marks the schemas and tags of js-yaml as pure', () => {
  const marked = withPureInitializers(source);
  for (const name of ['strTag', 'timestampTag', 'CORE_SCHEMA', 'YAML11_SCHEMA', 'DUMP_SCHEMA']) {
    expect(marked).toContain(`var ${name} = /* @__PURE__ */ (() => (`);
  }
});

it('leaves js-yaml as it works', async () => {
  const url = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;
  const [plain, marked] = await Promise.all(
    [source, withPureInitializers(source)].map((code) => import(/* @vite-ignore */ url(code))),
  );
  const text = 'a: [1, 0o17, .5, yes, 2001-01-01, ~]\nb: &x {c: "d\\n"}\ne: *x\nf: |\n  g\n';
  expect(marked.load(text)).toEqual(plain.load(text));
  expect(marked.dump(marked.load(text))).toBe(plain.dump(plain.load(text)));
});

it('leaves the results with a named schema as they are, whichever is the default', async () => {
  const url = `data:text/javascript,${encodeURIComponent(withSmallDefault(source))}`;
  const small = await import(/* @vite-ignore */ url);
  expect(small.load('a: 1')).toEqual({ a: '1' });
  expect(small.load('a: 1', { schema: small.CORE_SCHEMA })).toEqual({ a: 1 });
  expect(() => withSmallDefault('schema: other')).toThrow();
});
