/** Interface of an admission plugin: it may change an object before validation, and refuse it afterwards. */
// Models kubernetes/staging/src/k8s.io/apiserver/pkg/admission/interfaces.go
import type { KubernetesObject } from '../../api/types.ts';
import type { Random } from '../../sim/random.ts';
import type { ObjectStore } from '../object-store.ts';
import type { ResourceInfo } from '../../api/resources.ts';
import { forbidden, type StatusError } from '../../base/status-error.ts';

/** Plugins switched by `--enable-admission-plugins` and `--disable-admission-plugins`; the others are always on. */
export interface AdmissionPlugins {
  /** Gives each Pod a ServiceAccount and its token, and refuses a Pod whose ServiceAccount does not exist. */
  readonly ServiceAccount: boolean;
}

export interface AdmissionContext {
  readonly store: ObjectStore;
  readonly random: Random;
  readonly plugins: AdmissionPlugins;
}

/** A request to create an object, or, with `old`, to update one. Requests to subresources pass no plugin. */
export interface AdmissionRequest {
  readonly info: ResourceInfo;
  /** In messages; before a name is generated, the prefix of it. */
  readonly name: string;
  readonly namespace: string;
  readonly old?: KubernetesObject;
  readonly dryRun: boolean;
  warn(warning: string): void;
}

export interface AdmissionPlugin<T extends KubernetesObject = KubernetesObject> {
  /** The resources that it looks at; without it, all of them. */
  readonly resources?: readonly string[];
  /**
   * The object with what the plugin adds to it.
   * @throws StatusError
   */
  admit?(object: T, request: AdmissionRequest, context: AdmissionContext): T;
  /**
   * Checks an object that is valid in itself.
   * @throws StatusError
   */
  validate?(object: T, request: AdmissionRequest, context: AdmissionContext): void;
}

/** The refusal of a plugin. */
export const refuse = ({ info, name }: AdmissionRequest, why: string): StatusError =>
  forbidden(info.resource, info.group, name, why);
