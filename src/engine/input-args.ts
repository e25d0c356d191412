/** The form of a cluster's inputs. Inputs from outside may be anything. */
import type { ApiServer, ObjectView, PatchType } from './apiserver/api.ts';
import { isMap } from './base/values.ts';
import type { Cluster } from './cluster-door.ts';

type Check = (value: unknown) => boolean;

const object: Check = isMap;
const text: Check = (value) => typeof value === 'string';
const exitCode: Check = (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) < 256;
const flag: Check = (value) => typeof value === 'boolean';
const anything: Check = () => true;
/** JSON has no `undefined`: an absent argument has become null. */
const maybe =
  (check: Check): Check =>
  (value) =>
    value === null || value === undefined || check(value);
const oneOf =
  (known: Readonly<Record<string, true>>): Check =>
  (value) =>
    typeof value === 'string' && Object.hasOwn(known, value);
const fields =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    object(value) &&
    Object.entries(checks).every(([name, check]) => check((value as Readonly<Record<string, unknown>>)[name]));

const actor = fields({ name: text, reason: text });
const manifest = fields({ apiVersion: text, kind: text, metadata: object });
const options = maybe(object);
const phases = { Failed: true, Succeeded: true } as const;
const patchTypes: Record<PatchType, true> = { strategic: true, merge: true, json: true, apply: true };
const fileChanges = { write: true, remove: true, makeDirectory: true } as const;

type Verb =
  | Exclude<keyof ApiServer, keyof ObjectView | 'managedFields' | 'withhold'>
  | keyof Cluster['faults']
  | 'cutNode'
  | 'restoreNode'
  | 'changeFile'
  | 'endProcess';

/** The arguments of each input, in order. */
const inputs: Readonly<Record<Verb, readonly Check[]>> = {
  create: [manifest, actor, options],
  update: [manifest, actor, options],
  updateStatus: [manifest, actor],
  patch: [text, text, maybe(text), oneOf(patchTypes), anything, actor, options],
  delete: [text, text, maybe(text), actor, options],
  evictPod: [text, text, actor, options],
  finishPod: [text, text, oneOf(phases)],
  setPodReady: [text, text, flag],
  cutNode: [text, actor],
  restoreNode: [text, actor],
  changeFile: [text, text, fields({ op: oneOf(fileChanges), path: text, content: maybe(text) })],
  endProcess: [text, text, exitCode, text],
};

/** Returns true if a cluster accepts an input of this form. The API server may still refuse it. */
export function isInput(verb: string, args: readonly unknown[]): boolean {
  if (!Object.hasOwn(inputs, verb)) return false;
  const checks = inputs[verb as Verb];
  return args.length <= checks.length && checks.every((check, i) => check(args[i]));
}
