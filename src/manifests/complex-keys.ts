/** Refuses keys that are maps or lists: YAML allows them, JSON and therefore Kubernetes does not. */
import type { GoYamlError } from './go-yaml-error.ts';
import { plainScalarValue } from './scalars.ts';
import { resolved, type YamlNode } from './tree.ts';

/** Longest key that an error prints, in characters. */
const maxShown = 1000;

/**
 * Returns kubectl's error for the first key of the document that is a map or a list, such as `{{ .Values.name }}`, or
 * `undefined` if there is none.
 * @param start Offset of the document in the text.
 */
export function complexKeyProblem(tree: YamlNode, start: number): GoYamlError | undefined {
  const pending: YamlNode[] = [tree];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.kind === 'sequence') for (const item of node.items.toReversed()) pending.push(item);
    if (node.kind !== 'mapping') continue;
    const complex = node.entries.find(({ key }) => resolved(key).kind !== 'scalar');
    if (complex !== undefined) {
      const shown = goSyntax(complex.key).slice(0, maxShown);
      return { reason: `invalid map key: ${shown}`, at: complex.key.start - start };
    }
    for (const { value } of node.entries.toReversed()) pending.push(value);
  }
  return undefined;
}

/** Returns a value as Go's `%#v` prints it. */
function goSyntax(given: YamlNode): string {
  const node = resolved(given);
  switch (node.kind) {
    case 'sequence':
      return `[]interface {}{${node.items.map(goSyntax).join(', ')}}`;
    case 'mapping': {
      const entries = node.entries.map(({ key, value }) => `${goSyntax(key)}:${goSyntax(value)}`);
      return `map[interface {}]interface {}{${entries.sort().join(', ')}}`;
    }
    case 'alias':
      return 'interface {}(nil)';
    case 'scalar': {
      const value = node.style === 'plain' ? plainScalarValue(node.value) : node.value;
      if (node.style === 'empty' || value === null) return 'interface {}(nil)';
      return typeof value === 'string' ? JSON.stringify(value) : String(value);
    }
  }
}
