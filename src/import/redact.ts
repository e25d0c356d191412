/** Takes out of a dump what nobody needs to see, before anything is done with it. */
import { canonicalJson, lastAppliedAnnotation, type Manifest } from '../engine/index.ts';

/** Fields that were left out, with the number of objects, e.g. `data of Secret` → 3. */
export type Withheld = ReadonlyMap<string, number>;

type Json = Readonly<Record<string, unknown>>;

const secretive: Readonly<Record<string, readonly string[]>> = {
  Secret: ['data', 'stringData'],
  ConfigMap: ['data', 'binaryData'],
};

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export class Redaction {
  readonly #withheld = new Map<string, number>();

  /**
   * @param environment `keep`: the values of environment variables stay, as the name of a new revision follows from
   * them; `withhold`: a word stands for each value, the same for the same value.
   */
  constructor(private readonly environment: 'keep' | 'withhold') {}

  get withheld(): Withheld {
    return this.#withheld;
  }

  redacted(object: Manifest): Manifest {
    const kind = String(object.kind);
    const { managedFields, annotations, ...metadata } = (object.metadata ?? {}) as Json;
    if (managedFields !== undefined) this.#count('metadata.managedFields');
    const next: Record<string, unknown> = { ...object, metadata };
    for (const field of secretive[kind] ?? []) {
      if (next[field] === undefined) continue;
      delete next[field];
      this.#count(`${field} of ${kind}`);
    }
    if (isObject(annotations)) {
      const { [lastAppliedAnnotation]: applied, ...others } = annotations;
      const kept = typeof applied === 'string' ? this.#lastApplied(kind, applied) : undefined;
      next['metadata'] = {
        ...metadata,
        annotations: { ...others, ...(kept !== undefined && { [lastAppliedAnnotation]: kept }) },
      };
    }
    return (this.environment === 'withhold' ? this.#withoutEnvironment(next) : next) as Manifest;
  }

  /** kubectl apply compares with it; of secret objects it holds the data once more. */
  #lastApplied(kind: string, text: string): string | undefined {
    if (secretive[kind] !== undefined) {
      this.#count(`last-applied-configuration of ${kind}`);
      return undefined;
    }
    if (this.environment === 'keep' || !text.includes('"env"')) return text;
    try {
      return `${JSON.stringify(this.#withoutEnvironment(JSON.parse(text)))}\n`;
    } catch {
      this.#count('last-applied-configuration that is no JSON');
      return undefined;
    }
  }

  #withoutEnvironment(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item: unknown) => this.#withoutEnvironment(item));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        key === 'env' && Array.isArray(item)
          ? item.map((v: unknown) => this.#variable(v))
          : this.#withoutEnvironment(item),
      ]),
    );
  }

  #variable(variable: unknown): unknown {
    if (!isObject(variable) || typeof variable['value'] !== 'string' || variable['value'] === '') return variable;
    this.#count('value of environment variable');
    return { ...variable, value: `withheld-${digest(variable['value'])}` };
  }

  #count(what: string): void {
    this.#withheld.set(what, (this.#withheld.get(what) ?? 0) + 1);
  }
}

/** Tells two values from each other, and not much more: 16 bits. */
function digest(value: string): string {
  let hash = 0x811c9dc5;
  for (const character of canonicalJson(value)) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193) >>> 0;
  return ((hash >>> 16) ^ (hash & 0xffff)).toString(16).padStart(4, '0');
}
