/**
 * Rewrites forms of bash that just-bash does not support, or treats differently, before any other rewriting: `select`,
 * `time`, `$0`, `$!`, `$SECONDS`, `$FUNCNAME`, the message of `${name:?}`.
 */
import { expandedBefore } from './arithmetic/substitutions.ts';
import { declaredFirst } from './assignments.ts';
import { builtinForm, withConditions } from './conditions.ts';
import { formPrefix, hidden, lastJobVariable, traceVariable } from './hidden.ts';
import { hereDocuments } from './intricate.ts';
import {
  type CommandNode,
  group,
  lastExit,
  literal,
  literalWord,
  mapTree,
  type SyntaxNode,
  type Pipeline,
  type Script,
  simpleCommand,
  type SimpleCommand,
  singleQuoted,
  type Statement,
  statement,
  valueOf,
  type Word,
} from './script.ts';
import type { StreamingOptions } from './streaming-options.ts';

/** `$0`, if the script has a name of its own. */
export const nameVariable = '__lab_NAME';
/** `$SECONDS` by the virtual clock. */
export const secondsVariable = '__lab_SECONDS';
const selecting = '__lab_SELECT_';

/** Parameters that are replaced by variables. */
const parameters: Readonly<Record<string, string>> = {
  '!': lastJobVariable,
  0: nameVariable,
  SECONDS: secondsVariable,
};

const selects =
  /'[^']*'|"(?:\\[^]|[^"\\])*"|\\[^]|((?:^|[\n;&|({]|\b(?:do|then|else)\s)[ \t]*)select[ \t]+(?=[A-Za-z_]\w*\s*(?:;|\n|\bin\b|\bdo\b))/g;

/** Returns the text with `select` loops written as `for` loops, which just-bash can parse. */
export function withSelects(text: string): string {
  if (!/\bselect\b/.test(text)) return text;
  const bodies = hereDocuments(text);
  return text.replace(selects, (whole, before: string | undefined, at: number) => {
    const inBody = bodies.some(({ start, end }) => at + whole.length > start && at < end);
    return before === undefined || inBody ? whole : `${before}for ${selecting}`;
  });
}

export function withForms(
  script: Script,
  { parse, isFunction }: Pick<StreamingOptions, 'parse' | 'isFunction'>,
): Script {
  return mapTree(withConditions(expandedBefore(script, parse), isFunction), (node) => {
    switch (node.type) {
      case 'ParameterExpansion':
        return functionName(node) ?? parameter(node);
      case 'ArithVariable':
        return node.name === 'SECONDS' ? { ...node, name: secondsVariable } : undefined;
      case 'Assignment':
        return node.name === 'SECONDS' ? { ...node, name: secondsVariable } : undefined;
      case 'Pipeline':
        return node.timed === true ? timed(node as unknown as Pipeline) : undefined;
      case 'For':
        return String(node.variable).startsWith(selecting)
          ? select(node as unknown as Extract<CommandNode, { type: 'For' }>, parse)
          : undefined;
      case 'Glob':
        return { ...node, pattern: withCaret(node.pattern as string) };
      case 'CondUnary':
        return node.operator === '-o' ? optionIsSet(node.operand as Word) : undefined;
      case 'Redirection':
        return opening(node);
      case 'SimpleCommand':
        return (
          cd(node as unknown as SimpleCommand) ??
          declaredFirst(node as unknown as SimpleCommand) ??
          builtinForm(node as unknown as SimpleCommand)
        );
    }
    return undefined;
  });
}

/** `[!0-9]`: just-bash knows `[^0-9]` everywhere, and the other form in names of files only. */
const withCaret = (pattern: string): string =>
  pattern.replace(/\[(!?)(\]?(?:\[:\w+:\]|[^\]])*)\]/g, (_, not: string, body: string) => `[${not && '^'}${body}]`);

/**
 * Marks the end of a file name that a redirection opens for writing: the shell's files then check that its folder
 * exists.
 */
export const opensMark = '\ue1f0';

function opening(node: SyntaxNode): SyntaxNode | undefined {
  if (!/^(>|>>|>\||&>|&>>)$/.test(node.operator as string)) return undefined;
  const target = node.target as Word;
  const name = literal(target);
  if (name !== undefined && (!name.includes('/') || name.startsWith('/dev/') || name.startsWith('/tmp/')))
    return undefined;
  return { ...node, target: { ...target, parts: [...target.parts, ...literalWord(opensMark).parts] } };
}

/** `${FUNCNAME[0]}`: the name that the user gave, whichever form of the function runs. */
function functionName(node: SyntaxNode): SyntaxNode | undefined {
  if (!/^FUNCNAME(\[|$)/.test(node.parameter as string) || node.operation !== null) return undefined;
  return { ...node, operation: withoutForm };
}

/** `#lab-*-` */
const withoutForm = {
  type: 'PatternRemoval',
  pattern: { type: 'Word', parts: [{ type: 'Glob', pattern: formPrefix }] },
  side: 'prefix',
  greedy: false,
};

/** `[[ -o noglob ]]`: `:$SHELLOPTS:` contains the name. */
function optionIsSet(name: Word): SyntaxNode {
  if (literal(name) === 'xtrace') return { type: 'CondUnary', operator: '-n', operand: valueOf(traceVariable) };
  const [colon] = literalWord(':').parts;
  const any: Word['parts'][number] = { type: 'Glob', pattern: '*' };
  const left: Word = { type: 'Word', parts: [colon!, ...valueOf('SHELLOPTS').parts, colon!] };
  const right: Word = { type: 'Word', parts: [any, colon!, ...name.parts, colon!, any] };
  return { type: 'CondBinary', operator: '==', left, right };
}

function parameter(node: SyntaxNode): SyntaxNode | undefined {
  const name = node.parameter as string;
  const own = parameters[name];
  const { operation } = node as { readonly operation: { readonly type: string; readonly word: Word | null } | null };
  if (operation?.type !== 'ErrorIfUnset') return own === undefined ? undefined : { ...node, parameter: own };
  const { checkEmpty } = operation as unknown as { readonly checkEmpty: boolean };
  const given = operation.word;
  const said =
    given !== null && literal(given) !== ''
      ? given
      : literalWord(checkEmpty ? 'parameter null or not set' : 'parameter not set');
  const word = { ...said, parts: [...literalWord(`${name}: `).parts, ...said.parts] };
  return { ...node, parameter: own ?? name, operation: { ...operation, word } };
}

/** `time` measures virtual time. */
function timed(pipeline: Pipeline): Pipeline {
  const { timed: _, timePosix, ...untimed } = pipeline;
  const own: Statement = { ...statement(), pipelines: [{ ...untimed, timed: false }] };
  const format = literalWord(timePosix === true ? 'p' : '');
  const [begin, end] = [simpleCommand(hidden.time), simpleCommand(hidden.timed, [lastExit(), format])];
  return { type: 'Pipeline', negated: false, commands: [group(statement(begin), own, statement(end))] };
}

/** `cd a b` is an error; just-bash uses the first argument. */
function cd(command: SimpleCommand): CommandNode | undefined {
  if (literal(command.name) !== 'cd') return undefined;
  const operands = command.args.filter((arg) => literal(arg)?.startsWith('-') !== true || literal(arg) === '-');
  if (operands.length < 2) return undefined;
  return { ...command, name: literalWord(hidden.refuse), args: ['cd', 'too many arguments'].map(literalWord) };
}

/** `break` outside of a loop. */
export const strayed = (name: string): SimpleCommand =>
  simpleCommand(
    hidden.refuse,
    [name, "only meaningful in a `for', `while', or `until' loop", '0'].map((word) => singleQuoted(word)),
  );

/** Returns a loop that shows a menu and reads a number in each iteration. */
function select(loop: Extract<CommandNode, { type: 'For' }>, parse: (text: string) => Script): CommandNode {
  const name = loop.variable.slice(selecting.length);
  const [items, chosen] = [`__lab_ITEMS_${name}`, `__lab_CHOSEN_${name}`];
  const { statements } = parse(`{
${items}=(); REPLY=
while
  ${chosen}=1
  until
    [ -n "$REPLY" ] || ${hidden.menu} "\${${items}[@]}" >&2
    printf %s "\${PS3-#? }" >&2
    read REPLY || ${chosen}=0
    [ "$${chosen}" = 0 ] || [ -n "$REPLY" ]
  do :; done
  [ "$${chosen}" = 1 ] || { echo; false; }
do
  ${name}=
  if [[ $REPLY =~ ^[[:space:]]*[0-9]+[[:space:]]*$ ]] && (( REPLY > 0 )); then ${name}=\${${items}[REPLY-1]-}; fi
done
[ "$${chosen}" = 1 ]
}`);
  const words = loop.words ?? parse('"$@"').statements.flatMap(namesOf);
  const made = mapTree(statements[0]!.pipelines[0]!.commands[0]!, (node) => {
    if (node.type === 'Assignment' && node.name === items) return { ...node, array: words };
    if (node.type === 'While') return { ...node, body: [...(node.body as Statement[]), ...loop.body] };
    return undefined;
  });
  return made.type === 'Group' ? { ...made, redirections: loop.redirections } : made;
}

const namesOf = ({ pipelines }: Statement): Word[] =>
  pipelines.flatMap(({ commands }) =>
    commands.flatMap((command) => (command.type === 'SimpleCommand' && command.name !== null ? [command.name] : [])),
  );
