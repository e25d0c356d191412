/** Output of `--help`: usage first, then a description, as in the real tools. */

/** Rearranges just-bash's help of a command. */
export function asHelp(name: string, text: string): string {
  const sections = text.trimEnd().split(/\n\n/);
  const summary = sections[0]?.replace(/^[\w-]+ - /, '') ?? '';
  const usage = sections.find((section) => section.startsWith('Usage:'));
  if (usage === undefined || sections[0] === usage) return text;
  const [first = '', ...more] = usage.split('\n');
  const described = `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
  const rest = sections.slice(1).filter((section) => section !== usage);
  const calls = [first, ...more.map((line) => `  or:  ${line.trim()}`)]
    .join('\n')
    .replace('Usage: rg', `Usage: ${name}`);
  return [`${calls}\n${described}`, ...rest.map((section) => section.replace(/^Options:\n/, ''))].join('\n\n') + '\n';
}
