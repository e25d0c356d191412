/** Positions of the parts of a YAML document in its text. Offsets refer to the whole text. */
import {
  COLLECTION_STYLE_FLOW,
  EVENT_ALIAS,
  EVENT_DOCUMENT,
  EVENT_MAPPING,
  EVENT_POP,
  EVENT_SEQUENCE,
  getScalarValue,
  SCALAR_STYLE_DOUBLE_QUOTED,
  SCALAR_STYLE_PLAIN,
  SCALAR_STYLE_SINGLE_QUOTED,
} from 'js-yaml';
import type { ReadEvents } from './events.ts';

export type Path = readonly (string | number)[];

interface Base {
  /** The first character; of a quoted scalar the quote, of a block scalar its `|` or `>`. */
  readonly start: number;
  /** The offset after the last character; for a block collection the end of its last item. */
  readonly end: number;
  /** True if an anchor or a tag precedes it. */
  readonly adorned: boolean;
}
export interface ScalarNode extends Base {
  readonly kind: 'scalar';
  readonly style: 'plain' | 'single' | 'double' | 'block' | 'empty';
  /** Text of the scalar without quotes. */
  readonly value: string;
}
export interface SequenceNode extends Base {
  readonly kind: 'sequence';
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
}
export interface MappingNode extends Base {
  readonly kind: 'mapping';
  readonly flow: boolean;
  readonly entries: readonly Entry[];
}
export interface Entry {
  readonly key: YamlNode;
  readonly value: YamlNode;
}
export interface AliasNode extends Base {
  readonly kind: 'alias';
  readonly target: YamlNode | undefined;
}
export type YamlNode = ScalarNode | SequenceNode | MappingNode | AliasNode;

/**
 * Returns the tree of the first document in `source` (kubectl reads no more of a chunk), or null if there is none.
 * @param offset Offset of the document in the whole text; added to all offsets.
 */
export function treeOf({ source, events, origin }: ReadEvents, offset: number): YamlNode | null {
  const place = (at: number): number => origin(at) + offset;
  const anchors = new Map<string, YamlNode>();
  let next = 0;
  let last = 0; // end of what was read so far, in `source`

  const scanFor = (chars: string, from: number): number => {
    for (let at = from; at < source.length; at++) {
      if (source[at] === '#' && /\s/.test(source[at - 1] ?? ' ')) at = lineEnd(source, at);
      else if (chars.includes(source[at]!)) return at;
    }
    return source.length;
  };

  function read(): YamlNode {
    const event = events[next++]!;
    if (event.type === EVENT_DOCUMENT || event.type === EVENT_POP) throw new Error('malformed YAML events');
    const name = event.anchorStart < 0 ? undefined : source.slice(event.anchorStart, event.anchorEnd);
    if (event.type === EVENT_ALIAS) {
      last = event.anchorEnd;
      const [start, end] = [place(event.anchorStart - 1), place(event.anchorEnd)];
      return { kind: 'alias', start, end, adorned: false, target: anchors.get(name ?? '') };
    }
    const adorned = event.anchorStart >= 0 || event.tagStart >= 0;
    last = Math.max(last, event.anchorEnd, event.tagEnd);
    let node: YamlNode;
    if (event.type === EVENT_SEQUENCE || event.type === EVENT_MAPPING) {
      const flow = event.style === COLLECTION_STYLE_FLOW;
      const children: YamlNode[] = [];
      last = Math.max(last, flow ? event.start + 1 : event.start);
      while (events[next]!.type !== EVENT_POP) children.push(read());
      next++;
      if (flow) last = scanFor(']}', last) + 1;
      const base = { start: place(event.start), end: place(last), adorned, flow };
      if (event.type === EVENT_SEQUENCE) node = { kind: 'sequence', ...base, items: children };
      else {
        const entries: Entry[] = [];
        for (let i = 0; i + 1 < children.length; i += 2) entries.push({ key: children[i]!, value: children[i + 1]! });
        node = { kind: 'mapping', ...base, entries };
      }
    } else if (event.valueStart < 0) {
      // An empty value: its offset is after the colon, the dash, the tag or the anchor.
      const indicator = /\s*(?:#[^\n]*\n\s*)*[:-](?=\s|$)|:/y;
      indicator.lastIndex = last;
      if (!adorned && indicator.test(source)) last = indicator.lastIndex;
      node = { kind: 'scalar', start: place(last), end: place(last), adorned, style: 'empty', value: '' };
    } else {
      const quoted = event.style === SCALAR_STYLE_SINGLE_QUOTED || event.style === SCALAR_STYLE_DOUBLE_QUOTED;
      const plain = event.style === SCALAR_STYLE_PLAIN;
      let start = event.valueStart - (quoted ? 1 : 0);
      last = event.valueEnd + (quoted ? 1 : 0);
      if (!quoted && !plain) {
        start = Math.max(source.lastIndexOf('|', start - 1), source.lastIndexOf('>', start - 1));
        while (last > event.valueStart && /\s/.test(source[last - 1]!)) last--;
      }
      const style = plain
        ? 'plain'
        : event.style === SCALAR_STYLE_SINGLE_QUOTED
          ? 'single'
          : quoted
            ? 'double'
            : 'block';
      const value = getScalarValue(source, event);
      node = { kind: 'scalar', start: place(start), end: place(last), adorned, style, value };
    }
    if (name !== undefined) anchors.set(name, node);
    return node;
  }

  while (events[next]?.type === EVENT_DOCUMENT) next++;
  return next < events.length && events[next]!.type !== EVENT_POP ? read() : null;
}

/** Returns the target of an alias, or the node itself. */
export const resolved = (node: YamlNode): YamlNode => (node.kind === 'alias' ? (node.target ?? node) : node);

/** Returns the entry of `mapping` for `key`. If the key occurs twice, returns the last one, as kubectl does. */
export function entryOf(node: YamlNode, key: string | number): Entry | undefined {
  if (node.kind !== 'mapping') return undefined;
  return node.entries.findLast((e) => e.key.kind === 'scalar' && e.key.value === String(key));
}

/**
 * Returns the offset of the end of the line that contains `at`: its `
 * ` or `\r
 * `, or the end of the text.
 */
export function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  if (newline < 0) return text.length;
  return newline > at && text[newline - 1] === '\r' ? newline - 1 : newline;
}
