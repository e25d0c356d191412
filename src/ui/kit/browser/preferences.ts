/** Choices that are remembered from visit to visit. Where the browser stores nothing, none are. */
import { localStore } from './storage.ts';

const prefix = 'statefulset-lab.';

export const remembered = (name: string): string | null => localStore.get(prefix + name);

export function remember(name: string, value: string): void {
  localStore.set(prefix + name, value);
}
