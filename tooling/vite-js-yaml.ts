/**
 * Lets the bundler leave out what the lab does not use of js-yaml. The package is one file, whose top level builds every
 * schema and tag; the bundler cannot know that this changes nothing else. This marks each of those initializers as pure.
 */
import type { Plugin } from 'vite';

/** A `var` statement at the top level, to the first line without indentation that ends with a semicolon. */
const statement = /^var ([\w$]+) = (.*;|.*\n(?:(?:\t.*|.*[^;\n])?\n)*[^\t\n].*;)$/gm;

/**
 * Wraps each initializer that calls or constructs something in a function call that the bundler can drop if it is
 * unused.
 */
export const withPureInitializers = (code: string): string =>
  code.replace(statement, (whole, name: string, value: string) =>
    /[([{]/.test(value) ? `var ${name} = /* @__PURE__ */ (() => (${value.slice(0, -1)}))();` : whole,
  );

export function pureJsYaml(): Plugin {
  return {
    name: 'lab-js-yaml',
    apply: 'build',
    transform: {
      filter: { id: /\/js-yaml\/dist\/js-yaml\.mjs$/ },
      handler: (code) => ({ code: withPureInitializers(code), map: null }),
    },
  };
}
