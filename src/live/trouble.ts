/** Reasons why a kind is not followed now. */
import type { Failure } from './decode.ts';

export type Trouble =
  /** 403 of the API server. */
  | 'notPermitted'
  /** Lists are permitted, watches are not. */
  | 'watchNotPermitted'
  /** 403 of the proxy. */
  | 'refusedByProxy'
  /** 404: this API server does not know the kind. */
  | 'notServed'
  /** 401: the credentials are not valid, or no longer. */
  | 'unauthorized'
  /** 410. */
  | 'expired'
  | 'tooManyRequests'
  | 'serverError'
  /** The proxy answers, the API server behind it does not. */
  | 'serverDown'
  /** Nothing answers. */
  | 'unreachable'
  | 'closed'
  | 'silent'
  | 'slept'
  /** The answer is none of an API server. */
  | 'malformed'
  | 'tooLarge'
  | 'tooMany';

/** Returns true for a kind that cannot be followed until somebody else changes a permission or the server. */
export const isFinal = (trouble: Trouble | null): boolean =>
  trouble === 'notPermitted' || trouble === 'notServed' || trouble === 'refusedByProxy';

/**
 * Returns the trouble that a refusal names. The API server speaks in Status objects; plain text is of the proxy, but for
 * a path that no API server knows.
 */
export function troubleOf(status: number, failure: Failure | undefined, contentType: string): Trouble {
  if (status === 404) return 'notServed';
  if (status === 401) return 'unauthorized';
  if (status === 429) return 'tooManyRequests';
  if (failure === undefined) {
    if (status === 403) return 'refusedByProxy';
    return status >= 500 && contentType.startsWith('text/plain') ? 'serverDown' : 'malformed';
  }
  return status === 403 ? 'notPermitted' : 'serverError';
}
