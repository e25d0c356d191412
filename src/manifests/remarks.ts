/** Finds things in a text that kubectl accepts without a warning but that its author should know. */
import { firstLookalike, type Hint, hintFor } from './lookalikes.ts';
import { type Range, rangeOf } from './position.ts';
import { resolved, type YamlNode } from './tree.ts';

/** A hint at a position in a valid text. Its words are in i18n. */
export interface Remark {
  readonly code: 'DuplicateKey' | Hint['code'];
  readonly params: Readonly<Record<string, string>>;
  readonly position: Range;
}

/** Returns the keys that occur twice (the last one counts) and the characters that only look like YAML's. */
export function remarksOn(tree: YamlNode, starts: readonly number[]): readonly Remark[] {
  const remarks: Remark[] = [];
  const suspect = (node: YamlNode): void => {
    if (node.kind !== 'scalar' || node.style !== 'plain') return;
    const found = /[：，、\u3000\u00a0]/.exec(node.value)?.[0] ?? /^[“”‘’＂＇「]/.exec(node.value)?.[0];
    const hint = found === undefined ? undefined : hintFor(found);
    if (hint) remarks.push({ ...hint, position: rangeOf(starts, node.start, node.end) });
  };
  const visit = (node: YamlNode): void => {
    if (node.kind === 'sequence') {
      for (const item of node.items) {
        if (node.flow) suspect(item);
        visit(item);
      }
    }
    if (node.kind !== 'mapping') return;
    const seen = new Set<string>();
    for (const { key, value } of node.entries) {
      const name = key.kind === 'scalar' ? key.value : undefined;
      if (name !== undefined && name !== '<<' && seen.has(name)) {
        remarks.push({ code: 'DuplicateKey', params: { key: name }, position: rangeOf(starts, key.start, key.end) });
      }
      if (name !== undefined) seen.add(name);
      suspect(key);
      const text = resolved(value);
      if (text.kind === 'scalar' && /^[“”‘’＂＇「]/.test(text.value)) suspect(value);
      visit(value);
    }
  };
  visit(tree);
  return remarks;
}

/**
 * Returns a lookalike on the line where parsing failed, or on the last non-empty line before it, where such an error
 * begins.
 */
export function hintNear(source: string, at: number): { readonly at: number; readonly hint: Hint } | undefined {
  let from = source.lastIndexOf('\n', at - 1) + 1;
  const end = source.indexOf('\n', at);
  const own = firstLookalike(source.slice(from, end < 0 ? undefined : end));
  if (own) return { at: from + own.at, hint: own.hint };
  while (from > 0) {
    const lineEnd = from - 1;
    from = source.lastIndexOf('\n', lineEnd - 1) + 1;
    const line = source.slice(from, lineEnd);
    if (line.trim() === '' || /^\s*#/.test(line)) continue;
    const found = firstLookalike(line);
    return found && found.hint.code !== 'Tab' ? { at: from + found.at, hint: found.hint } : undefined;
  }
  return undefined;
}
