/**
 * Conditions on a cluster: kubectl commands, and a closed set of predicates over what has happened since a page was
 * opened.
 */
import * as v from 'valibot';

const name = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
export const objectName = v.pipe(v.string(), v.regex(new RegExp(`^${name}$`), 'expected the name of an object'));
export const podName = v.pipe(
  v.string(),
  v.regex(new RegExp(`^${name}-\\d+$`), 'expected the name of a Pod, as web-0'),
);
/** `pod/web-0` */
const reference = v.pipe(
  v.string(),
  v.regex(new RegExp(`^(pod|pvc|sts|node|svc)/${name}$`), 'expected TYPE/NAME, as pod/web-0'),
);
const dnsName = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/, 'expected a DNS name'),
  v.maxLength(253),
);
export const commandText = v.pipe(
  v.string(),
  v.regex(/^kubectl [^\n]+$/, 'expected one line that begins with kubectl'),
  v.maxLength(400),
);
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100));

/** Predicates, each under the key that names it. */
const predicates = {
  /** A command that must print exactly this, without the white space around it. */
  run: v.strictObject({ run: commandText, prints: v.pipe(v.string(), v.trim(), v.maxLength(2000)) }),
  /** A command that must have failed at every moment. */
  never: v.strictObject({ never: commandText }),
  /** A command that must have succeeded at every moment. */
  always: v.strictObject({ always: commandText }),
  /** Pods in the order in which it happened to them. */
  order: v.strictObject({
    order: v.pipe(v.array(podName), v.minLength(1), v.maxLength(20)),
    event: v.picklist(['created', 'deleted', 'ready']),
  }),
  /** The object is the one that it was: the same uid. */
  same: v.strictObject({ same: reference }),
  /** The object is another one of the same name. */
  replaced: v.strictObject({ replaced: reference }),
  /** All that was ever written to the claim's volume is still there. */
  survived: v.strictObject({ survived: objectName }),
  /** Pods of a set that were not Ready at the same time, at most. */
  unready: v.strictObject({ unready: objectName, atMost: count }),
  /** At no moment two containers ran for Pods of this name. */
  once: v.strictObject({ once: podName }),
  /** A Pod that was deleted by the user, or by a controller of this name. */
  deleted: v.strictObject({ deleted: podName, by: v.pipe(v.string(), v.maxLength(60)) }),
  /**
   * A DNS name that answers in the cluster. `askedBefore`: to a client that has asked when the page was opened, and gets
   * what the server remembers.
   */
  resolves: v.strictObject({ resolves: dnsName, askedBefore: v.optional(v.literal(true)) }),
} as const;
const predicateNames = Object.keys(predicates) as readonly (keyof typeof predicates)[];

type Predicates = {
  [Key in keyof typeof predicates]: v.InferOutput<(typeof predicates)[Key]>;
}[keyof typeof predicates];
/** A command alone must succeed. */
export type Condition = string | Predicates;

/** A condition is of the kind whose key it has, so that a mistake inside is reported at its place. */
export const conditionSchema: v.GenericSchema<unknown, Condition> = v.lazy((input: unknown) => {
  if (typeof input === 'string') return commandText as v.GenericSchema<unknown, Condition>;
  const key = predicateNames.find((known) => typeof input === 'object' && input !== null && known in input);
  const schema = key === undefined ? undefined : predicates[key];
  const message = `expected a kubectl command, or one of ${predicateNames.join(', ')}`;
  return (schema ?? v.custom<never>(() => false, message)) as v.GenericSchema<unknown, Condition>;
});
