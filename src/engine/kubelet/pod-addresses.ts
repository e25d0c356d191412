/** Allocates the addresses of Pods: each node has a range of 10.244.0.0/16, and uses it in order. */
export class PodAddresses {
  /** The number of addresses that each node has used, in the order of the nodes' creation. */
  readonly #given = new Map<string, number>();

  add(node: string): void {
    if (!this.#given.has(node)) this.#given.set(node, 0);
  }

  /** Returns the node's next address; an address repeats only after thousands of Pods. */
  allocate(node: string): string {
    this.add(node);
    const n = this.#given.get(node)! + 1;
    this.#given.set(node, n);
    const host = ([...this.#given.keys()].indexOf(node) * 16_384 + 1 + n) % 65_536;
    return `10.244.${host >> 8}.${host & 255}`;
  }
}
