/**
 * Compresses scripts with Terser before Rolldown minifies them. Terser also inlines functions and constants across a
 * chunk; together, the two save about 1 % of the compressed size.
 */
import { minify } from 'terser';
import type { Plugin } from 'vite';

/** Compresses the chunks with these names, or all: Terser needs seconds for each large one. */
export function terser(names?: readonly string[]): Plugin {
  return {
    name: 'lab-terser',
    apply: 'build',
    async renderChunk(source, { name }) {
      if (names?.includes(name) === false) return null;
      const { code } = await minify(source, { module: true, ecma: 2020, compress: { passes: 3 } });
      return { code: code!, map: null };
    },
  };
}
