/** A map that removes the least recently used entry. */
// Models k8s.io/utils/lru
export class LruMap<V> {
  /** In the order of their last use. */
  readonly #values = new Map<string, V>();

  constructor(private readonly limit: number) {}

  get(key: string): V | undefined {
    const value = this.#values.get(key);
    if (value !== undefined) {
      this.#values.delete(key);
      this.#values.set(key, value);
    }
    return value;
  }

  set(key: string, value: V): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size <= this.limit) return;
    const [oldest] = this.#values.keys();
    this.#values.delete(oldest!);
  }
}
