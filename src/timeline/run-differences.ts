/** Finds the differences between the actions of two runs, for the names by which they are distinguished. */
import type { Input } from '../engine/index.ts';
import { lastApplied } from '../kubectl/apply/apply.ts';
import type { SavedCommand } from '../share/session.ts';
import type { Recording } from './recording.ts';

/** One side of a difference. */
export type Trait =
  /** A field of an object; null where it is not set. */
  | { readonly is: 'field'; readonly field: string; readonly value: string | null }
  | { readonly is: 'kind'; readonly kind: string }
  /** An action, with its time (virtual ms) if the other run has the same action at another time. */
  | { readonly is: 'action'; readonly command: string; readonly at: number | null }
  /** This run has no action where the other one has one. */
  | { readonly is: 'nothing' };

export type Difference = readonly [Trait, Trait];

interface Acted {
  readonly recording: Pick<Recording, 'inputs'>;
  readonly commands: readonly SavedCommand[];
}

/** The most inputs and fields that are compared, and differences that are listed. */
const limits = { inputs: 500, fields: 5000, differences: 20 };

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** The API server's defaults of fields that are not set. */
const defaults: Readonly<Record<string, string>> = {
  podManagementPolicy: 'OrderedReady',
  updateStrategy: 'RollingUpdate',
  partition: '0',
  replicas: '1',
  minReadySeconds: '0',
  whenScaled: 'Retain',
  whenDeleted: 'Retain',
};

/** Lists the differences, the first one first; empty if all actions were the same. */
export function runDifferences(a: Acted, b: Acted): readonly Difference[] {
  const found = new Map<string, Difference>();
  let fields = 0;

  function compare(one: unknown, other: unknown, path: readonly string[]): void {
    if (one === other || found.size >= limits.differences || ++fields > limits.fields) return;
    if (isObject(one) || isObject(other)) {
      const [own, others] = [isObject(one) ? one : {}, isObject(other) ? other : {}];
      for (const key of new Set([...Object.keys(own), ...Object.keys(others)])) {
        if (key !== lastApplied && !isWithoutRolling(key, own, others)) compare(own[key], others[key], [...path, key]);
      }
      return;
    }
    const field = nameOf(path);
    const [mine, theirs] = [one, other].map((value) => textOf(value) ?? defaults[field] ?? null);
    if (mine === theirs || found.has(field)) return;
    found.set(field, [
      { is: 'field', field, value: mine! },
      { is: 'field', field, value: theirs! },
    ]);
  }

  const [ours, others] = [a.recording.inputs, b.recording.inputs];
  for (let i = 0; i < Math.min(Math.max(ours.length, others.length), limits.inputs); i++) {
    const [one, other] = [ours[i], others[i]];
    if (one === undefined || other === undefined || !isSameRequest(one, other)) {
      const kinds = [one, other].map(kindOf);
      if (kinds[0] !== null && kinds[1] !== null && kinds[0] !== kinds[1]) {
        found.set('kind', [
          { is: 'kind', kind: kinds[0]! },
          { is: 'kind', kind: kinds[1]! },
        ]);
      } else found.set('action', [actionAt(a, i, false), actionAt(b, i, false)]);
      break;
    }
    const before = found.size;
    compare(payloadOf(one), payloadOf(other), []);
    if (found.size === before && one.at !== other.at) {
      found.set('action', [actionAt(a, i, true), actionAt(b, i, true)]);
      break;
    }
  }
  return [...found.values()];
}

/** Returns true for settings of a rolling update if one of the two has OnDelete: they change with the type. */
const isWithoutRolling = (key: string, ...strategies: readonly Json[]): boolean =>
  key === 'rollingUpdate' && strategies.some(({ type }) => type === 'OnDelete');

/** Returns the name of a field: its key, or that of its parent if the key is too general. */
function nameOf(path: readonly string[]): string {
  const names = path.filter((step) => !/^\d+$/.test(step));
  const last = names.at(-1) ?? '';
  return last === 'type' ? (names.at(-2) ?? last) : last;
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;

const metaOf = (manifest: unknown): Json => {
  const { metadata } = isObject(manifest) ? manifest : {};
  return isObject(metadata) ? metadata : {};
};

/** Returns the kind that a request creates; null if it creates nothing. */
function kindOf(input: Input | undefined): string | null {
  const [manifest] = input?.args ?? [];
  return input?.verb === 'create' && isObject(manifest) ? String(manifest['kind']) : null;
}

/** Returns true if two requests change the same object in the same way, perhaps with other values. */
function isSameRequest(a: Input, b: Input): boolean {
  if (a.verb !== b.verb) return false;
  if (a.verb === 'create' || a.verb === 'update') {
    const [one, other] = [a, b].map(({ args }) => args.find(isObject));
    return one?.['kind'] === other?.['kind'] && metaOf(one)['name'] === metaOf(other)['name'];
  }
  // The arguments that are not objects name the target.
  const target = ({ args }: Input) => JSON.stringify(args.filter((argument) => !isObject(argument)));
  return target(a) === target(b);
}

/** Returns the object of a request, without its actor and options. */
const payloadOf = ({ args }: Input): unknown => args.find(isObject);

function actionAt({ recording: { inputs }, commands }: Acted, index: number, timed: boolean): Trait {
  const input = inputs[index];
  if (input === undefined) return { is: 'nothing' };
  const command = commands.find((given) => given.inputs > index)?.command ?? `${input.verb} ${String(input.args[0])}`;
  return { is: 'action', command, at: timed ? input.at : null };
}
