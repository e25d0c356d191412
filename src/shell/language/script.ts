/** Scripts as just-bash parses them, and builders for the parts that the rewriter adds. */
import type { Bash } from 'just-bash/browser';

export type Script = ReturnType<Bash['transform']>['ast'];
export type Statement = Script['statements'][number];
export type Pipeline = Statement['pipelines'][number];
export type CommandNode = Pipeline['commands'][number];
export type SimpleCommand = Extract<CommandNode, { type: 'SimpleCommand' }>;
export type Compound = Exclude<CommandNode, SimpleCommand | { type: 'FunctionDef' }>;
export type FunctionDefinition = Extract<CommandNode, { type: 'FunctionDef' }>;
export type Redirection = SimpleCommand['redirections'][number];
export type Word = NonNullable<SimpleCommand['name']>;
export type WordPart = Word['parts'][number];

export const literalWord = (value: string): Word => ({ type: 'Word', parts: [{ type: 'Literal', value }] });

export const singleQuoted = (value: string): Word => ({ type: 'Word', parts: [{ type: 'SingleQuoted', value }] });

const expansion = (parameter: string): WordPart => ({ type: 'ParameterExpansion', parameter, operation: null });

/** `$name`, which is split into words. */
export const variable = (name: string): Word => ({ type: 'Word', parts: [expansion(name)] });

/** `$?` */
export const lastExit = (): Word => variable('?');

/** `"$name"` */
export const valueOf = (name: string): Word => ({
  type: 'Word',
  parts: [{ type: 'DoubleQuoted', parts: [expansion(name)] }],
});

/** `"${name[@]}"` */
export const allOf = (name: string): Word => ({
  type: 'Word',
  parts: [{ type: 'DoubleQuoted', parts: [expansion(`${name}[@]`)] }],
});

/** Expands to no word. Without it, just-bash takes the first argument for the name and splits it into words. */
export const nothing: Word = {
  type: 'Word',
  parts: [
    {
      type: 'ParameterExpansion',
      parameter: '__lab_NOTHING',
      operation: { type: 'DefaultValue', word: literalWord(''), checkEmpty: false },
    },
  ],
};

/** `"$(command)"` */
export const outputOf = (command: SimpleCommand): Word => ({
  type: 'Word',
  parts: [{ type: 'DoubleQuoted', parts: [{ type: 'CommandSubstitution', body: script(command), legacy: false }] }],
});

/** `<(command)` */
export const fileOf = (command: SimpleCommand): Word => ({
  type: 'Word',
  parts: [{ type: 'ProcessSubstitution', body: script(command), direction: 'input' }],
});

/** `>|`, which writes even if `set -o noclobber` protects files. */
export const redirection = (fd: number, target: string): Redirection => ({
  type: 'Redirection',
  fd,
  operator: '>|',
  target: literalWord(target),
});

export const simpleCommand = (name: string, args: readonly Word[] = []): SimpleCommand => ({
  type: 'SimpleCommand',
  assignments: [],
  name: literalWord(name),
  args: [...args],
  redirections: [],
});

/** `name=value`, or `name=(words)`. */
export const assignment = (name: string, value: Word | Word[]): SimpleCommand => ({
  ...simpleCommand(''),
  name: null,
  assignments: [
    Array.isArray(value)
      ? { type: 'Assignment', name, value: null, append: false, array: value }
      : { type: 'Assignment', name, value, append: false, array: null },
  ],
});

/** Returns one statement: a pipeline of these commands. */
export const statement = (...commands: CommandNode[]): Statement => ({
  type: 'Statement',
  pipelines: [{ type: 'Pipeline', commands, negated: false }],
  operators: [],
  background: false,
});

const script = (...commands: CommandNode[]): Script => ({
  type: 'Script',
  statements: commands.map((command) => statement(command)),
});

export const group = (...statements: Statement[]): Compound => ({ type: 'Group', body: statements, redirections: [] });

/** Returns the text of a word without expansions, quoted or not; `undefined` if something in it is expanded. */
export function literal(word: Word | null | undefined): string | undefined {
  const texts = word?.parts.map(literalPart);
  return texts?.every((text) => text !== undefined) ? texts.join('') : undefined;
}

function literalPart(part: WordPart): string | undefined {
  if (part.type === 'Literal' || part.type === 'SingleQuoted' || part.type === 'Escaped') return part.value;
  return part.type === 'DoubleQuoted' ? literal({ type: 'Word', parts: part.parts }) : undefined;
}

/** Reports if no part of the word is quoted, so that an alias of that name applies. */
export const isPlain = (word: Word | null): boolean => word?.parts.every(({ type }) => type === 'Literal') === true;

/** Reports if the redirection sends the stream elsewhere. */
export const redirects = ({ fd, operator }: Redirection, stream: 1 | 2): boolean => {
  if (operator.startsWith('<')) return false;
  return operator.startsWith('&') || (fd ?? 1) === stream;
};

export type SyntaxNode = Readonly<Record<string, unknown>>;

/**
 * Returns the tree with the nodes that {@link change} replaces; it is called with each node after its children, and keeps
 * the node with `undefined`. What does not change is not copied: scripts can have a hundred thousand nodes.
 */
export function mapTree<T>(tree: T, change: (node: SyntaxNode) => unknown): T {
  if (typeof tree !== 'object' || tree === null) return tree;
  const before = tree as Record<string, unknown>;
  let after: Record<string, unknown> | undefined;
  for (const key in before) {
    const value = before[key];
    if (typeof value !== 'object') continue;
    const mapped = mapTree(value, change);
    if (mapped === value) continue;
    after ??= (Array.isArray(tree) ? [...(tree as unknown[])] : { ...tree }) as Record<string, unknown>;
    after[key] = mapped;
  }
  const result = after ?? before;
  return (Array.isArray(tree) ? result : (change(result) ?? result)) as T;
}

/** Reports if {@link matches} is true for a node of the tree. */
export function anyNode(tree: unknown, matches: (node: SyntaxNode) => boolean): boolean {
  if (typeof tree !== 'object' || tree === null) return false;
  if (!Array.isArray(tree) && matches(tree as SyntaxNode)) return true;
  for (const key in tree) if (anyNode((tree as SyntaxNode)[key], matches)) return true;
  return false;
}
