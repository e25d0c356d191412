/** The text of a described object: lines at levels, with tabs that are aligned at the end. */
// Models kubectl/pkg/describe/describe.go (PrefixWriter and the helpers that print labels and annotations)
import { sortedEntries } from '../resources/fields.ts';
import { alignTabs, describeTabs } from '../printers/tab-writer.ts';

/** Annotations that kubectl does not print. */
const hiddenAnnotations = ['kubectl.kubernetes.io/last-applied-configuration'];
const maxAnnotation = 140;

type Texts = Readonly<Record<string, string>> | undefined;

export class Description {
  #done = '';
  #pending = '';

  /** Adds one line, indented by two spaces for each level. */
  line(level: number, text: string): this {
    this.#pending += `${'  '.repeat(level)}${text}\n`;
    return this;
  }

  /** Aligns the lines so far; later ones are aligned separately. */
  flush(): this {
    this.#done += alignTabs(this.#pending, describeTabs);
    this.#pending = '';
    return this;
  }

  labels(title: string, labels: Texts): this {
    return this.#several(
      title,
      sortedEntries(labels ?? {}).map(([key, value]) => `${key}=${value}`),
    );
  }

  annotations(title: string, annotations: Texts): this {
    const indent = /^ */.exec(title)![0];
    const shown = sortedEntries(annotations ?? {}).filter(([key]) => !hiddenAnnotations.includes(key));
    return this.#several(
      title,
      shown.map(([key, text]) => {
        const value = text.replace(/\n$/, '');
        if (value.length + key.length + 2 <= maxAnnotation && !value.includes('\n')) return `${key}: ${value}`;
        const lines = value.split('\n').map((line) => `${indent}\t  ${shorten(line, maxAnnotation - 2)}`);
        return [`${key}:`, ...lines].join('\n');
      }),
    );
  }

  tolerations(title: string, tolerations: readonly Toleration[]): this {
    const sorted = [...tolerations].sort((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1));
    return this.#several(title, sorted.map(tolerationText));
  }

  /** Adds a title and its values, one per line; the title may be indented. */
  several(title: string, values: readonly string[]): this {
    return this.#several(title, values);
  }

  #several(title: string, values: readonly string[]): this {
    const indent = /^ */.exec(title)![0];
    const lines = values.length === 0 ? ['<none>'] : values;
    for (const [i, value] of lines.entries()) this.line(0, i === 0 ? `${title}:\t${value}` : `${indent}\t${value}`);
    return this;
  }

  text(): string {
    return this.flush().#done;
  }

  /** Returns the text with its tabs, without alignment. */
  raw(): string {
    return this.#pending;
  }
}

const shorten = (text: string, max: number): string => (text.length > max ? `${text.slice(0, max)}...` : text);

export interface Toleration {
  readonly key?: string;
  readonly value?: string;
  readonly effect?: string;
  readonly operator?: string;
  readonly tolerationSeconds?: number;
}

function tolerationText({ key = '', value = '', effect = '', operator, tolerationSeconds }: Toleration): string {
  const what = key + (value === '' ? '' : `=${value}`) + (effect === '' ? '' : `:${effect}`);
  const exists = operator === 'Exists' && value === '' ? `${what === '' ? '' : ' '}op=Exists` : '';
  return what + exists + (tolerationSeconds === undefined ? '' : ` for ${tolerationSeconds}s`);
}
