/** The words of a `jq` program. */
// Models jq's src/lexer.l

const plain =
  /\s+|#[^\n]*|\.\.|\.[a-zA-Z_]\w*|\$__loc__|\$(?:\w+::)*\w+|@\w+|(?:\w+::)*[a-zA-Z_]\w*|\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|\.\d+|\?\/\/=?|\/\/=?|[-+*/%|<>=!]=|[^]/y;

/** Thrown where a program is not understood; it is left as it is. */
export class NotUnderstood extends Error {}

/** Reads a text with what is interpolated in it. */
export function textAt(program: string, from: number): number {
  for (let at = from + 1; at < program.length; at++) {
    if (program[at] === '"') return at + 1;
    if (program[at] !== '\\') continue;
    at++;
    if (program[at] !== '(') continue;
    for (let depth = 1; depth > 0;) {
      at++;
      if (at >= program.length) throw new NotUnderstood();
      if (program[at] === '(') depth++;
      else if (program[at] === ')') depth--;
      else if (program[at] === '"') at = textAt(program, at) - 1;
    }
  }
  throw new NotUnderstood();
}

export function words(program: string): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < program.length;) {
    let end = at;
    if (program[at] === '"') end = textAt(program, at);
    else {
      plain.lastIndex = at;
      end += plain.exec(program)![0].length;
    }
    const word = program.slice(at, end);
    if (!/^[\s#]/.test(word)) found.push(word);
    at = end;
  }
  return found;
}
