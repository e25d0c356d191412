/** Reads values that come from outside and may be anything. */

/** The reason why a session cannot be opened. */
export class SessionError extends Error {
  constructor(readonly code: 'Unreadable' | 'TooLarge' | 'TooMuchWork' | 'NewerVersion' | 'Malformed') {
    super(code);
    this.name = 'SessionError';
  }
}

type Fields = Readonly<Record<string, unknown>>;

/** Longest text in a session: as much as people paste into the editor, even if it is too long for a manifest. */
const maxText = 8 * 1024 * 1024;

/** @throws SessionError if the condition is false. */
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

/** Reads a number from 0 to `max`. */
export function amount(value: unknown, max = Number.MAX_SAFE_INTEGER): number {
  check(typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= max);
  return value;
}

/** Reads a whole number from 0 to `max`. */
export function count(value: unknown, max = Number.MAX_SAFE_INTEGER): number {
  check(Number.isSafeInteger(value));
  return amount(value, max);
}

export function text(value: unknown, max = maxText): string {
  check(typeof value === 'string' && value.length <= max);
  return value;
}

/** Returns the value if it is one of the known ones; a later version may know more. */
export function oneOf<T>(known: readonly T[], value: unknown): T | undefined {
  return known.includes(value as T) ? (value as T) : undefined;
}

/** Longest text that is read as JSON, in characters, and its deepest nesting. */
const jsonLimits = { length: 8 * 1024 * 1024, depth: 100 };

/**
 * Parses JSON from outside.
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

/** Returns the nesting depth of the lists and maps in a JSON text. */
function depthOf(json: string): number {
  let [depth, deepest] = [0, 0];
  // Skip strings: brackets in them have no meaning.
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[{\]}]/g)) {
    if (token === '[' || token === '{') deepest = Math.max(deepest, ++depth);
    else if (token === ']' || token === '}') depth--;
  }
  return deepest;
}
