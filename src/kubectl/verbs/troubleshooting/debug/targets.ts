/** The three ways of `kubectl debug`: in the Pod, in a copy of it, and on a node. */
// Models kubectl/pkg/cmd/debug/debug.go
import type { Container, KubernetesObject, Manifest, Pod, WriteOptions } from '../../../../engine/index.ts';
import { type Chunk, complain, type KubectlEnvironment, type ParsedArgs, print } from '../../../command.ts';
import { failure } from '../../../errors/failure.ts';
import { containerName, customized, envOf, newContainer, readCustom, wordsAfterDash } from './debug-container.ts';
import { type Draft, withProfile } from './profiles.ts';
import { nameSuffix } from '../../../text/name-suffix.ts';

/** The Pod with the debugging container; without a name if only the images of a copy change. */
export interface Debugged {
  readonly pod: Pod;
  readonly container: string;
}

type EphemeralContainers = readonly Container[] | undefined;

/** Adds an ephemeral container to the Pod. */
export function* inPod(pod: Pod, parsed: ParsedArgs, env: KubectlEnvironment): Generator<Chunk, Debugged> {
  const { flags } = parsed;
  const name = yield* containerName(pod, flags, env);
  const before = (pod.spec.ephemeralContainers as EphemeralContainers) ?? [];
  const added = {
    ...newContainer(name, parsed),
    ...(flags.has('target') && { targetContainerName: flags.string('target') }),
  };
  const { spec } = withProfile(
    {
      ...pod.metadata,
      labels: undefined,
      annotations: undefined,
      spec: { ...pod.spec, ephemeralContainers: [...before, added] as never },
    },
    name,
    'ephemeral',
    flags,
  );
  const profiled = (spec.ephemeralContainers as EphemeralContainers)!.at(-1)!;
  const container = customized(profiled, readCustom(flags, env));
  yield* warnOfUser(container, pod.spec);
  const { name: podName, namespace } = pod.metadata;
  const patch = { spec: { ephemeralContainers: [container] } };
  const options = { subresource: 'ephemeralcontainers', ...writeOptions(env) } as const;
  const patched = env.api.patch('pods', podName, namespace, 'strategic', patch, env.actor, options);
  return { pod: patched as Pod, container: name };
}

/** A custom profile may have fields that containers do not have: they are dropped. */
const writeOptions = ({ fieldManager }: KubectlEnvironment): WriteOptions => ({
  fieldValidation: 'Ignore',
  ...(fieldManager !== undefined && { fieldManager }),
});

/** Capabilities have little effect for users other than root. */
function* warnOfUser({ securityContext }: Container, spec: Pod['spec']): Generator<Chunk, void> {
  if (!spec.securityContext?.runAsUser || securityContext === undefined || securityContext.runAsUser === 0) return;
  if (securityContext.privileged !== true && !securityContext.capabilities?.add?.length) return;
  yield complain(
    'Warning: Non-root user is configured for the entire target Pod, and some capabilities granted by debug profile ' +
      'may not work. Please consider using "--custom" with a custom profile that specifies "securityContext.runAsUser: 0".\n',
  );
}

/** Creates a copy of the Pod with a debugging container, or with a changed one. */
export function* inCopy(pod: Pod, parsed: ParsedArgs, env: KubectlEnvironment): Generator<Chunk, Debugged> {
  const { flags } = parsed;
  const copy = copyOf(pod, parsed);
  const named = flags.string('container');
  const known = [...copy.containers, ...(copy.initContainers ?? [])].some(({ name }) => name === named);
  if (!known && flags.string('image') === '') {
    if (!flags.has('set-image')) throw failure('you must specify image when creating new container');
    return yield* create({ ...pod.metadata, spec: copy } as Draft, pod, '', parsed, env);
  }
  const name = known ? named : yield* containerName({ ...pod, spec: copy }, flags, env);
  const change = (c: Container): Container => (c.name === name ? changed(c, parsed) : c);
  const containers = known ? copy.containers.map(change) : [...copy.containers, newContainer(name, parsed)];
  const { labels, annotations } = pod.metadata;
  const spec = { ...copy, ...(copy.initContainers && { initContainers: copy.initContainers.map(change) }), containers };
  const draft = withProfile({ labels, annotations, spec }, name, 'copy', flags);
  const custom = readCustom(flags, env);
  const customizedSpec = {
    ...draft.spec,
    containers: draft.spec.containers.map((c) => (c.name === name ? customized(c, custom) : c)),
  };
  return yield* create({ ...draft, spec: customizedSpec }, pod, name, parsed, env);
}

/** Returns the Pod's spec for a new Pod, with the images of `--set-image`. */
function copyOf({ spec }: Pod, { flags }: ParsedArgs): Pod['spec'] {
  const { ephemeralContainers: _, nodeName, ...rest } = spec;
  const images = flags.pairs('set-image');
  return {
    ...rest,
    ...(nodeName && flags.bool('same-node') && { nodeName }),
    ...(flags.has('share-processes') && { shareProcessNamespace: flags.bool('share-processes') }),
    containers: spec.containers.map((c) => {
      const image = images.get(c.name) ?? images.get('*');
      return image ? { ...c, image } : c;
    }),
  } as Pod['spec'];
}

function changed(container: Container, parsed: ParsedArgs): Container {
  const { flags } = parsed;
  const { stdin: _, tty: __, ...kept } = container;
  const words = wordsAfterDash(parsed);
  const { args: ___, ...withoutArgs } = kept;
  const worded =
    words.length === 0
      ? kept
      : flags.bool('arguments-only')
        ? { ...kept, args: words }
        : { ...withoutArgs, command: words };
  const [env, image, pull] = [envOf(flags), flags.string('image'), flags.string('image-pull-policy')];
  return {
    ...worded,
    ...(env.length > 0 && { env }),
    ...(image !== '' && { image }),
    ...(pull !== '' && { imagePullPolicy: pull as 'Always' }),
    ...(flags.bool('stdin') && { stdin: true }),
    ...(flags.bool('tty') && { tty: true }),
  } as Container;
}

function* create(
  { labels, annotations, spec }: Draft,
  pod: Pod,
  container: string,
  { flags }: ParsedArgs,
  env: KubectlEnvironment,
): Generator<Chunk, Debugged> {
  const own = spec.containers.find(({ name }) => name === container);
  if (own !== undefined) yield* warnOfUser(own, spec);
  const { namespace } = pod.metadata;
  const metadata = {
    name: flags.string('copy-to'),
    namespace,
    ...(labels && { labels }),
    ...(annotations && { annotations }),
  };
  const created = env.api.create(
    { apiVersion: 'v1', kind: 'Pod', metadata, spec } as Manifest,
    env.actor,
    writeOptions(env),
  );
  if (flags.bool('replace')) {
    env.api.delete('pods', pod.metadata.name, namespace, env.actor, { gracePeriodSeconds: 0 });
  }
  return { pod: created as Pod, container };
}

/** Creates a Pod on the node that tolerates all taints. */
export function* onNode(
  node: KubernetesObject,
  parsed: ParsedArgs,
  env: KubectlEnvironment,
): Generator<Chunk, Debugged> {
  const { flags, namespace } = parsed;
  const container = flags.string('container') || 'debugger';
  const name = `node-debugger-${node.metadata.name}-${nameSuffix(node.metadata.uid, env)}`;
  if (!flags.bool('quiet')) {
    yield print(`Creating debugging pod ${name} with container ${container} on node ${node.metadata.name}.\n`);
  }
  const spec = {
    containers: [newContainer(container, parsed)],
    nodeName: node.metadata.name,
    restartPolicy: 'Never',
    tolerations: [{ operator: 'Exists' }],
  } as unknown as Pod['spec'];
  const draft = withProfile({ labels: undefined, annotations: undefined, spec }, container, 'node', flags);
  const custom = readCustom(flags, env);
  const metadata = { name, namespace, labels: { 'app.kubernetes.io/managed-by': 'kubectl-debug' } };
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata,
    spec: { ...draft.spec, containers: draft.spec.containers.map((c) => customized(c, custom)) },
  };
  const created = env.api.create(pod as Manifest, env.actor, writeOptions(env));
  return { pod: created as Pod, container };
}
