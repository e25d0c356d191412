/**
 * Parses short options, joined or not (`-sSo x`), and returns their values and the other arguments.
 * @param withValue Letters of the options with a value.
 * @param untilWord True if everything after the first argument belongs to it.
 */
export function options(args: readonly string[], withValue: string, untilWord = false) {
  const given = new Map<string, string>();
  const words: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!;
    if (words.length > 0 && untilWord) words.push(arg);
    else if (arg === '--') {
      words.push(...args.slice(at + 1));
      break;
    } else if (!/^-[^-]/.test(arg)) {
      const [, name, value] = /^--([\w-]+)(?:=(.*))?$/.exec(arg) ?? [];
      if (name !== undefined) given.set(name, value ?? '');
      else words.push(arg);
    } else {
      for (let i = 1; i < arg.length; i++) {
        const letter = arg[i]!;
        if (!withValue.includes(letter)) given.set(letter, '');
        else {
          given.set(letter, arg.slice(i + 1) || (args[++at] ?? ''));
          break;
        }
      }
    }
  }
  return { given, words };
}
