/** The addresses of Pods: each node has a part of 10.244.0.0/16, and gives it out in order. */
export class PodAddresses {
  /** How many addresses each node has given out, in the order in which the nodes came. */
  readonly #given = new Map<string, number>();

  add(node: string): void {
    if (!this.#given.has(node)) this.#given.set(node, 0);
  }

  /** The node's next address; it comes round only after thousands of Pods. */
  allocate(node: string): string {
    this.add(node);
    const n = this.#given.get(node)! + 1;
    this.#given.set(node, n);
    const host = ([...this.#given.keys()].indexOf(node) * 16_384 + 1 + n) % 65_536;
    return `10.244.${host >> 8}.${host & 255}`;
  }
}
