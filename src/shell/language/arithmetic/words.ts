/**
 * Words arithmetic errors as bash does: with the expression, and with the rest of it from the error token. just-bash
 * names neither for divisions and bases, so they are found in the typed text.
 */

/** Returns the arithmetic expressions of a text: those of `$((…))`, `((…))` and `let`. */
function arithmeticIn(text: string): readonly string[] {
  const found: string[] = [];
  for (const { index } of text.matchAll(/\(\(/g)) {
    const end = closing(text, index + 2);
    if (end !== undefined) found.push(text.slice(index + 2, end).trim());
  }
  for (const [, , quoted, bare] of text.matchAll(/(^|[;&|]\s*)let\s+(?:["']([^"']*)["']|([^\s;&|]+))/g)) {
    found.push((quoted ?? bare)!);
  }
  return found;
}

/** Returns the position of the `))` that ends the expression that begins at `from`. */
function closing(text: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')' && depth === 0) return text[at + 1] === ')' ? at : undefined;
    else if (text[at] === ')') depth--;
  }
  return undefined;
}

/** A number that is invalid in its base (`08`, `2#12`), or whose base bash does not support (`65#1`). */
const badNumber = /\b(?:0\d*[89]\d*|\d+#\w+)/g;
const isBad = (number: string): boolean => {
  const [, base, digits] = /^(\d+)#(\w+)$/.exec(number) ?? [];
  if (base === undefined || digits === undefined) return true;
  if (Number(base) < 2 || Number(base) > 64) return true;
  const most = Number(base);
  return [...digits].some((digit) => digitValue(digit, most) >= most);
};
function digitValue(digit: string, base: number): number {
  if (/\d/.test(digit)) return Number(digit);
  if (digit === '_') return 63;
  const lower = digit.toLowerCase().charCodeAt(0) - 97 + 10;
  return base > 36 && digit !== digit.toLowerCase() ? lower + 26 : lower;
}

/** Returns the text from the divisor of the first division whose divisor may be 0. */
function divisorIn(expression: string): string | undefined {
  const divisors = [...expression.matchAll(/[/%]=?\s*(.+)$/g)];
  for (let at = expression.search(/[/%]/); at >= 0;) {
    const rest = expression.slice(at + 1).trimStart();
    if (!/^0*[1-9]\d*\b/.test(rest)) return rest;
    const next = expression.slice(at + 1).search(/[/%]/);
    at = next < 0 ? -1 : at + 1 + next;
  }
  return divisors[0]?.[1];
}

function firstOf(
  line: string,
  tokenIn: (expression: string) => string | undefined,
): { readonly expression: string; readonly token: string } | undefined {
  for (const expression of arithmeticIn(line)) {
    const token = tokenIn(expression);
    if (token !== undefined && token !== '') return { expression, token };
  }
  return undefined;
}

/** The text before the expression, for an expression that is a command of its own and for others. */
const command = (before: string): string =>
  before.replace('arithmetic expression: ', '((: ').replace(/: let: .*$/, ': let: ');

/**
 * Rewords just-bash's message about arithmetic as bash words it.
 * @param line The typed line.
 */
export function arithmeticInWords(text: string, line: string): string {
  const said = (before: string, reason: string, found: ReturnType<typeof firstOf>): string =>
    found === undefined
      ? `${command(before)}${reason}`
      : `${command(before)}${found.expression}: ${reason} (error token is "${found.token}")`;
  return text
    .replace(/^(bash: )\S*\.\.\.: syntax error: invalid arithmetic operator$/gm, (whole, before: string) => {
      const found = firstOf(line, (expression) => /\d(\.\d.*)$/.exec(expression)?.[1]);
      return found === undefined ? whole : said(before, 'syntax error: invalid arithmetic operator', found);
    })
    .replace(/^(bash: .*?)division by 0$/gm, (_, before: string) =>
      said(before, 'division by 0', firstOf(line, divisorIn)),
    )
    .replace(/^(bash: .*?)value too great for base(?: \(error token is "(.*)"\))?$/gm, (whole, before: string) => {
      const found = firstOf(line, (expression) => expression.match(badNumber)?.find(isBad));
      if (found === undefined) return whole;
      const { token } = found;
      const base = Number(/^(\d+)#/.exec(token)?.[1] ?? 10);
      const reason = base < 2 || base > 64 ? 'invalid arithmetic base' : 'value too great for base';
      // bash evaluates from the left: it has not read the text after the number.
      const read = found.expression.slice(0, found.expression.indexOf(token) + token.length);
      return said(before, reason, { expression: read, token });
    })
    .replace(/^(bash: .*?)exponent less than 0$/gm, (_, before: string) =>
      said(
        before,
        'exponent less than 0',
        firstOf(line, (expression) => /\*\*\s*-\s*(.+)$/.exec(expression)?.[1]),
      ),
    )
    .replace(
      /^(bash: )(?:.*: )?syntax error: (?:operand expected|invalid arithmetic operator) \(error token is "(.*)"\)$/gm,
      (whole, before: string, token: string) => {
        const found = firstOf(line, (expression) => (expression.includes(token) ? token : undefined));
        if (found === undefined) return whole;
        if (/operand expected/.test(whole)) return said(before, 'syntax error: operand expected', found);
        if (/^\w/.test(token)) return said(before, 'syntax error in expression', found);
        if (/^=/.test(token)) return said(before, 'attempted assignment to non-variable', found);
        return said(before, 'syntax error: invalid arithmetic operator', found);
      },
    );
}
