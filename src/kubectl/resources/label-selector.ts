/** Parses label selectors (`app=nginx,tier in (a,b),!x`), with Kubernetes' error messages. */
// Models apimachinery/pkg/labels/selector.go
import { type Labels, valueOf } from '../../engine/index.ts';

export interface Requirement {
  readonly key: string;
  readonly operator: 'exists' | '!' | 'in' | 'notin' | '=' | '==' | '!=' | 'gt' | 'lt';
  readonly values: readonly string[];
}

/** The operators of typed selectors, as fields of an object spell them. */
export const operatorNames: Readonly<Record<Requirement['operator'], string>> = {
  exists: 'Exists',
  '!': 'DoesNotExist',
  in: 'In',
  notin: 'NotIn',
  '=': 'In',
  '==': 'In',
  '!=': 'NotIn',
  gt: 'Gt',
  lt: 'Lt',
};

export class SelectorError extends Error {}

export function matchesLabels(labels: Labels | undefined, requirements: readonly Requirement[]): boolean {
  return requirements.every(({ key, operator, values }) => {
    const value = valueOf(labels, key);
    switch (operator) {
      case 'exists':
        return value !== undefined;
      case '!':
        return value === undefined;
      case 'notin':
      case '!=':
        return value === undefined || !values.includes(value);
      case 'gt':
        return value !== undefined && isInteger(value) && BigInt(value) > BigInt(values[0]!);
      case 'lt':
        return value !== undefined && isInteger(value) && BigInt(value) < BigInt(values[0]!);
      default:
        return value !== undefined && values.includes(value);
    }
  });
}

const isInteger = (text: string): boolean => /^[+-]?\d+$/.test(text);

type TokenType =
  'identifier' | 'end' | 'error' | '!' | '=' | '==' | '!=' | '>' | '<' | '(' | ')' | ',' | 'in' | 'notin';
interface Token {
  readonly type: TokenType;
  readonly text: string;
}

function tokens(text: string): readonly Token[] {
  const found: Token[] = [];
  for (const [word] of text.matchAll(/[=!(),<>]+|[^=!(),<>\s]+/g)) {
    if (!/^[=!(),<>]/.test(word)) {
      found.push({ type: word === 'in' || word === 'notin' ? word : 'identifier', text: word });
      continue;
    }
    for (let rest = word; rest !== '';) {
      const symbol = ['==', '!='].find((s) => rest.startsWith(s)) ?? rest[0]!;
      found.push({ type: symbol as TokenType, text: symbol });
      rest = rest.slice(symbol.length);
    }
  }
  return [...found, { type: 'end', text: '' }];
}

export function parseLabelSelector(text: string): readonly Requirement[] {
  return new Parser(tokens(text)).parse();
}

class Parser {
  #at = 0;
  constructor(private readonly tokens: readonly Token[]) {}

  parse(): readonly Requirement[] {
    const requirements: Requirement[] = [];
    for (;;) {
      const { type, text } = this.#look();
      if (type === 'end') return requirements;
      if (type !== 'identifier' && type !== '!') {
        throw new SelectorError(`found '${text}', expected: !, identifier, or 'end of string'`);
      }
      requirements.push(this.#requirement());
      const after = this.#take();
      if (after.type === 'end') return requirements;
      if (after.type !== ',') throw new SelectorError(`found '${after.text}', expected: ',' or 'end of string'`);
      const next = this.#look();
      if (next.type !== 'identifier' && next.type !== '!') {
        throw new SelectorError(`found '${next.text}', expected: identifier after ','`);
      }
    }
  }

  /** In the position of a value, `in` is a value. */
  #look(): Token {
    const token = this.tokens[Math.min(this.#at, this.tokens.length - 1)]!;
    return token.type === 'in' || token.type === 'notin' ? { ...token, type: 'identifier' } : token;
  }

  #take(): Token {
    const token = this.#look();
    this.#at++;
    return token;
  }

  #requirement(): Requirement {
    try {
      const requirement = this.#readRequirement();
      check(requirement);
      return requirement;
    } catch (error) {
      throw error instanceof SelectorError ? new SelectorError(`unable to parse requirement: ${error.message}`) : error;
    }
  }

  #readRequirement(): Requirement {
    let token = this.#take();
    const negated = token.type === '!';
    if (negated) token = this.#take();
    if (token.type !== 'identifier') throw new SelectorError(`found '${token.text}', expected: identifier`);
    const key = token.text;
    const { type } = this.#look();
    if (negated) return { key, operator: '!', values: [] };
    if (type === 'end' || type === ',') return { key, operator: 'exists', values: [] };
    const operator = this.#operator();
    const values = operator === 'in' || operator === 'notin' ? this.#values() : [this.#exactValue()];
    return { key, operator, values };
  }

  #operator(): Requirement['operator'] {
    const { type, text } = this.tokens[this.#at++]!;
    if (type === 'in' || type === 'notin' || type === '=' || type === '==' || type === '!=') return type;
    if (type === '>') return 'gt';
    if (type === '<') return 'lt';
    throw new SelectorError(`found '${text}', expected: in, notin, =, ==, !=, gt, lt`);
  }

  #exactValue(): string {
    const { type, text } = this.#look();
    if (type === 'end' || type === ',') return '';
    this.#at++;
    if (type === 'identifier') return text;
    throw new SelectorError(`found '${text}', expected: identifier`);
  }

  #values(): readonly string[] {
    const open = this.#take();
    if (open.type !== '(') throw new SelectorError(`found '${open.text}' expected: '('`);
    const { type, text } = this.#look();
    if (type === ')') {
      this.#at++;
      return [];
    }
    if (type !== 'identifier' && type !== ',') {
      throw new SelectorError(`found '${text}', expected: ',', ')' or identifier`);
    }
    const values = new Set<string>();
    for (let before: TokenType = ','; ;) {
      const token = this.#take();
      if (token.type === ')') {
        if (before === ',') values.add('');
        return [...values];
      }
      if (token.type === ',') {
        if (before === ',') values.add('');
      } else if (before === 'identifier') {
        throw new SelectorError(`found '${token.text}', expected: ',' or ')'`);
      } else if (token.type !== 'identifier') {
        throw new SelectorError(`found '${token.text}', expected: ',', or identifier`);
      } else values.add(token.text);
      before = token.type;
    }
  }
}

const namePart = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const nameRule = `must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character`;

function check({ key, operator, values }: Requirement): void {
  const wrong = labelKeyProblem(key);
  if (wrong !== undefined) throw new SelectorError(`<nil>: Invalid value: ${JSON.stringify(key)}: ${wrong}`);
  if (['in', 'notin'].includes(operator) && values.length === 0) {
    throw new SelectorError(`values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty`);
  }
  if (['gt', 'lt'].includes(operator) && !isInteger(values[0]!)) {
    throw new SelectorError(
      `values[0]: Invalid value: ${JSON.stringify(values[0])}: for 'Gt', 'Lt' operators, the value must be an integer`,
    );
  }
  for (const [i, value] of values.entries()) {
    const wrong = labelValueProblem(value);
    if (wrong === undefined) continue;
    throw new SelectorError(`values[${i}][${key}]: Invalid value: ${JSON.stringify(value)}: ${wrong}`);
  }
}

/** Returns the reason why a label or a taint cannot have this key. */
export function labelKeyProblem(key: string): string | undefined {
  const name = key.slice(key.indexOf('/') + 1);
  if (name === '') return 'name part must be non-empty';
  if (name.length > 63) return 'name part must be no more than 63 bytes';
  if (new RegExp(`^${namePart}$`).test(name)) return undefined;
  return `name part ${nameRule} (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${namePart}')`;
}

/** Returns the reason why a label cannot have this value. */
export function labelValueProblem(value: string): string | undefined {
  const problems = [
    ...(value.length > 63 ? ['must be no more than 63 bytes'] : []),
    ...(new RegExp(`^(${namePart})?$`).test(value)
      ? []
      : [
          `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(${namePart})?')`,
        ]),
  ];
  return problems.length === 0 ? undefined : problems.join(';');
}
