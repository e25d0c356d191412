/**
 * The Pods that are highlighted on the stage while a count of them is hovered or focused. They are kept beside the
 * lab's state, so that only Pods whose highlight changes render again.
 */
import { useSyncExternalStore } from 'react';
import type { Lab } from '../../store/lab.ts';
import { useLabInstance } from './lab.tsx';

type Uids = ReadonlySet<string>;

const nobody: Uids = new Set();

class LitPods {
  #uids = nobody;
  readonly #listeners = new Set<() => void>();

  readonly uids = (): Uids => this.#uids;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Highlights these Pods, and no others. */
  light(uids: Uids = nobody): void {
    if (uids.size === this.#uids.size && [...uids].every((uid) => this.#uids.has(uid))) return;
    this.#uids = uids;
    this.#listeners.forEach((listener) => listener());
  }
}

const byLab = new WeakMap<Lab, LitPods>();

/** Returns the highlighted Pods of a lab; each of two compared labs has its own. */
export function litPodsOf(lab: Lab): LitPods {
  let pods = byLab.get(lab);
  if (pods === undefined) byLab.set(lab, (pods = new LitPods()));
  return pods;
}

/** Returns the uids of all highlighted Pods, for a canvas that draws many. */
export function useLitPods(): Uids {
  const { subscribe, uids } = litPodsOf(useLabInstance());
  return useSyncExternalStore(subscribe, uids, uids);
}

/** Returns the attribute of an element that shows a Pod: `data-lit` while the Pod is highlighted. */
export function useLit(uid: string | undefined): { readonly 'data-lit'?: true } {
  const { subscribe, uids } = litPodsOf(useLabInstance());
  const isLit = (): boolean => uid !== undefined && uids().has(uid);
  const lit = useSyncExternalStore(subscribe, isLit, isLit);
  return lit ? { 'data-lit': true } : {};
}
