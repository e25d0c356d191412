/**
 * Errors with Kubernetes' own messages. Every refusal by the API server is a `StatusError` with the message and the
 * reason of a real API server, so that the editor and kubectl can show it unchanged.
 */

/** An entry of `status.details.causes`: a field, and the error in it. */
export interface FieldError {
  /** As `metav1.StatusCause.reason`. */
  readonly type:
    | 'FieldValueRequired'
    | 'FieldValueInvalid'
    | 'FieldValueNotSupported'
    | 'FieldValueForbidden'
    | 'FieldValueDuplicate'
    | 'FieldValueNotFound'
    | 'FieldValueTooLong'
    | 'FieldValueTooMany'
    | 'FieldValueTypeInvalid'
    /** Another manager owns the field. */
    | 'FieldManagerConflict'
    /** For an eviction; without a field. */
    | 'DisruptionBudget'
    /** For a creation in a namespace that is being deleted. */
    | 'NamespaceTerminating'
    /** For a creation in a full cluster. */
    | 'ClusterCapacity';
  /** The path as the API server prints it, e.g. `spec.template.spec.containers[0].image`. */
  readonly field: string;
  /** Text after the path, e.g. `Required value`. */
  readonly message: string;
  /** The place in the object, if `field` does not contain it. The API server does not return it. */
  readonly at?: readonly string[];
}

export type StatusReason =
  /** Any other error of the server. */
  | ''
  | 'BadRequest'
  | 'Forbidden'
  | 'NotFound'
  | 'AlreadyExists'
  | 'Conflict'
  | 'Invalid'
  | 'MethodNotAllowed'
  | 'TooManyRequests'
  | 'InternalError';

const codes: Record<StatusReason, number> = {
  '': 500,
  BadRequest: 400,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  AlreadyExists: 409,
  Conflict: 409,
  Invalid: 422,
  TooManyRequests: 429,
  InternalError: 500,
};

export class StatusError extends Error {
  /** HTTP status code. */
  readonly code: number;
  constructor(
    readonly reason: StatusReason,
    message: string,
    /** Empty unless `reason` is `Invalid` or a field is known. */
    readonly causes: readonly FieldError[] = [],
    readonly details: { readonly name?: string; readonly group?: string; readonly kind?: string } = {},
  ) {
    super(message);
    this.name = 'StatusError';
    this.code = codes[reason];
  }
}

/**
 * `statefulsets.apps` for a resource in a group, `pods` for the core group. A custom resource already includes its
 * group.
 */
function qualified(resource: string, group: string): string {
  return group === '' || resource.endsWith(`.${group}`) ? resource : `${resource}.${group}`;
}

export function notFound(resource: string, group: string, name: string): StatusError {
  return new StatusError('NotFound', `${qualified(resource, group)} "${name}" not found`, [], {
    name,
    group,
    kind: resource,
  });
}

export function alreadyExists(resource: string, group: string, name: string): StatusError {
  return new StatusError('AlreadyExists', `${qualified(resource, group)} "${name}" already exists`, [], {
    name,
    group,
    kind: resource,
  });
}

export function conflict(
  resource: string,
  group: string,
  name: string,
  why = 'the object has been modified; please apply your changes to the latest version and try again',
): StatusError {
  const message = `Operation cannot be fulfilled on ${qualified(resource, group)} "${name}": ${why}`;
  return new StatusError('Conflict', message, [], { name, group, kind: resource });
}

/** The stored object is another one with the same name. */
export function otherUid(
  { resource, group }: { readonly resource: string; readonly group: string },
  { name, namespace, uid }: { readonly name: string; readonly namespace?: string; readonly uid: string },
  asked: string,
): StatusError {
  const key = ['/registry', resource, ...(namespace === undefined ? [] : [namespace]), name].join('/');
  const why = `Precondition failed: UID in precondition: ${asked}, UID in object meta: ${uid}`;
  const detail = `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: ${why}`;
  return conflict(resource, group, name, detail);
}

export function forbidden(resource: string, group: string, name: string, why: string): StatusError {
  return new StatusError('Forbidden', `${qualified(resource, group)} "${name}" is forbidden: ${why}`, [], {
    name,
    group,
    kind: resource,
  });
}

export function namespaceTerminating(resource: string, group: string, name: string, namespace: string): StatusError {
  const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
  const { reason, message, details } = forbidden(resource, group, name, why);
  const type = 'NamespaceTerminating';
  const cause = { type, field: 'metadata.namespace', message: `namespace ${namespace} is being terminated` } as const;
  return new StatusError(reason, message, [cause], details);
}

export const isForbidden = (error: unknown): boolean => error instanceof StatusError && error.reason === 'Forbidden';

/** Refused because of its namespace, which is being deleted: the caller does not retry. */
export const isNamespaceTerminating = (error: unknown): boolean =>
  error instanceof StatusError && error.causes.some(({ type }) => type === 'NamespaceTerminating');

export function badRequest(message: string, causes: readonly FieldError[] = []): StatusError {
  return new StatusError('BadRequest', message, causes);
}

/**
 * The error for an invalid object. Several errors are listed in square brackets without duplicates, as the API server
 * does.
 */
export function invalid(kind: string, group: string, name: string, errors: readonly FieldError[]): StatusError {
  const texts = [...new Set(errors.map((e) => `${e.field}: ${e.message}`))];
  const list = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
  return new StatusError('Invalid', `${qualified(kind, group)} "${name}" is invalid: ${list}`, errors, {
    name,
    group,
    kind,
  });
}
