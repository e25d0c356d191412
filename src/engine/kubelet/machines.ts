/**
 * The state of the nodes' machines that the API server does not know: disconnected machines, and Pods that still run
 * although their objects are gone.
 */
import type { ComponentContext } from '../controllers/component.ts';
import type { Pod } from '../api/types.ts';
import type { Actor } from '../trace/history.ts';

export class Machines {
  readonly #cut = new Set<string>();
  /** By uid. */
  readonly #strays = new Map<string, Pod>();

  constructor(private readonly recordNode: ComponentContext['recordNode']) {}

  isCut(node: string): boolean {
    return this.#cut.has(node);
  }

  setCut(node: string, cut: boolean, actor: Actor): void {
    if (this.#cut.has(node) === cut) return;
    if (cut) this.#cut.add(node);
    else this.#cut.delete(node);
    this.#record(node, actor);
  }

  straysOn(node: string): readonly Pod[] {
    return [...this.#strays.values()].filter((p) => p.spec.nodeName === node);
  }

  stray(uid: string): Pod | undefined {
    return this.#strays.get(uid);
  }

  addStray(pod: Pod, actor: Actor): void {
    this.#strays.set(pod.metadata.uid, pod);
    this.#record(pod.spec.nodeName!, actor);
  }

  endStray(pod: Pod, actor: Actor): void {
    this.#strays.delete(pod.metadata.uid);
    this.#record(pod.spec.nodeName!, actor);
  }

  #record(node: string, actor: Actor): void {
    this.recordNode(node, !this.isCut(node), this.straysOn(node), actor);
  }
}
