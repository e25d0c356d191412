/** Settings that are remembered from visit to visit, if the browser stores data. */
import { localStore } from './storage.ts';

const prefix = 'statefulset-lab.';

export const remembered = (name: string): string | null => localStore.get(prefix + name);

export function remember(name: string, value: string): void {
  localStore.set(prefix + name, value);
}
