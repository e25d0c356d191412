/** Pods to ask an API server for, and what it says when it refuses. */
import { type Manifest, StatusError } from '../index.ts';

type Spec = Readonly<Record<string, unknown>>;

/** Returns a Pod with one container, `main`; `spec` and `container` add fields. */
export const newPod = (name: string, spec: Spec = {}, container: Spec = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: { containers: [{ name: 'main', image: 'nginx', ...container }], ...spec },
});

/** Returns why a request is refused, or `accepted`. */
export function refusal(request: () => unknown): string {
  try {
    request();
  } catch (error) {
    if (error instanceof StatusError) return error.message;
    throw error;
  }
  return 'accepted';
}
