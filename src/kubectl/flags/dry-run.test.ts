// No verb with --dry-run writes anything.
import { describe, expect, it } from 'vitest';
import type { Command } from '../command.ts';
import { newSession } from '../testing/session.ts';
import { commands } from '../verbs/index.ts';

const metadata = (kind: string, name: string) => `kind: ${kind}\nmetadata:\n  name: ${name}\n`;
const manifest = `apiVersion: apps/v1
${metadata('StatefulSet', 'web')}spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: nginx, image: 'nginx:1'}]}
`;
const files = {
  'web.yaml': manifest,
  'changed.yaml': manifest.replace('replicas: 2', 'replicas: 5').replace('nginx:1', 'nginx:2'),
  'new.yaml': `apiVersion: v1\n${metadata('ConfigMap', 'new')}`,
  'pod.yaml': `apiVersion: v1\n${metadata('Pod', 'alone')}spec: {containers: [{name: a, image: 'nginx:1'}]}\n`,
};

/** Command lines for each verb that takes --dry-run. `create` makes things that are not there. */
const lines: Readonly<Record<string, readonly string[]>> = {
  annotate: ['annotate sts web a=b', 'annotate pod web-0 a=b', 'annotate -f web.yaml a=b', 'annotate sts --all a=b'],
  apply: [
    'apply -f changed.yaml',
    'apply -f new.yaml',
    'apply -f changed.yaml --server-side --force-conflicts',
    'apply -f new.yaml --server-side',
    'apply -f changed.yaml --force',
    'apply -f changed.yaml -f new.yaml --prune --all',
  ],
  'apply set-last-applied': ['apply set-last-applied -f changed.yaml --create-annotation'],
  autoscale: ['autoscale sts web --max 3'],
  cordon: ['cordon node-1'],
  create: ['create -f new.yaml'],
  'create clusterrole': ['create clusterrole x --verb=get --resource=pods'],
  'create clusterrolebinding': ['create clusterrolebinding x --clusterrole=view --user=a'],
  'create configmap': ['create configmap x --from-literal a=b'],
  'create cronjob': ["create cronjob x --image=a --schedule='* * * * *'"],
  'create deployment': ['create deployment x --image=a'],
  'create ingress': ["create ingress x --rule='a/b=c:80'"],
  'create job': ['create job x --image=a'],
  'create namespace': ['create namespace x'],
  'create poddisruptionbudget': ['create poddisruptionbudget x --selector=a=b --min-available=1'],
  'create priorityclass': ['create priorityclass x --value=1'],
  'create quota': ['create quota x --hard=pods=1'],
  'create role': ['create role x --verb=get --resource=pods'],
  'create rolebinding': ['create rolebinding x --clusterrole=view --user=a'],
  'create secret docker-registry': ['create secret docker-registry x --docker-username=a --docker-password=b'],
  'create secret generic': ['create secret generic x --from-literal=a=b'],
  'create secret tls': [],
  'create service clusterip': ['create service clusterip x --tcp=80'],
  'create service externalname': ['create service externalname x --external-name=a.b'],
  'create service loadbalancer': ['create service loadbalancer x --tcp=80'],
  'create service nodeport': ['create service nodeport x --tcp=80'],
  'create serviceaccount': ['create serviceaccount x'],
  delete: ['delete sts web', 'delete -f web.yaml', 'delete pod web-0 --force --grace-period=0', 'delete pods --all'],
  drain: ['drain node-1 --ignore-daemonsets --force', 'drain node-1 --force --disable-eviction'],
  expose: ['expose pod web-0 --port 80'],
  label: ['label sts web a=b', 'label pod web-0 app-', 'label pods --all a=b'],
  patch: [
    `patch sts web -p '{"spec":{"replicas":5}}'`,
    `patch sts web --subresource=scale --type=merge -p '{"spec":{"replicas":5}}'`,
    `patch sts web --type=json -p '[{"op":"replace","path":"/spec/replicas","value":5}]'`,
  ],
  replace: [
    'replace -f changed.yaml',
    'replace -f changed.yaml --force',
    'replace -f web.yaml --force --grace-period=0',
  ],
  'rollout undo': ['rollout undo sts/web', 'rollout undo sts/web --to-revision=1'],
  run: ['run x --image=a', 'run x --image=a --expose --port=80', 'run x --image=a --attach --rm -i --restart=Never'],
  scale: ['scale sts web --replicas=5', 'scale -f web.yaml --replicas=5', 'scale sts --all --replicas=1'],
  'set env': ['set env sts/web A=b', 'set env sts --all A=b'],
  'set image': ['set image sts/web nginx=nginx:3', "set image sts --all '*=nginx:3'"],
  'set resources': ['set resources sts web --limits=cpu=1'],
  'set selector': ['set selector svc web a=b'],
  'set serviceaccount': ['set serviceaccount sts web default'],
  'set subject': ['set subject rolebinding bound --user=b'],
  taint: ['taint node node-1 a=b:NoSchedule', 'taint nodes --all a=b:NoExecute'],
  uncordon: ['uncordon node-2'],
};

function takingDryRun(list: readonly Command[], before = ''): string[] {
  return list.flatMap(({ name, flags = [], subcommands = [] }) => [
    ...(flags.some((flag) => flag.name === 'dry-run') ? [before + name] : []),
    ...takingDryRun(subcommands, `${before}${name} `),
  ]);
}

function prepared() {
  const session = newSession({ ...files });
  for (const line of [
    'create service clusterip web --tcp=80',
    'create rolebinding bound --clusterrole=view --user=a',
    'apply -f web.yaml',
    'set image sts/web nginx=nginx:0',
    'create -f pod.yaml',
    'cordon node-2',
  ]) {
    expect(session.settled(line)).toMatchObject({ stderr: '', exit: 0 });
  }
  return session;
}

describe('a dry run writes nothing', () => {
  it('with any verb that takes --dry-run', () => {
    expect(takingDryRun(commands).sort()).toEqual(Object.keys(lines).sort());
  });

  for (const strategy of ['client', 'server']) {
    it(`with --dry-run=${strategy}`, () => {
      const session = prepared();
      for (const line of Object.values(lines).flat()) {
        const before = session.cluster.history.length;
        const printed = session.run(`${line} --dry-run=${strategy}`);
        const writes = session.cluster.history
          .slice(before)
          .filter(({ type }) => type === 'ADDED' || type === 'MODIFIED' || type === 'DELETED');
        expect([line, writes]).toEqual([line, []]);
        // A refusal must be for the dry run, not for another reason.
        if (printed.exit !== 0) expect([line, printed.stderr]).toEqual([line, expect.stringContaining('--dry-run')]);
      }
    });
  }
});
