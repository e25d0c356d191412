/** The interface of an admission plugin: it can change an object before validation, and refuse it afterwards. */
// Models kubernetes/staging/src/k8s.io/apiserver/pkg/admission/interfaces.go
import type { KubernetesObject } from '../../api/types.ts';
import type { Random } from '../../sim/random.ts';
import type { ObjectStore } from '../object-store.ts';
import type { ResourceInfo } from '../../api/resources.ts';
import { forbidden, type StatusError } from '../../base/status-error.ts';

/** Plugins that `--enable-admission-plugins` and `--disable-admission-plugins` can switch; the others are always on. */
export interface AdmissionPlugins {
  /** Gives each Pod a ServiceAccount and its token, and refuses a Pod whose ServiceAccount does not exist. */
  readonly ServiceAccount: boolean;
}

export interface AdmissionContext {
  readonly store: ObjectStore;
  readonly random: Random;
  readonly plugins: AdmissionPlugins;
}

/** A request to create an object, or, with `old`, to update one. */
export interface AdmissionRequest {
  readonly info: ResourceInfo;
  /** The name in messages; before a name is generated, its prefix. */
  readonly name: string;
  readonly namespace: string;
  readonly old?: KubernetesObject;
  /** The request changes the resources of a running Pod. */
  readonly resizes: boolean;
  readonly dryRun: boolean;
  warn(warning: string): void;
}

export interface AdmissionPlugin<T extends KubernetesObject = KubernetesObject> {
  /** The resources that the plugin handles; all, if absent. */
  readonly resources?: readonly string[];
  /**
   * Returns the object with the plugin's changes.
   * @throws StatusError
   */
  admit?(object: T, request: AdmissionRequest, context: AdmissionContext): T;
  /**
   * Checks a valid object.
   * @throws StatusError
   */
  validate?(object: T, request: AdmissionRequest, context: AdmissionContext): void;
}

/** Returns the error for a refusal by a plugin. */
export const refuse = ({ info, name }: AdmissionRequest, why: string): StatusError =>
  forbidden(info.resource, info.group, name, why);
