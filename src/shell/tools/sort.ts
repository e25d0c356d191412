/** `sort -R`: an order by a hash, in which equal lines stay together. The same lines have the same order each time. */
import type { Refinement } from './refinement.ts';

/** Number of a field after all others. */
const lastField = 99_999;

const isRandom = (arg: string): boolean => /^(-[a-zA-Z]*R[a-zA-Z]*|--random-sort|--sort=random)$/.test(arg);

/** Mixes the characters of a line (FNV-1a), and its bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** `-rk2` is `-r -k2`, and `-k2` is a key up to the end of the line: just-bash takes it for one field. */
const withWholeKeys = (args: readonly string[]): string[] =>
  args
    .flatMap((arg) => {
      const [, flags, rest = ''] = /^-([bcdfghiMmnRrsuVz]+)(k.*)$/.exec(arg) ?? [];
      return flags === undefined ? [arg] : [`-${flags}`, `-${rest}`];
    })
    .map((arg, i, all) => {
      const [, before = '', from, how = ''] = /^(-k|--key=|)(\d+(?:\.\d+)?)([bdfir]*)$/.exec(arg) ?? [];
      const isKey = before !== '' || /^(-k|--key)$/.test(all[i - 1] ?? '');
      return from !== undefined && isKey ? `${before}${from},${lastField}${how}` : arg;
    });

export const sort: Refinement = async (args, context, run) => {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const random = args.slice(0, end).some(isRandom);
  if (!random) return run(withWholeKeys(args), context);
  const others = args.flatMap((arg, i) => {
    if (i >= end || !isRandom(arg)) return [arg];
    const rest = arg.startsWith('--') ? '-' : arg.replaceAll('R', '');
    return rest === '-' ? [] : [rest];
  });
  const result = await run(others, context);
  const lines = result.stdout.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const keyed = lines.map((line) => ({ line, key: hash(line) }));
  return {
    ...result,
    stdout: keyed
      .sort((a, b) => a.key - b.key)
      .map(({ line }) => line)
      .join(''),
  };
};
