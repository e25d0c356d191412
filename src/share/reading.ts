/** Readers of values that come from outside and may be anything. */

/** Why something is no session that can be opened. */
export class SessionError extends Error {
  constructor(readonly code: 'Unreadable' | 'TooLarge' | 'TooMuchWork' | 'NewerVersion' | 'Malformed') {
    super(code);
    this.name = 'SessionError';
  }
}

type Fields = Readonly<Record<string, unknown>>;

/** Longest text that a session may hold: as much as people paste into the editor, be it too much for a manifest. */
const maxText = 8 * 1024 * 1024;

/** @throws SessionError unless it holds. */
export function check(holds: boolean): asserts holds {
  if (!holds) throw new SessionError('Malformed');
}

export function fields(value: unknown): Fields {
  check(typeof value === 'object' && value !== null && !Array.isArray(value));
  return value as Fields;
}

export function list(value: unknown, max: number): readonly unknown[] {
  check(Array.isArray(value) && value.length <= max);
  return value;
}

/** A number from 0 to `max`. */
export function amount(value: unknown, max = Number.MAX_SAFE_INTEGER): number {
  check(typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= max);
  return value;
}

/** A whole number from 0 to `max`. */
export function count(value: unknown, max = Number.MAX_SAFE_INTEGER): number {
  check(Number.isSafeInteger(value));
  return amount(value, max);
}

export function text(value: unknown, max = maxText): string {
  check(typeof value === 'string' && value.length <= max);
  return value;
}

/** The value, if it is one of those that are known; a later version may know more. */
export function oneOf<T>(known: readonly T[], value: unknown): T | undefined {
  return known.includes(value as T) ? (value as T) : undefined;
}

/** Longest text that is read as JSON, in characters, and how deeply values in it may lie within each other. */
const jsonLimits = { length: 8 * 1024 * 1024, depth: 100 };

/**
 * Parses JSON that may come from anyone.
 * @throws SessionError
 */
export function parseJson(json: string): unknown {
  if (json.length > jsonLimits.length) throw new SessionError('TooLarge');
  if (depthOf(json) > jsonLimits.depth) throw new SessionError('Malformed');
  try {
    return JSON.parse(json) as unknown;
  } catch {
    throw new SessionError('Unreadable');
  }
}

/** How deeply the lists and maps of a JSON text lie within each other. */
function depthOf(json: string): number {
  let [depth, deepest] = [0, 0];
  // Strings are passed over whole: brackets in them mean nothing.
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[{\]}]/g)) {
    if (token === '[' || token === '{') deepest = Math.max(deepest, ++depth);
    else if (token === ']' || token === '}') depth--;
  }
  return deepest;
}
