/**
 * In here-documents, and in the alternatives of expansions in double quotes, brackets and single quotes are text: just-bash
 * would read them as patterns and quotes. In here-documents `$'` is text, too.
 */
import { hereDocuments } from './intricate.ts';
import { anyNode, mapTree, type Script, type SyntaxNode } from './script.ts';

const withAlternative = ['UseAlternative', 'DefaultValue', 'AssignDefault', 'ErrorIfUnset'];

interface Part extends SyntaxNode {
  readonly type: string;
  readonly operation?: { readonly type: string; readonly word?: { readonly parts: readonly Part[] } } | null;
}

function asText(part: Part): Part {
  if (part.type === 'Glob') return { type: 'Literal', value: part['pattern'] };
  if (part.type === 'SingleQuoted') return { type: 'Literal', value: `'${part['value'] as string}'` };
  const { operation } = part;
  if (part.type !== 'ParameterExpansion' || !operation?.word) return part;
  if (!withAlternative.includes(operation.type)) return part;
  return { ...part, operation: { ...operation, word: { ...operation.word, parts: operation.word.parts.map(asText) } } };
}

const partsOf = (node: SyntaxNode): readonly Part[] =>
  node['type'] === 'DoubleQuoted'
    ? (node['parts'] as Part[])
    : node['type'] === 'HereDoc' && node['quoted'] !== true
      ? (node['content'] as { parts: Part[] }).parts
      : [];

const changes = (node: SyntaxNode): boolean => partsOf(node).some((part) => asText(part) !== part);

/** Returns the script with these parts as text. */
export function withQuotedText(script: Script): Script {
  if (!anyNode(script, changes)) return script;
  return mapTree(script, (node) => {
    if (!changes(node)) return undefined;
    const parts = partsOf(node).map(asText);
    return node['type'] === 'HereDoc' ? { ...node, content: { type: 'Word', parts } } : { ...node, parts };
  });
}

/** Returns the text with `\\$'` for each `$'` of its here-documents, except in substitutions. */
export function withPlainDollars(text: string): string {
  if (!text.includes('<<') || !text.includes("$'")) return text;
  let [result, at] = ['', 0];
  for (const { start, end, quoted } of hereDocuments(text)) {
    if (quoted) continue;
    let depth = 0;
    const body = text.slice(start, end).replace(/\\[^]|\$\(|[()]|\$'/g, (token) => {
      if (token === '$(' || (token === '(' && depth > 0)) depth++;
      else if (token === ')') depth = Math.max(0, depth - 1);
      return token === "$'" && depth === 0 ? "\\$'" : token;
    });
    result += text.slice(at, start) + body;
    at = end;
  }
  return result + text.slice(at);
}
