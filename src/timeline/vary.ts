/** Replays a run from its beginning with one thing changed: the same actions at the same times. */
import type { Cluster, Input, Manifest, Pod } from '../engine/index.ts';
import { lastApplied } from '../kubectl/apply/apply.ts';
import { writeYaml } from '../manifests/write-yaml.ts';
import type { FieldEdit } from '../view/field-edit.ts';
import { documentsOf, writeFields } from '../view/manifest-text.ts';
import { policyEdits } from '../view/policies.ts';
import { ordinalAfter } from '../view/stage/claims.ts';
import type { SetKey } from '../view/stage/derive-stage.ts';
import { simulationOf } from './recording.ts';
import { Run } from './run.ts';
import { simulate } from './simulate.ts';
import { comparedPartition, type Variation } from './variations.ts';

type Json = Readonly<Record<string, unknown>>;

const fields = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

/** How a variation alters the set's manifest, the text, and the requests. */
interface Alteration {
  readonly name: string;
  /** Alters a manifest of the set. */
  manifest(set: Manifest): Manifest;
  text(text: string): string;
  /** Returns the request to make instead of `input`; null for none. */
  input(input: Input, cluster: Cluster): Input | null;
  command(command: string, asked: readonly (readonly [Input, Input | null])[]): string;
}

/**
 * Returns a new run with the actions of another one and one thing changed. The seed is the same, and so are the delays.
 * @param id The id of the new run.
 * @throws StatusError when the run is not a simulation.
 */
export function vary(run: Run, set: SetKey, variation: Variation, id: number): Run {
  const alteration = variation === 'Deployment' ? toDeployment(set) : withField(set, variation);
  const { inputs } = run.cluster;
  const { seed, origin } = simulationOf(run.recording);
  const recording = simulate(seed, undefined, origin);
  const next = new Run({ id, text: alteration.text(run.textAt(0)) }, recording);
  next.name = alteration.name;
  const { cluster } = recording.simulation;
  let text = run.textAt(0);
  let asked: (readonly [Input, Input | null])[] = [];
  /** The number of inputs of the new run after each input of the original. */
  const counts = [0];
  for (const [i, input] of inputs.entries()) {
    cluster.advanceTo(input.at);
    const instead = alteration.input(input, cluster);
    asked.push([input, instead]);
    // A request that is refused here changes nothing, as on a real cluster.
    if (instead !== null) cluster.replay([{ at: cluster.now(), verb: instead.verb, args: instead.args }]);
    counts.push(cluster.inputs.length);
    const then = run.textAt(i + 1);
    if (then !== text) next.remember(alteration.text((text = then)));
    for (const { command, file, line } of run.commands.filter((given) => given.inputs === i + 1)) {
      const own = {
        command: alteration.command(command, asked),
        ...(file !== undefined && { file: alteration.text(file) }),
        ...(line !== undefined && { line: counts[line]! }),
      };
      next.note(own);
      asked = [];
    }
  }
  cluster.advanceTo(run.cluster.now());
  return next;
}

function isSet(manifest: Manifest, set: SetKey): boolean {
  const { name, namespace } = fields(manifest.metadata);
  return manifest.kind === 'StatefulSet' && name === set.name && (namespace ?? 'default') === set.namespace;
}

/** Returns an input with every manifest of the set changed, including the last-applied one. */
function withManifests(input: Input, set: SetKey, change: (set: Manifest) => Manifest): Input {
  const [first, ...rest] = input.args;
  if (input.verb !== 'create' || !isSet(first as Manifest, set)) return input;
  return { ...input, args: [withAnnotation(change(first as Manifest), change), ...rest] };
}

function withAnnotation<T extends Json>(object: T, change: (set: Manifest) => Manifest): T {
  const metadata = fields(object.metadata);
  const annotations = fields(metadata.annotations);
  const applied = annotations[lastApplied];
  if (typeof applied !== 'string') return object;
  const changed = `${JSON.stringify(change(JSON.parse(applied) as Manifest))}\n`;
  return { ...object, metadata: { ...metadata, annotations: { ...annotations, [lastApplied]: changed } } };
}

/** Returns the alteration that gives the set another value of one field. */
function withField(set: SetKey, variation: Exclude<Variation, 'Deployment'>): Alteration {
  const edits = editsOf(variation);
  const [{ path, value }] = edits;
  const manifest = (object: Manifest): Manifest => edits.reduce((changed, edit) => withEdit(changed, edit), object);
  return {
    name: `${path[path.length - 1] === 'type' ? 'updateStrategy' : path[path.length - 1]}: ${value}`,
    manifest,
    text: (text) => writeFields(text, set, edits)?.text ?? text,
    input: (input) => withPatch(withManifests(input, set, manifest), set, edits, manifest),
    command: (command) => command,
  };
}

/** Returns an input that keeps the edits: a patch of an edited field sets the edited value. */
function withPatch(input: Input, set: SetKey, edits: Edits, manifest: (set: Manifest) => Manifest): Input {
  const [resource, name, namespace, type, patch, ...rest] = input.args;
  if (input.verb !== 'patch' || resource !== 'statefulsets' || name !== set.name || namespace !== set.namespace) {
    return input;
  }
  if (Array.isArray(patch)) return input;
  const written = edits[0].path.reduce<unknown>((inner, step) => fields(inner)[String(step)], patch);
  const changed = written === undefined ? fields(patch) : edits.reduce(withEdit, fields(patch));
  return { ...input, args: [resource, name, namespace, type, withAnnotation(changed, manifest), ...rest] };
}

type Edits = readonly [FieldEdit, ...FieldEdit[]];

function editsOf(variation: Exclude<Variation, 'Deployment'>): Edits {
  if (variation === 'Parallel' || variation === 'OrderedReady') return policyEdits('podManagementPolicy', variation);
  if (variation === 'OnDelete' || variation === 'RollingUpdate') return policyEdits('updateStrategy', variation);
  const partition = variation === 'Partition' ? comparedPartition : 0;
  return [{ path: ['spec', 'updateStrategy', 'rollingUpdate', 'partition'], value: partition }];
}

/** Returns a copy of `object` with another value of a field, or without it. */
function withEdit<T extends Json>(object: T, { path: [step, ...path], value }: FieldEdit): T {
  const key = String(step);
  const { [key]: before, ...rest } = object;
  if (path.length > 0) return { ...object, [key]: withEdit(fields(before), { path, value }) };
  return (value === null ? rest : { ...object, [key]: value }) as T;
}

/** Returns the alteration to a Deployment. Actions on the Pod of an ordinal go to the Pod at that position by age. */
function toDeployment(set: SetKey): Alteration {
  const manifest = (object: Manifest): Manifest => {
    const spec = fields(object.spec);
    const claims = new Set(
      (spec.volumeClaimTemplates as Json[] | undefined)?.map((claim) => fields(claim.metadata).name),
    );
    return { ...object, apiVersion: 'apps/v1', kind: 'Deployment', spec: ofDeployment(spec, claims) };
  };

  function input(asked: Input, cluster: Cluster): Input | null {
    const { verb, args } = asked;
    const [first, second, third] = args;
    if (verb === 'create') return withManifests(asked, set, manifest);
    if (first === 'statefulsets') {
      if (second !== set.name || third !== set.namespace) return asked;
      if (verb === 'delete') return { ...asked, args: ['deployments', ...args.slice(1)] };
      if (verb !== 'patch') return null;
      const [, , , type, patch, ...rest] = args;
      return { ...asked, args: ['deployments', second, third, type, ofPatch(patch), ...rest] };
    }
    const at = first === 'pods' ? 1 : 0;
    const onPod = first === 'pods' || ['evictPod', 'finishPod', 'setPodReady'].includes(verb);
    const ordinal = onPod ? ordinalAfter(`${set.name}-`, String(args[at])) : null;
    if (ordinal === null) return verb === 'update' ? null : asked;
    const name = podInPlace(cluster, set, ordinal);
    return name === undefined ? null : { ...asked, args: args.with(at, name) };
  }

  function ofPatch(patch: unknown): unknown {
    if (Array.isArray(patch)) {
      return patch.filter(({ path = '' }: { path?: string }) => !/^\/spec\/(?!replicas|template)/.test(path));
    }
    const { spec, ...rest } = fields(patch);
    const kept = { ...rest, ...(spec !== undefined && { spec: ofDeployment(fields(spec), new Set()) }) };
    return withAnnotation(kept, manifest);
  }

  return {
    name: 'Deployment',
    manifest,
    text(text) {
      const documents = documentsOf(text);
      if (documents === null) return text;
      return documents.map((object) => writeYaml(isSet(object, set) ? manifest(object) : object)).join('---\n');
    },
    input,
    command(command, asked) {
      let own = command.replace(/\b(statefulsets?|sts)(?=[ /])(\.apps)?/g, 'deployment');
      for (const [was, is] of asked) {
        const names = [was.args, is?.args].map((args) => String(args?.[was.args[0] === 'pods' ? 1 : 0]));
        if (is !== null && names[0] !== names[1] && was.args[0] !== 'statefulsets')
          own = own.replace(names[0]!, names[1]!);
      }
      return own;
    },
  };
}

/** Returns the fields that a Deployment has as well. The template loses the mounts of the claims. */
function ofDeployment(spec: Json, claims: ReadonlySet<unknown>): Json {
  const { replicas, selector, template, minReadySeconds, revisionHistoryLimit } = spec;
  const podSpec = fields(fields(template).spec);
  const containers = (podSpec.containers as Json[] | undefined)?.map(({ volumeMounts, ...container }) => {
    const kept = (volumeMounts as Json[] | undefined)?.filter(({ name }) => !claims.has(name));
    return { ...container, ...(kept !== undefined && kept.length > 0 && { volumeMounts: kept }) };
  });
  const own = { ...fields(template), spec: { ...podSpec, ...(containers && { containers }) } };
  return JSON.parse(
    JSON.stringify({ replicas, selector, template: template && own, minReadySeconds, revisionHistoryLimit }),
  ) as Json;
}

/** Returns the Pod of a Deployment at the position of an ordinal, counted from the oldest. */
function podInPlace(cluster: Cluster, { name, namespace }: SetKey, ordinal: number): string | undefined {
  const owner = ({ metadata }: Pod): string | undefined => metadata.ownerReferences?.find((o) => o.controller)?.name;
  return cluster.api
    .list('pods', { namespace })
    .filter((pod) => owner(pod)?.startsWith(`${name}-`) && pod.metadata.deletionTimestamp === undefined)
    .sort(byAge)[ordinal]?.metadata.name;
}

/** The oldest first. */
function byAge({ metadata: a }: Pod, { metadata: b }: Pod): number {
  if (a.creationTimestamp === b.creationTimestamp) return 0;
  return a.creationTimestamp < b.creationTimestamp ? -1 : 1;
}
