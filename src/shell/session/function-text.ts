/** Prints functions as `declare -f` and `type` of bash do: one command per line, with bash's own indentation. */
import {
  type CommandNode,
  type Compound,
  type FunctionDefinition,
  type Pipeline,
  type Redirection,
  type Script,
  simpleCommand,
  type SimpleCommand,
  type Statement,
  statement,
  type Word,
} from '../language/script.ts';

/** @param serialize Returns a script as one text. */
export const functionText = (definition: FunctionDefinition, serialize: (script: Script) => string): string =>
  new FunctionPrinter(serialize).definition(definition, '');

class FunctionPrinter {
  constructor(private readonly serialize: (script: Script) => string) {}

  definition({ name, body, redirections }: FunctionDefinition, indent: string): string {
    const own: Compound = body.type === 'Group' ? body : { type: 'Group', body: [statement(body)], redirections: [] };
    const printed = this.#command({ ...own, redirections: [...own.redirections, ...redirections] }, indent);
    return `${name} () \n${indent}${printed}`;
  }

  /** @param ends True if the last command of the list is followed by a semicolon. */
  #list(statements: readonly Statement[], indent: string, ends: boolean): string {
    return statements
      .map((each, i) => {
        const text = this.#statement(each, indent);
        const last = i === statements.length - 1;
        if (each.background) return last ? `${text} &` : `${text} & `;
        const end = text.endsWith('\n') || (last && !ends) ? '' : ';';
        return text + end + (last ? '' : `\n${indent}`);
      })
      .join('');
  }

  #statement({ pipelines, operators }: Statement, indent: string): string {
    return pipelines
      .map((pipeline, i) => (i === 0 ? '' : ` ${operators[i - 1]!} `) + this.#pipeline(pipeline, indent))
      .join('');
  }

  #pipeline({ commands, negated, timed, timePosix, pipeStderr }: Pipeline, indent: string): string {
    const before = `${timed ? `time ${timePosix ? '-p ' : ''}` : ''}${negated ? '! ' : ''}`;
    const printed = commands.map((command, i) => this.#command(command, indent) + (pipeStderr?.[i] ? ' 2>&1' : ''));
    return before + printed.join(' | ');
  }

  #command(command: CommandNode, indent: string): string {
    if (command.type === 'FunctionDef') return `function ${this.definition(command, indent)}`;
    if (command.type === 'SimpleCommand') return this.#simple(command);
    return this.#compound(command, indent) + this.#redirections(command.redirections);
  }

  #simple(command: SimpleCommand): string {
    if (command.redirections.some(({ target }) => target.type === 'HereDoc')) return `${this.#whole(command)}\n`;
    // The serializer quotes the end of `[`.
    const words = this.#whole({ ...command, redirections: [] }).replace(/^(\[ .*)\\\]$/, '$1]');
    return (words + this.#redirections(command.redirections)).trimStart();
  }

  #compound(command: Compound, indent: string): string {
    const inner = `${indent}    `;
    const block = (body: readonly Statement[]): string => `\n${inner}${this.#list(body, inner, true)}\n${indent}`;
    switch (command.type) {
      case 'Group':
        return `{ \n${inner}${this.#list(command.body, inner, false)}\n${indent}}`;
      case 'Subshell':
        return `( ${this.#list(command.body, indent, false)} )`;
      case 'If':
        return this.#choice(command, indent);
      case 'While':
      case 'Until':
        return `${command.type.toLowerCase()} ${this.#list(command.condition, indent, true)} do${block(command.body)}done`;
      case 'For': {
        const words = command.words?.map((word) => this.#word(word)).join(' ') ?? '"$@"';
        return `for ${command.variable} in ${words};\n${indent}do${block(command.body)}done`;
      }
      case 'CStyleFor': {
        const [head = ''] = this.#whole({ ...command, redirections: [] }).split(/\)\)\s*(?:;|\n)\s*do\b/);
        return `${head}))\n${indent}do${block(command.body)}done`;
      }
      case 'Case': {
        const items = command.items.map(({ patterns, body, terminator }) => {
          const printed = `${inner}${patterns.map((word) => this.#word(word)).join(' | ')})\n`;
          const deeper = `${inner}    `;
          return `${printed}${body.length > 0 ? deeper + this.#list(body, deeper, false) : ''}\n${inner}${terminator}\n`;
        });
        return `case ${this.#word(command.word)} in \n${items.join('')}${indent}esac`;
      }
      default:
        return this.#whole({ ...command, redirections: [] });
    }
  }

  /** bash prints `elif` as an `if` in the other branch. */
  #choice({ clauses: [first, ...others], elseBody }: Extract<Compound, { type: 'If' }>, indent: string): string {
    const inner = `${indent}    `;
    const rest =
      others.length > 0
        ? [statement({ type: 'If', clauses: others, elseBody, redirections: [] })]
        : (elseBody ?? undefined);
    const no = rest === undefined ? '' : `else\n${inner}${this.#list(rest, inner, true)}\n${indent}`;
    const yes = `${inner}${this.#list(first!.body, inner, true)}\n${indent}`;
    return `if ${this.#list(first!.condition, indent, true)} then\n${yes}${no}fi`;
  }

  #redirections(redirections: readonly Redirection[]): string {
    return redirections
      .map(({ fd, fdVariable, operator, target }) => {
        if (target.type === 'HereDoc') return '';
        const duplicates = operator === '>&' || operator === '<&';
        const number =
          fdVariable === undefined ? (fd ?? (duplicates ? (operator === '>&' ? 1 : 0) : '')) : `{${fdVariable}}`;
        return ` ${number}${operator}${duplicates ? '' : ' '}${this.#word(target)}`;
      })
      .join('');
  }

  #word(word: Word): string {
    return this.#whole({ ...simpleCommand('x'), args: [word] }).slice('x '.length);
  }

  #whole(command: CommandNode): string {
    return this.serialize({ type: 'Script', statements: [{ ...statement(command) }] }).replace(/\n$/, '');
  }
}
