/** Reasons why a kind is not followed now. */
import type { Failure } from './decode.ts';

export type Trouble =
  /** 403 of the API server. */
  | 'notPermitted'
  /** Lists are permitted, watches are not. */
  | 'watchNotPermitted'
  /** 403 of the proxy. */
  | 'refusedByProxy'
  /** 404: this API server does not have the kind. */
  | 'notServed'
  /** 401: the credentials are invalid or have expired. */
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
  /** The answer does not come from an API server. */
  | 'malformed'
  | 'tooLarge'
  | 'tooMany';

/** Returns true if the kind cannot be followed until a permission or the server changes. */
export const isFinal = (trouble: Trouble | null): boolean =>
  trouble === 'notPermitted' || trouble === 'notServed' || trouble === 'refusedByProxy';

/**
 * Returns the trouble that a refusal indicates. The API server answers with Status objects; plain text comes from the
 * proxy, except for paths that no API server has.
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
