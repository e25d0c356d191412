/**
 * Converts js-yaml's error into kubectl's words for a text that is not valid YAML. kubectl uses a Go library that words
 * errors and counts lines in its own way. Rare errors can still be worded differently.
 */
import { YAMLException } from 'js-yaml';
import { maxDepth } from './events.ts';

export interface GoYamlError {
  /** The message without `yaml: ` and line. */
  readonly reason: string;
  /** The line that kubectl names, from 1 within the document; undefined if it names none. */
  readonly line?: number;
  /** Offset of the error in the document. */
  readonly at: number;
}

const noToken = 'found character that cannot start any token';
const noKey = 'did not find expected key';
const noDash = "did not find expected '-' indicator";
const notHere = 'mapping values are not allowed in this context';
const noColon = "could not find expected ':'";
const noContent = 'did not find expected node content';
const noLineBreak = 'did not find expected comment or line break';

/** Go's scanner names the line itself, Go's parser the line before; neither names line 1. */
const scanner = (source: string, at: number, reason: string): GoYamlError => named(reason, at, lineOf(source, at));
const parser = (source: string, at: number, reason: string): GoYamlError =>
  named(reason, at, Math.max(lineOf(source, at) - 1, lineOf(source, at) === 1 ? 1 : 0), lineOf(source, at) === 1);

function named(reason: string, at: number, line: number, unnamed = line === 1): GoYamlError {
  return unnamed ? { reason, at } : { reason, line, at };
}

const lineOf = (source: string, at: number): number => source.slice(0, at).split('\n').length;
const indentOf = (line: string): number => line.length - line.trimStart().length;
const isBlank = (line: string): boolean => /^\s*(#|$)/.test(line);

/**
 * Returns Go's error for js-yaml's error.
 * @param source The document in which js-yaml threw `error`.
 */
export function toGoYamlError(source: string, error: unknown): GoYamlError {
  if (!(error instanceof YAMLException) || error.mark === undefined) {
    return { reason: error instanceof YAMLException ? error.reason : 'document contains excessive aliasing', at: 0 };
  }
  const { reason, mark } = error;
  const at = Math.min(mark.position, source.length);
  const char = source[at] ?? '';
  const tab = tabIn(source, at);
  if (tab !== undefined && !/within a|flow collection|missed comma/.test(reason)) {
    const violates = endsPlain(source.slice(0, tab));
    return scanner(source, tab, violates ? 'found a tab character that violates indentation' : noToken);
  }
  if (/line break is expected|indentation width/.test(reason)) return scanner(source, at, noLineBreak);
  if (/^name of an/.test(reason)) return scanner(source, at, 'did not find expected alphabetic or numeric character');
  if (/^tag (name|suffix) cannot/.test(reason)) {
    return scanner(source, at, 'did not find expected whitespace or line break');
  }
  if (reason.startsWith('unidentified alias')) {
    return { reason: `unknown anchor '${/"(.*)"/.exec(reason)?.[1] ?? ''}' referenced`, at };
  }
  if (/nesting exceeded/.test(reason)) return scanner(source, at, `exceeded max depth of ${maxDepth}`);
  if (/alias/.test(reason)) return { reason: 'document contains excessive aliasing', at };
  if (/null byte|non-printable/.test(reason)) return { reason: 'control characters are not allowed', at };
  if (/escape|hexadecimal/.test(reason)) return scanner(source, at, 'found unknown escape character');
  if (char !== '' && '@`%'.includes(char)) return scanner(source, at, noToken);
  if (/expected the node content/.test(reason)) return parser(source, at, noContent);
  if (/deficient indentation|within a|flow collection|missed comma/.test(reason)) return unclosed(source, at, reason);
  if (/multiline key/.test(reason)) return scanner(source, afterKey(source, at), noColon);
  if (char === ':') return scanner(source, at, notHere);
  if (/expected ':'/.test(reason)) return scanner(source, nextToken(source, at), noColon);
  if (char === '}' || char === ']') {
    return parser(source, at, /:\s*$/.test(source.slice(0, at)) ? noContent : noKey);
  }
  if (char === '-' && /^\s*(?:- +)*\S.*: +$/.test(source.slice(source.lastIndexOf('\n', at) + 1, at))) {
    return scanner(source, at, 'block sequence entries are not allowed in this context');
  }
  if (/indentation|end of the stream/.test(reason)) return parser(source, at, outOfPlace(source, at));
  return scanner(source, at, reason);
}

/** A quote or bracket that is not closed. */
function unclosed(source: string, at: number, reason: string): GoYamlError {
  const open = lastOpener(source.slice(0, at)) ?? at;
  const opener = source[open];
  if (opener === '"' || opener === "'" || /quoted/.test(reason)) {
    const closing = source.indexOf(opener === "'" ? opener : '"', at);
    return closing < 0
      ? scanner(source, source.length, 'found unexpected end of stream')
      : parser(source, closing, noKey);
  }
  if (/[[{,]\s*$/.test(source.slice(0, at)) && /[\]}]/.test(source[at] ?? '')) return parser(source, at, noContent);
  const broken = brokenKey.exec(source.slice(open, at + 1));
  const place = broken ? open + broken.index + broken[0].length - 1 : at;
  return parser(source, place, `did not find expected ',' or '${opener === '{' ? '}' : ']'}'`);
}

/** A name inside brackets that spans lines, up to its colon. Go's library does not allow such names. */
const brokenKey = /[^\s,[\]{}"'#:][^,[\]{}"'#:\n]*\n[^,[\]{}"'#\n]*?:(?=\s)/;

/** Returns the offset of the bracket or quote that is open at the end of `text`. */
function lastOpener(text: string): number | undefined {
  const open: number[] = [];
  let quote: number | undefined;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    const before = text[i - 1] ?? '\n';
    if (quote !== undefined) {
      if (c === '\\' && text[quote] === '"') i++;
      else if (c === text[quote]) quote = undefined;
    } else if ((c === '"' || c === "'") && /[\s[{,:]/.test(before)) quote = i;
    else if (c === '#' && /\s/.test(before)) i = endOfLine(text, i);
    else if ('|>'.includes(c) && /\s/.test(before) && open.length === 0) i = endOfBlock(text, i);
    else if ('[{'.includes(c)) open.push(i);
    else if (']}'.includes(c)) open.pop();
  }
  return quote ?? open.at(-1);
}

const endOfLine = (text: string, at: number): number => (text.indexOf('\n', at) + 1 || text.length + 1) - 1;

/** Returns the end of the block scalar whose indicator is at `at`. */
function endOfBlock(text: string, at: number): number {
  const column = indentOf(text.slice(text.lastIndexOf('\n', at) + 1, at + 1));
  let end = endOfLine(text, at);
  while (end < text.length) {
    const next = endOfLine(text, end + 1);
    const line = text.slice(end + 1, next);
    if (line.trim() !== '' && indentOf(line) <= column) break;
    end = next;
  }
  return end;
}

/** Returns the offset of a tab in the white space at the start of the line of `at`, or after its dash. */
function tabIn(source: string, at: number): number | undefined {
  const start = source.lastIndexOf('\n', at - 1) + 1;
  const space = /^\s*(-\s+)*/.exec(source.slice(start).split('\n')[0]!)![0];
  return space.includes('\t') ? start + space.indexOf('\t') : undefined;
}

/** Reports if the last line of `text` ends in an unquoted value that the next line could continue. */
function endsPlain(text: string): boolean {
  const line = text.trimEnd().split('\n').at(-1)!;
  const value = /^\s*(?:- +)*(?:[^\s"'[{#][^"']*?:(?: +|$))?(.*)$/.exec(line)![1]!;
  return /^(?:[^\s#"'[\]{}|>&*!-]|-\S)/.test(value) && !/\s#|[\]}]$/.test(value);
}

/** Finds the first line after a name without colon that does not belong to it; js-yaml read up to `at`. */
function afterKey(source: string, at: number): number {
  const lines = source.slice(0, at).split('\n');
  let first = lines.slice(0, -1).findLastIndex((line) => /:(\s|$)|^\s*#/.test(line)) + 1;
  while (first < lines.length - 1 && /^\s*- /.test(lines[first]!)) first++;
  const offset = lines.slice(0, first).join('\n').length + (first > 0 ? 1 : 0);
  const column = indentOf(lines[first]!);
  for (let next = nextLine(source, offset); ; next = nextLine(source, next)) {
    const start = source.lastIndexOf('\n', next - 1) + 1;
    const line = source.slice(start, endOfLine(source, next));
    if (next === source.length || next - start <= column || /:(\s|$)|(^|\s)#/.test(line)) return next;
  }
}

/** Returns the offset of the first character after the line of `at` that is not white space. */
function nextLine(source: string, at: number): number {
  const end = endOfLine(source, at);
  return source.length - source.slice(end).trimStart().length;
}

/** Skips the rest of the line, blank lines and comments. */
function nextToken(source: string, at: number): number {
  let end = source.indexOf('\n', at);
  for (; end >= 0; end = source.indexOf('\n', end + 1)) {
    const next = source.indexOf('\n', end + 1);
    const line = source.slice(end + 1, next < 0 ? undefined : next);
    if (!isBlank(line)) return end + 1 + indentOf(line);
  }
  return source.length;
}

/** Returns go-yaml's error for a line whose indentation matches no level above it. */
function outOfPlace(source: string, at: number): string {
  const lines = source.slice(0, at).split('\n');
  const column = lines.pop()!.length;
  const root = lines.find((line) => !isBlank(line) && !line.startsWith('---'));
  if (root !== undefined && indentOf(root) > column) return 'did not find expected <document start>';
  if (source.startsWith('- ', at)) return noKey;
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = lines[i]!;
    if (isBlank(line) || indentOf(line) > column) continue;
    const dash = /^\s*-(\s|$)/.test(line);
    if (!dash) return noKey;
    // A list may have the indentation of its key; a key is expected where the list ends.
    const dashColumn = indentOf(line);
    const parent = lines
      .slice(0, i)
      .findLast((l) => !isBlank(l) && indentOf(l) <= dashColumn && !/^\s*-(\s|$)/.test(l));
    return parent !== undefined && indentOf(parent) === dashColumn ? noKey : noDash;
  }
  return noKey;
}
