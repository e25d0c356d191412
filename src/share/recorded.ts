/** Digests of the state that a session's inputs led to: another engine compares them with its own. */
import { check, fields, text } from './reading.ts';

/** Lines of a moment's objects (`web-0 1/1 Running 0 node-1 nginx:1`) by resource, each in one text. */
export type SavedObjects = Readonly<Record<string, string>>;

const limits = { digest: 400, resources: 20, lines: 64 * 1024, engine: 40 };

/** @throws SessionError */
export function readDigest(value: unknown): string {
  const digest = text(value, limits.digest);
  check(/^[\w-]*$/.test(digest));
  return digest;
}

/** @throws SessionError */
export const readEngine = (value: unknown): string => text(value, limits.engine);

/** @throws SessionError */
export function readObjects(value: unknown): SavedObjects {
  const resources = Object.entries(fields(value));
  check(resources.length <= limits.resources);
  return Object.fromEntries(resources.map(([name, lines]) => [text(name, 300), text(lines, limits.lines)]));
}
