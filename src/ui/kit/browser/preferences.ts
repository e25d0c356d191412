/** Settings that are remembered from visit to visit, if the browser stores data. */
import { localStore } from './storage.ts';

const prefix = 'statefulset-lab.';

export const remembered = (name: string): string | null => localStore.get(prefix + name);

let keeps = true;

/** Remembers nothing from now on: in a frame of another page, the user has chosen no settings of the lab. */
export function rememberNothing(): void {
  keeps = false;
}

export function remember(name: string, value: string): void {
  if (keeps) localStore.set(prefix + name, value);
}
