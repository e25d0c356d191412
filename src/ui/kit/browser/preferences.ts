/** Settings that are remembered from visit to visit, if the browser stores data. */
import { localStore } from './storage.ts';

const prefix = 'statefulset-lab.';

export const remembered = (name: string): string | null => localStore.get(prefix + name);

let keeps = true;

/** Remembers nothing from now on: the page is part of another one, whose reader has chosen nothing for the lab. */
export function rememberNothing(): void {
  keeps = false;
}

export function remember(name: string, value: string): void {
  if (keeps) localStore.set(prefix + name, value);
}
