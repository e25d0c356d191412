/** The environment variables of a container. */
// Models kubernetes/pkg/kubelet/kubelet_pods.go (makeEnvironmentVariables)
import type { Container, KubernetesObject, Pod } from '../../api/types.ts';
import type { ObjectStore } from '../../apiserver/object-store.ts';
import { decodeBase64 } from '../files/base64.ts';
import { fieldOf, type PodPlace, resourceOf } from './downward-api.ts';
import { bounded, expand } from './expansion.ts';
import { serviceVariables } from './service-variables.ts';

export type Environment = ReadonlyMap<string, string>;
type Data = ReadonlyMap<string, string>;

interface Reference {
  readonly name?: string;
  readonly optional?: boolean;
}

/** The reason why the variables cannot be made, in the kubelet's words. */
class Missing extends Error {}

const missing = (message: string): never => {
  throw new Missing(message);
};

/** Returns the variables in the order of their declaration, then those of Services; or the kubelet's error. */
export function environmentOf(
  container: Container,
  pod: Pod,
  place: PodPlace,
  store: ObjectStore,
): Environment | { readonly problem: string } {
  try {
    const { all } = new Variables(container, pod, place, store);
    for (const { subPathExpr = '' } of container.volumeMounts ?? []) {
      expand(subPathExpr, (name) => all.get(name) || missing(`missing value for ${name}`));
    }
    return all;
  } catch (error) {
    if (error instanceof Missing) return { problem: error.message };
    throw error;
  }
}

class Variables {
  readonly #services: Environment;
  readonly #declared = new Map<string, string>();
  /** A value can refer only to variables that were declared before. */
  readonly #known = bounded((name) => this.#declared.get(name) ?? this.#services.get(name));

  constructor(
    private readonly container: Container,
    private readonly pod: Pod,
    private readonly place: PodPlace,
    private readonly store: ObjectStore,
  ) {
    this.#services = new Map(serviceVariables(pod, store));
    for (const { prefix = '', configMapRef, secretRef } of container.envFrom ?? []) {
      const data = configMapRef ? this.#data('configmap', configMapRef) : this.#data('secret', secretRef ?? {});
      for (const [key, value] of data ?? []) this.#declared.set(prefix + key, value);
    }
    for (const variable of container.env ?? []) {
      const value = this.#valueOf(variable);
      if (value !== undefined) this.#declared.set(variable.name, value);
    }
  }

  get all(): Environment {
    const others = [...this.#services].filter(([name]) => !this.#declared.has(name));
    return new Map([...this.#declared, ...others]);
  }

  /** `undefined` if an optional source does not exist: there is no variable then. */
  #valueOf({ value, valueFrom }: NonNullable<Container['env']>[number]): string | undefined {
    if (value) return expand(value, this.#known);
    const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef } = valueFrom ?? {};
    if (fieldRef) return fieldOf(this.pod, this.place, fieldRef.fieldPath);
    if (resourceFieldRef) return resourceOf(this.pod, this.container, resourceFieldRef, this.place);
    if (configMapKeyRef) return this.#key('configmap', configMapKeyRef);
    if (secretKeyRef) return this.#key('secret', secretKeyRef);
    return '';
  }

  #key(kind: 'configmap' | 'secret', reference: Reference & { readonly key: string }): string | undefined {
    const { key, name = '', optional = false } = reference;
    const data = this.#data(kind, reference);
    if (data === undefined || data.has(key) || optional) return data?.get(key);
    const kindName = kind === 'configmap' ? 'ConfigMap' : 'Secret';
    return missing(`couldn't find key ${key} in ${kindName} ${this.pod.metadata.namespace}/${name}`);
  }

  /** `undefined` if it does not exist and is optional. */
  #data(kind: 'configmap' | 'secret', { name = '', optional = false }: Reference): Data | undefined {
    const found: (KubernetesObject & { readonly data?: Readonly<Record<string, string>> }) | undefined = this.store.get(
      `${kind}s`,
      name,
      this.pod.metadata.namespace,
    );
    if (found === undefined) {
      if (optional) return undefined;
      return missing(`${kind} "${name}" not found`);
    }
    const data = Object.entries(found.data ?? {});
    return new Map(data.map(([key, value]) => [key, kind === 'secret' ? decodeBase64(value) : value]));
  }
}
