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

/**
 * Makes the smallest schema the default one. The lab always names its own; the default one would bring four tags that it
 * does not use.
 */
export const withSmallDefault = (code: string): string => {
  const written = '\tschema: CORE_SCHEMA,\n';
  if (code.split(written).length !== 2) throw new Error('js-yaml names its default schema in another way');
  return code.replace(written, '\tschema: FAILSAFE_SCHEMA,\n');
};

export function pureJsYaml(): Plugin {
  return {
    name: 'lab-js-yaml',
    apply: 'build',
    transform: {
      filter: { id: /\/js-yaml\/dist\/js-yaml\.mjs$/ },
      handler: (code) => ({ code: withPureInitializers(withSmallDefault(code)), map: null }),
    },
  };
}
