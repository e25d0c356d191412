/** `sed`: `\U`, `\L`, `\u`, `\l` and `\E` in replacements, which just-bash takes for letters. */
import type { CommandResult } from '../commands/terminal-output.ts';
import type { Refinement } from './refinement.ts';
import { sedFault } from './sed-errors.ts';

const letters = 'ULulE';
/** Characters that represent the escapes while just-bash edits the text, and the range of them all. */
const mark = (letter: string): string => String.fromCharCode(0xe100 + letters.indexOf(letter));
const anyMark = /[\ue100-\ue104]/;

const escape = /\\[ULulE]/;
/** `s/old/new/` with any delimiter. */
const substitution = /(^|[;{\n]\s*|[\d$/,!]\s*)s([^\w\s\\])((?:\\[^]|(?!\2)[^\\])*)\2((?:\\[^]|(?!\2)[^\\])*)\2/g;

function marked(script: string): string {
  return script.replace(substitution, (whole, before: string, at: string, old: string, text: string) => {
    if (!escape.test(text)) return whole;
    const changed = text.replace(/\\([^])/g, (each, letter: string) =>
      letters.includes(letter) ? mark(letter) : each,
    );
    return `${before}s${at}${old}${at}${changed}${mark('E')}${at}`;
  });
}

/** Applies the marks in a text. */
function cased(text: string): string {
  let [result, all, next] = ['', '', ''];
  for (const char of text) {
    if (anyMark.test(char)) {
      const letter = letters[char.charCodeAt(0) - 0xe100]!;
      if (letter === 'u' || letter === 'l') next = letter;
      else {
        all = letter === 'E' ? '' : letter;
        // The end of a replacement also ends the effect on the next letter.
        if (letter === 'E') next = '';
      }
      continue;
    }
    const how = next === '' ? all : next;
    next = '';
    result += how === '' ? char : /u/i.test(how) ? char.toUpperCase() : char.toLowerCase();
  }
  return result;
}

/** `a\\text`, with the text on the same line. */
const oneLine = /((?:^|[\d$/;{\n}])\s*[aic])\\(?=[^\n\\])/g;

export const sed: Refinement = async (args, context, run) => {
  const fault = sedFault(args);
  if (fault !== undefined) return { stdout: '', stderr: `${fault.message}\n`, exitCode: fault.exitCode };
  const { fs, cwd } = context;
  const plain = args.map((arg) => arg.replace(oneLine, '$1 ').replace(/^-([nErsz]*)i[^-\s/]+$/, '-$1i'));
  const suffix = args
    .map((arg) => /^-[nErsz]*i([^-\s/]+)$|^--in-place=(.+)$/.exec(arg))
    .find((match) => match !== null);
  if (suffix !== undefined) {
    for (const name of args) {
      const path = fs.resolvePath(cwd, name);
      const isFile = !name.startsWith('-') && (await fs.exists(path)) && !(await fs.stat(path)).isDirectory;
      if (isFile) await fs.cp(path, `${path}${suffix[1] ?? suffix[2]}`);
    }
  }
  if (!args.some((arg) => escape.test(arg))) return run(plain, context);
  const result = await run(plain.map(marked), context);
  if (args.some((arg) => /^-[A-Za-z]*i|^--in-place/.test(arg))) {
    for (const name of args) {
      const path = fs.resolvePath(cwd, name);
      if (name.startsWith('-') || !(await fs.exists(path)) || (await fs.stat(path)).isDirectory) continue;
      const text = await fs.readFile(path);
      if (anyMark.test(text)) await fs.writeFile(path, cased(text));
    }
  }
  return { ...result, stdout: casedOutput(result) };
};

/** just-bash can return bytes, each as a character below 256. */
function casedOutput({ stdout, stdoutKind }: CommandResult): string {
  if (stdoutKind !== 'bytes' && anyMark.test(stdout)) return cased(stdout);
  const bytes = Uint8Array.from(stdout, (char) => char.charCodeAt(0));
  const text = new TextDecoder().decode(bytes);
  if (stdoutKind !== 'bytes' || !anyMark.test(text)) return stdout;
  let result = '';
  for (const byte of new TextEncoder().encode(cased(text))) result += String.fromCharCode(byte);
  return result;
}
