/** One YAML document of a text, split as kubectl does it: before anything is parsed. */
export interface Chunk {
  readonly text: string;
  /** Offset of the chunk in the whole text. */
  readonly start: number;
}

/** Only spaces or a comment may follow the dashes. */
const separator = /^---[^\S\n]*(#.*)?$/;

/**
 * Splits a text at lines of three dashes. A separator at the start of a document stays part of it, so that error
 * messages count lines as kubectl does.
 */
// Models kubernetes/staging/src/k8s.io/apimachinery/pkg/util/yaml/decoder.go YAMLReader
export function splitDocuments(text: string): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  let at = start;
  while (at < text.length) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    const line = text.slice(at, next).trimEnd();
    if (at > start && separator.test(line)) {
      chunks.push({ text: text.slice(start, at), start });
      start = next;
    }
    at = next;
  }
  if (start < text.length) chunks.push({ text: text.slice(start), start });
  return chunks;
}
