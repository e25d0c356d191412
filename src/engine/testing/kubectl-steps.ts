/** The few kubectl commands that the recordings of Deployments were made with, as the requests that kubectl makes. */
import type { Cluster, Deployment } from '../index.ts';

const namespace = 'default';
const actor = { name: 'user', reason: 'kubectl' };
const revisionAnnotation = 'deployment.kubernetes.io/revision';

type Steps = readonly (readonly [RegExp, (cluster: Cluster, name: string, ...args: string[]) => void])[];

const steps: Steps = [
  [/^scale deploy (\S+) --replicas=(\d+)$/, (c, name, n) => patch(c, name, { spec: { replicas: Number(n) } })],
  [
    /^set image deploy\/(\S+) (\S+)=(\S+)$/,
    (c, name, container, image) =>
      patch(c, name, { spec: { template: { spec: { containers: [{ name: container, image }] } } } }),
  ],
  [/^rollout undo deploy\/(\S+)$/, undo],
  [/^delete deploy (\S+)$/, ({ api }, name) => api.delete('deployments', name, namespace, actor)],
  [
    /^delete \$\(kubectl get po -o name \| head -1\)()$/,
    ({ api }) => api.delete('pods', api.list('pods', { namespace })[0]!.metadata.name, namespace, actor),
  ],
];

export function runKubectl(cluster: Cluster, command: string): void {
  for (const [pattern, run] of steps) {
    const [, name, ...args] = pattern.exec(command.replace(/^kubectl /, '')) ?? [];
    if (name !== undefined) return run(cluster, name, ...args);
  }
  throw new Error(`this command is not replayed: ${command}`);
}

function patch({ api }: Cluster, name: string, change: object): void {
  api.patch('deployments', name, namespace, 'strategic', change, actor);
}

/** The template of the revision before the last, written back. */
function undo({ api }: Cluster, name: string): void {
  const deployment = api.get('deployments', name, namespace)!;
  const number = (o: { metadata: { annotations?: Readonly<Record<string, string>> } }): number =>
    Number(o.metadata.annotations?.[revisionAnnotation]);
  const owned = api
    .list('replicasets', { namespace })
    .filter((rs) => rs.metadata.ownerReferences?.some((owner) => owner.uid === deployment.metadata.uid))
    .sort((a, b) => number(b) - number(a));
  const { metadata, spec } = owned[1]!.spec.template;
  const { 'pod-template-hash': _, ...labels } = metadata?.labels ?? {};
  const template = { metadata: { ...metadata, labels }, spec };
  api.update({ ...deployment, spec: { ...deployment.spec, template } } as Deployment, actor);
}
