/** Withholds sensitive values of a dump before anything else reads it. */
import { canonicalJson, lastAppliedAnnotation, type Manifest } from '../engine/index.ts';

/** Fields that can be left out. */
export type WithheldField =
  'managedFields' | 'data' | 'stringData' | 'binaryData' | 'lastApplied' | 'lastAppliedBroken' | 'environment';

/** Fields that were left out, with the number of objects; for environments, the number of variables. */
export type Withheld = readonly { readonly field: WithheldField; readonly kind: string; readonly count: number }[];

type Json = Readonly<Record<string, unknown>>;

const secretive: Readonly<Record<string, readonly ('data' | 'stringData' | 'binaryData')[]>> = {
  Secret: ['data', 'stringData'],
  ConfigMap: ['data', 'binaryData'],
};

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Handling of environment values. `keep` is for a dump that stays in one process: the name of a new revision depends on
 * them. `withhold` replaces each value by a placeholder, equal values by equal ones.
 */
export type EnvironmentValues = 'keep' | 'withhold';

/** Returns true for the placeholder of a withheld value: it is not replaced again. */
const isWithheld = (value: string): boolean => /^withheld-[0-9a-f]{4}$/.test(value);

export class Redaction {
  readonly #withheld = new Map<string, Withheld[number]>();

  constructor(private readonly environment: EnvironmentValues) {}

  get withheld(): Withheld {
    return [...this.#withheld.values()];
  }

  redacted(object: Manifest): Manifest {
    const kind = String(object.kind);
    const { managedFields, annotations, ...metadata } = (object.metadata ?? {}) as Json;
    if (managedFields !== undefined && this.environment === 'withhold') this.#count('managedFields');
    const next: Record<string, unknown> = { ...object, metadata };
    for (const field of secretive[kind] ?? []) {
      if (next[field] === undefined) continue;
      delete next[field];
      this.#count(field, kind);
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

  /** kubectl apply compares with it; for a Secret it contains the data once more. */
  #lastApplied(kind: string, text: string): string | undefined {
    if (secretive[kind] !== undefined) {
      this.#count('lastApplied', kind);
      return undefined;
    }
    if (this.environment === 'keep' || !text.includes('"env"')) return text;
    try {
      return `${JSON.stringify(this.#withoutEnvironment(JSON.parse(text)))}\n`;
    } catch {
      this.#count('lastAppliedBroken');
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
    if (isWithheld(variable['value'])) return variable;
    this.#count('environment');
    return { ...variable, value: `withheld-${digest(variable['value'])}` };
  }

  #count(field: WithheldField, kind = ''): void {
    const key = `${field} ${kind}`;
    this.#withheld.set(key, { field, kind, count: (this.#withheld.get(key)?.count ?? 0) + 1 });
  }
}

/**
 * Returns a function that replaces each environment value that was withheld from the objects by its placeholder;
 * undefined if none was. It goes through anything that a request contains: objects, patches, last applied
 * configurations.
 */
export function withheldFrom(objects: readonly object[]): (<T>(value: T) => T) | undefined {
  const known = new Set(objects.flatMap((object) => JSON.stringify(object).match(/withheld-[0-9a-f]{4}\b/g) ?? []));
  if (known.size === 0) return undefined;
  const placeholder = (value: unknown): unknown => {
    if (typeof value !== 'string' || value === '') return value;
    const made = `withheld-${digest(value)}`;
    return known.has(made) ? made : value;
  };
  const variable = (item: unknown): unknown =>
    isObject(item) && 'value' in item ? { ...item, value: placeholder(item['value']) } : item;
  const replaced = (value: unknown, key: string): unknown => {
    if (key === lastAppliedAnnotation && typeof value === 'string') return inJson(value);
    if (Array.isArray(value))
      return value.map((item: unknown) => (key === 'env' ? variable(item) : replaced(item, '')));
    if (!isObject(value)) return value;
    // An operation of a JSON patch.
    if (typeof value['path'] === 'string' && /\/env\/\d+\/value$/.test(value['path'])) return variable(value);
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replaced(item, name)]));
  };
  const inJson = (text: string): string => {
    try {
      return `${JSON.stringify(replaced(JSON.parse(text), ''))}\n`;
    } catch {
      return text;
    }
  };
  return <T>(value: T): T => (/"env"|\/env\//.test(JSON.stringify(value) ?? '') ? (replaced(value, '') as T) : value);
}

/** Hashes a value to 16 bits: enough to distinguish values, too little to recover them. */
function digest(value: string): string {
  let hash = 0x811c9dc5;
  for (const character of canonicalJson(value)) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193) >>> 0;
  return ((hash >>> 16) ^ (hash & 0xffff)).toString(16).padStart(4, '0');
}
