import { useMemo, useState } from 'react';
import type { KubernetesObject } from '../../engine/index.ts';
import { objectYaml } from '../../view/inspect.ts';
import { newLines, type YamlLine, yamlLinesOf } from '../../view/yaml-changes.ts';

interface Seen {
  readonly uid: string;
  readonly lines: readonly YamlLine[];
  readonly changed: ReadonlySet<string>;
}

/** The YAML of `kubectl get -o yaml`; new lines are highlighted once. */
export function LiveYaml({ object }: { readonly object: KubernetesObject }) {
  const { uid } = object.metadata;
  const lines = useMemo(() => yamlLinesOf(objectYaml(object)), [object]);
  const [seen, setSeen] = useState<Seen>({ uid, lines, changed: new Set() });
  if (seen.lines !== lines) {
    // Nothing is highlighted when another object is opened.
    setSeen({ uid, lines, changed: newLines(seen.uid === uid ? seen.lines : null, lines) });
  }
  return (
    <pre tabIndex={0} aria-label="YAML">
      {lines.map(({ key, text }) => (
        <div key={key} data-changed={seen.changed.has(key) || undefined}>
          {text}
        </div>
      ))}
    </pre>
  );
}
