/** Reads the result of a dry run: the fields that would change, and the writes of the controllers that would follow. */
import type { KubernetesObject, Manifest } from '../../engine/index.ts';
import type { Translate } from '../../i18n/translate.ts';
import { normalObject, restored } from '../../engine/restore/index.ts';
import { knownImages } from '../../import/known-images.ts';
import { standIn } from '../../import/stand-in.ts';
import { completed } from '../../import/missing.ts';
import { withheldFrom } from '../../import/redact.ts';
import { hunksOf } from '../../kubectl/diff/hunks.ts';
import { writeYaml } from '../../manifests/write-yaml.ts';
import type { Assume } from '../../plan/assumptions.ts';
import { type Plan, plan, type PlanCommand } from '../../plan/plan.ts';
import { readFailure } from '../decode.ts';
import { gatesOf } from '../gates.ts';
import { isTooLarge, type SeenState } from '../seen-state.ts';
import { withoutValues } from '../without-values.ts';
import {
  type LiveAct,
  type ServerAnswer,
  type DiffLine,
  kubectlLine,
  type Proposal,
  type WriteRequest,
} from './acts.ts';

interface Asked {
  readonly act: LiveAct;
  readonly request: WriteRequest;
  readonly namespace: string;
  readonly context: string;
  readonly state: SeenState;
  readonly t: Translate;
}

/** Returns the consequences of a change, by the server's answer to its dry run. */
export function propose({ act, request, namespace, context, state, t }: Asked, answer: ServerAnswer): Proposal {
  const kubectl = kubectlLine(act, { namespace, context });
  if (!answer.ok) {
    const failure = readFailure(answer.body);
    const refusal = failure?.message ?? (answer.body.trim().slice(0, 300) || String(answer.status));
    const refusedBy = failure === undefined ? 'proxy' : 'server';
    return { act, request, kubectl, refusal, refusedBy, diff: [], plan: null, planWith: () => null };
  }
  const diff = diffOf(act, namespace, state.objects, answer.body);
  const planWith = (assume: Assume): Plan | null => planOf(act, namespace, state, assume, t);
  return { act, request, kubectl, refusal: null, refusedBy: null, diff, plan: planWith({}), planWith };
}

/** Returns an object without the fields that every write changes, and without those that no user writes. */
function comparable(object: Manifest): unknown {
  const { status: _, metadata, ...rest } = withoutValues()(object as unknown as KubernetesObject) as unknown as Json;
  const { name, namespace, labels, annotations } = (metadata ?? {}) as Json;
  return { ...rest, metadata: { name, namespace, labels, annotations } };
}
type Json = Readonly<Record<string, unknown>>;

function diffOf(
  act: LiveAct,
  namespace: string,
  objects: readonly KubernetesObject[],
  body: string,
): readonly DiffLine[] {
  const find = (kind: string, name: string): KubernetesObject | undefined =>
    objects.find((o) => o.kind === kind && o.metadata.name === name && o.metadata.namespace === namespace);
  if (act.do === 'deletePod') return [{ sign: '-', text: `pod/${act.pod} (uid ${act.uid})` }];
  const sent = parsed(body);
  if (sent === undefined) return [];
  if (act.do === 'scale') {
    const replicas = (object: unknown): string =>
      `replicas: ${(object as { spec?: { replicas?: number } })?.spec?.replicas}`;
    return linesBetween(`spec:\n  ${replicas(find('StatefulSet', act.set))}\n`, `spec:\n  ${replicas(sent)}\n`);
  }
  const before = find(String(sent.kind), String(sent.metadata?.name));
  return linesBetween(
    before === undefined ? '' : writeYaml(sorted(comparable(before as unknown as Manifest))),
    writeYaml(sorted(comparable(sent))),
  );
}

function parsed(body: string): Manifest | undefined {
  try {
    const value = JSON.parse(body) as unknown;
    return typeof value === 'object' && value !== null ? (value as Manifest) : undefined;
  } catch {
    return undefined;
  }
}

/** Sorts the keys: the server has its own order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );
}

/** Returns the lines that differ. */
function linesBetween(before: string, after: string): readonly DiffLine[] {
  const [old, now] = [before.trimEnd().split('\n'), after.trimEnd().split('\n')];
  return hunksOf(old, now).flatMap((hunk): readonly DiffLine[] => [
    ...old.slice(hunk.before.start, hunk.before.end).map((text) => ({ sign: '-' as const, text })),
    ...now.slice(hunk.after.start, hunk.after.end).map((text) => ({ sign: '+' as const, text })),
  ]);
}

/** Runs the engine ahead of the state, with the same command. */
function planOf(act: LiveAct, namespace: string, state: SeenState, assume: Assume, t: Translate): Plan | null {
  if (isTooLarge(state)) return null;
  try {
    const seen = state.objects
      .filter(({ kind }) => kind !== 'Event')
      .map((object) => normalObject(object as unknown as Manifest) ?? object);
    const { objects, madeUp, lacks } = completed(seen);
    const cluster = restored({ at: state.at, objects, madeUp, retries: {}, retryIn: 0, withhold: withheldFrom(seen) });
    const options = { restored: cluster, featureGates: gatesOf(state.version, seen).gates };
    const images = knownImages(seen);
    const kubelet = { ...standIn, images };
    const imported = { options, at: state.at, objects: seen, images, kubelet, lacks };
    // The server has accepted the change: it has no conflict with other field managers, which are not known here.
    const command = `${kubectlLine(act, { namespace })}${act.do === 'apply' ? ' --force-conflicts' : ''}`;
    const files: PlanCommand['files'] = act.do === 'apply' ? { 'manifest.yaml': act.manifest } : {};
    return plan({ ...imported, withheld: [], skipped: [] }, { command, files }, assume, t);
  } catch {
    return null;
  }
}
