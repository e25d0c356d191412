/**
 * `kubectl get pods -w > log &`: a program that prints by itself fills its file while it runs, so that others can read
 * it. just-bash writes to a file when the program has ended.
 */
import { liveMark } from './hidden.ts';
import { literal, literalWord, type Redirection, type SimpleCommand } from './script.ts';

/** Streams of a program that go into its file. */
export type Filed = 'file' | 'file both' | undefined;

const opens = ({ operator, fd }: Redirection): boolean =>
  (/^(>|>>|>\|)$/.test(operator) && (fd ?? 1) === 1) || operator === '&>' || operator === '&>>';

/** Marks the file that gets the standard output of a command, if it is the only one. */
export function withLiveFile(command: SimpleCommand): readonly [SimpleCommand, Filed] {
  const { redirections } = command;
  const at = redirections.findIndex(opens);
  const target = redirections[at]?.target;
  if (target?.type !== 'Word' || redirections.filter(opens).length > 1) return [command, undefined];
  if (target.parts.some(({ type }) => type === 'ProcessSubstitution') || literal(target)?.startsWith('/dev/'))
    return [command, undefined];
  const others = redirections.filter((_, i) => i !== at);
  const joins = ({ operator, fd, target: to }: Redirection): boolean =>
    operator === '>&' && fd === 2 && to.type === 'Word' && literal(to) === '1';
  // Other descriptors can lead to the file.
  if (others.some((each) => each.operator === '>&' && !joins(each))) return [command, undefined];
  const both = redirections[at]!.operator.startsWith('&') || redirections.slice(at).some(joins);
  const marked = { ...target, parts: [...target.parts, ...literalWord(liveMark).parts] };
  return [
    { ...command, redirections: redirections.with(at, { ...redirections[at]!, target: marked }) },
    both ? 'file both' : 'file',
  ];
}
