import type { Path } from '../../manifests/parse.ts';

/** Begins a text that the author still has to write. */
export const toDo = 'TODO';
const isUnwritten = (text: string): boolean => new RegExp(`^${toDo}(?![a-z])`, 'i').test(text);

/** Returns the paths of the texts of a lesson that its author still has to write. */
export function unwrittenTexts(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]: [string, unknown]) => {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    const isText = key === 'en' || key === 'zh';
    if (isText && typeof item === 'string') return isUnwritten(item) ? [at] : [];
    return unwrittenTexts(item, at);
  });
}
