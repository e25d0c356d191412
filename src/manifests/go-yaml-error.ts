/**
 * kubectl's words for text that is not YAML. kubectl is written in Go and its YAML library words errors, and counts
 * lines, in its own way; this table says for js-yaml's complaint what Go's would have been. Rare kinds of damage can
 * still be worded otherwise than kubectl does.
 */
import { YAMLException } from 'js-yaml';

export interface GoYamlError {
  /** Without `yaml: ` and line. */
  readonly reason: string;
  /** The line kubectl names, from 1 within the document; absent where it names none. */
  readonly line?: number;
  /** Offset in the document of what is wrong. */
  readonly at: number;
}

const noToken = 'found character that cannot start any token';
const noKey = 'did not find expected key';
const noDash = "did not find expected '-' indicator";
const notHere = 'mapping values are not allowed in this context';
const noColon = "could not find expected ':'";

/** The scanner names the line, the parser of Go's library the one before; neither names the first. */
const scanner = (source: string, at: number, reason: string): GoYamlError => named(reason, at, lineOf(source, at));
const parser = (source: string, at: number, reason: string): GoYamlError =>
  named(reason, at, Math.max(lineOf(source, at) - 1, lineOf(source, at) === 1 ? 1 : 0), lineOf(source, at) === 1);

function named(reason: string, at: number, line: number, unnamed = line === 1): GoYamlError {
  return unnamed ? { reason, at } : { reason, line, at };
}

const lineOf = (source: string, at: number): number => source.slice(0, at).split('\n').length;
const indentOf = (line: string): number => line.length - line.trimStart().length;
const isBlank = (line: string): boolean => /^\s*(#|$)/.test(line);

/** @param source The document in which js-yaml threw `error`. */
export function toGoYamlError(source: string, error: unknown): GoYamlError {
  if (!(error instanceof YAMLException) || error.mark === undefined) {
    return { reason: error instanceof YAMLException ? error.reason : 'document contains excessive aliasing', at: 0 };
  }
  const { reason, mark } = error;
  const at = Math.min(mark.position, source.length);
  const char = source[at] ?? '';
  if (/\btab\b/.test(reason)) {
    const before = source.slice(0, at).trimEnd();
    const plain = /(?:^|[\s-])[^\s#"'[{|>&*!][^#"']*$/.test(before.slice(before.lastIndexOf('\n') + 1));
    return scanner(
      source,
      at,
      plain && !/[:\-,]$/.test(before) ? 'found a tab character that violates indentation' : noToken,
    );
  }
  if (reason.startsWith('unidentified alias')) {
    return { reason: `unknown anchor '${/"(.*)"/.exec(reason)?.[1] ?? ''}' referenced`, at };
  }
  if (/alias/.test(reason)) return { reason: 'document contains excessive aliasing', at };
  if (/null byte|non-printable/.test(reason)) return { reason: 'control characters are not allowed', at };
  if (/escape|hexadecimal/.test(reason)) return scanner(source, at, 'found unknown escape character');
  if (char !== '' && '@`%'.includes(char)) return scanner(source, at, noToken);
  if (/deficient indentation|within a|flow collection|missed comma/.test(reason)) return unclosed(source, at, reason);
  if (/multiline key/.test(reason)) return scanner(source, at, noColon);
  if (char === ':') return scanner(source, at, notHere);
  if (/expected ':'/.test(reason)) return scanner(source, nextToken(source, at), noColon);
  if (char === '}' || char === ']') {
    return parser(source, at, /:\s*$/.test(source.slice(0, at)) ? 'did not find expected node content' : noKey);
  }
  if (/indentation|end of the stream/.test(reason)) return parser(source, at, outOfPlace(source, at));
  return scanner(source, at, reason);
}

/** A quote or a bracket that is not closed. */
function unclosed(source: string, at: number, reason: string): GoYamlError {
  const opener = lastOpener(source.slice(0, at));
  if (opener === '"' || opener === "'" || /quoted/.test(reason)) {
    const closing = source.indexOf(opener ?? '"', at);
    return closing < 0
      ? scanner(source, source.length, 'found unexpected end of stream')
      : parser(source, closing, noKey);
  }
  return parser(source, at, `did not find expected ',' or '${opener === '{' ? '}' : ']'}'`);
}

/** The bracket or quote that is open at the end of `text`. */
function lastOpener(text: string): string | undefined {
  const open: string[] = [];
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quote !== '') {
      if (c === '\\' && quote === '"') i++;
      else if (c === quote) quote = '';
    } else if ((c === '"' || c === "'") && /(^|[\s[{,])$/.test(text.slice(Math.max(0, i - 1), i))) quote = c;
    else if (c === '#' && /(^|\s)$/.test(text.slice(Math.max(0, i - 1), i))) {
      const end = text.indexOf('\n', i);
      i = end < 0 ? text.length : end;
    } else if (c === '[' || c === '{') open.push(c);
    else if (c === ']' || c === '}') open.pop();
  }
  return quote === '' ? open.at(-1) : quote;
}

/** After the rest of the line, blank lines and comments. */
function nextToken(source: string, at: number): number {
  let end = source.indexOf('\n', at);
  for (; end >= 0; end = source.indexOf('\n', end + 1)) {
    const next = source.indexOf('\n', end + 1);
    const line = source.slice(end + 1, next < 0 ? undefined : next);
    if (!isBlank(line)) return end + 1 + indentOf(line);
  }
  return source.length;
}

/** What the parser missed when a line stands at an indentation that fits nothing above it. */
function outOfPlace(source: string, at: number): string {
  const lines = source.slice(0, at).split('\n');
  const column = lines.pop()!.length;
  if (source.startsWith('- ', at)) return noKey;
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = lines[i]!;
    if (isBlank(line) || indentOf(line) > column) continue;
    const dash = /^\s*-(\s|$)/.test(line);
    if (!dash) return noKey;
    // A list may stand as deep as the key that holds it; then its end is a key's place.
    const dashColumn = indentOf(line);
    const parent = lines
      .slice(0, i)
      .findLast((l) => !isBlank(l) && indentOf(l) <= dashColumn && !/^\s*-(\s|$)/.test(l));
    return parent !== undefined && indentOf(parent) === dashColumn ? noKey : noDash;
  }
  return noKey;
}
