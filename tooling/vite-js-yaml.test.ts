import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { withPureInitializers } from './vite-js-yaml.ts';

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
