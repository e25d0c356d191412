import { beforeEach, describe, expect, it } from 'vitest';
import type { Pod } from '../../../engine/index.ts';
import { newSession, type KubectlSession } from '../../testing/session.ts';

const pod = `
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}, annotations: {note: kept}}
spec:
  containers:
  - name: main
    image: nginx:1
    args: [nginx, -g, daemon off;]
    livenessProbe: {tcpSocket: {port: 80}}
  - {name: side, image: "busybox:1", command: [sleep, "100000"]}
  initContainers:
  - {name: init, image: "busybox:1", command: ["true"]}
`;

let session: KubectlSession;
beforeEach(() => {
  session = newSession({ 'pod.yaml': pod, 'custom.yaml': 'env: [{name: A, value: b}]\nresources: {}\n' });
  session.settled('apply -f pod.yaml');
});

const get = (name: string): Pod => session.cluster.api.get('pods', name, 'default')!;
const debugError = (line: string): string => {
  const { stderr, exit } = session.run(`debug ${line}`);
  return exit === 0 ? 'accepted' : stderr.trimEnd();
};
const ephemeral = () => get('web').spec.ephemeralContainers ?? [];

// Expected output and objects: kubectl/pkg/cmd/debug/debug.go and profiles.go of v1.36
describe('kubectl debug of a Pod', () => {
  it('adds an ephemeral container that may trace processes, and says its name', () => {
    const { stdout, stderr, exit } = session.settled('debug web --image=busybox:1 -- sleep 1000');
    const name = ephemeral()[0]!.name;
    expect(name).toMatch(/^debugger-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
    expect({ stdout, stderr, exit }).toEqual({
      stdout: `Defaulting debug container name to ${name}.\n`,
      stderr: '',
      exit: 0,
    });
    expect(ephemeral()).toMatchObject([
      { image: 'busybox:1', command: ['sleep', '1000'], securityContext: { capabilities: { add: ['SYS_PTRACE'] } } },
    ]);
    expect(get('web').metadata.labels).toEqual({ app: 'web' });
  });

  it('targets a container of the Pod', () => {
    const { stdout } = session.settled('debug web --image=busybox:1 --target=main -c dbg --env A=1,B=2 --env C=3,4');
    expect(stdout).toBe(
      'Targeting container "main". If you don\'t see processes from this container it may be because the container runtime doesn\'t support this feature.\n',
    );
    expect(ephemeral()).toMatchObject([
      {
        name: 'dbg',
        targetContainerName: 'main',
        env: [
          { name: 'A', value: '1' },
          { name: 'B', value: '2' },
          { name: 'C', value: '3,4' },
        ],
      },
    ]);
  });

  it('gives each new container another name', () => {
    for (let i = 0; i < 3; i++) session.run('debug web -q --image=busybox:1');
    expect(new Set(ephemeral().map(({ name }) => name)).size).toBe(3);
  });

  it.each([
    ['general', { capabilities: { add: ['SYS_PTRACE'] } }],
    ['baseline', undefined],
    [
      'restricted',
      {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      },
    ],
    ['netadmin', { capabilities: { add: ['NET_ADMIN', 'NET_RAW'] } }],
    ['sysadmin', { privileged: true }],
    ['legacy', undefined],
  ])('secures the container by the profile %s', (profile, context) => {
    const { stderr } = session.run(`debug web -c dbg --image=busybox:1 --profile=${profile}`);
    expect(ephemeral()[0]!.securityContext).toEqual(context);
    expect(stderr).toBe(
      profile === 'legacy'
        ? '--profile=legacy is deprecated and planned to be removed in v1.39. It is recommended to specify other profile, for example "--profile=general".\n'
        : '',
    );
  });

  it('takes fields of a custom profile', () => {
    session.run('debug web -c dbg --image=busybox:1 --custom=custom.yaml');
    expect(ephemeral()).toMatchObject([{ env: [{ name: 'A', value: 'b' }] }]);
  });

  it('attaches to the container, and prints what it prints from then on', () => {
    expect(session.run('debug web -c dbg -i -q --image=busybox:1 -- sh -c "sleep 2; echo hello"')).toEqual({
      stdout: 'hello\n',
      stderr: '',
      exit: 0,
    });
  });

  it('describes ephemeral containers after the others', () => {
    session.settled('debug web -c dbg --image=busybox:1 -- sleep 1000');
    const { stdout } = session.run('describe pod web');
    expect(stdout).toMatch(
      /\nEphemeral Containers:\n  dbg:\n    Container ID:  containerd:.*\n    Image:         busybox:1\n[^]*    State:          Running\n[^]*    Ready:          False\n    Restart Count:  0\n    Environment:    <none>\n    Mounts:         <none>\nConditions:/,
    );
    expect(session.run('get pod web').stdout).toContain('2/2');
  });
});

describe('kubectl debug --copy-to', () => {
  it('creates a Pod like it, with a debugging container, without labels, annotations and probes', () => {
    session.settled('debug web --copy-to=copy -c dbg --image=busybox:1 -- sleep 1000');
    const { metadata, spec, status } = get('copy');
    expect(metadata.labels).toBeUndefined();
    expect(metadata.annotations).toBeUndefined();
    expect(spec.containers.map(({ name }) => name)).toEqual(['main', 'side', 'dbg']);
    expect(spec.containers[0]).not.toHaveProperty('livenessProbe');
    expect(spec.initContainers).toHaveLength(1);
    expect(spec.shareProcessNamespace).toBe(true);
    expect(spec.volumes).toHaveLength(1);
    expect(status.phase).toBe('Running');
  });

  it('keeps what its flags ask it to keep', () => {
    session.settled(
      'debug web --copy-to=copy -c dbg --image=busybox:1 --keep-labels --keep-annotations --keep-liveness --keep-init-containers=false --share-processes=false --same-node',
    );
    const { metadata, spec } = get('copy');
    expect(metadata).toMatchObject({ labels: { app: 'web' }, annotations: { note: 'kept' } });
    expect(spec.containers[0]).toHaveProperty('livenessProbe');
    expect(spec).not.toHaveProperty('initContainers');
    expect(spec.shareProcessNamespace).toBe(false);
    expect(spec.nodeName).toBe(get('web').spec.nodeName);
  });

  it('changes images only, and then leaves the rest alone', () => {
    const { stdout } = session.settled('debug web --copy-to=copy --set-image=main=nginx:2,*=busybox:2');
    expect(stdout).toBe('');
    const { metadata, spec } = get('copy');
    expect(spec.containers.map(({ image }) => image)).toEqual(['nginx:2', 'busybox:2']);
    expect(metadata.labels).toEqual({ app: 'web' });
  });

  it('changes the command of a container, which then has no arguments', () => {
    session.settled('debug web --copy-to=copy --container=main -- sh -c "sleep 10"');
    const [main] = get('copy').spec.containers;
    expect(main!.command).toEqual(['sh', '-c', 'sleep 10']);
    expect(main).not.toHaveProperty('args');
  });

  it('replaces the Pod at once', () => {
    session.run('debug web --copy-to=copy --set-image=*=busybox:2 --replace');
    expect(session.cluster.api.get('pods', 'web', 'default')).toBeUndefined();
  });
});

describe('kubectl debug of a node', () => {
  it('creates a Pod in the namespaces of the host, with its file system', () => {
    const { stdout } = session.settled('debug node/node-1 --image=busybox:1 -- sleep 1000');
    const [, name] =
      /^Creating debugging pod (node-debugger-node-1-[a-z0-9]{5}) with container debugger on node node-1\.\n$/.exec(
        stdout,
      )!;
    const { metadata, spec, status } = get(name!);
    expect(metadata.labels).toEqual({ 'app.kubernetes.io/managed-by': 'kubectl-debug' });
    expect(spec).toMatchObject({
      nodeName: 'node-1',
      restartPolicy: 'Never',
      hostNetwork: true,
      hostPID: true,
      hostIPC: true,
    });
    expect(spec.tolerations![0]).toEqual({ operator: 'Exists' });
    expect(spec.volumes).toContainEqual({ name: 'host-root', hostPath: { path: '/', type: '' } });
    expect(spec.containers[0]!.volumeMounts).toContainEqual({ mountPath: '/host', name: 'host-root' });
    expect(status.phase).toBe('Running');
  });

  it.each([
    ['baseline', false, false],
    ['restricted', false, false],
    ['netadmin', true, false],
    ['sysadmin', true, true],
  ])('isolates it by the profile %s', (profile, network, mounts) => {
    session.run(`debug node/node-1 --image=busybox:1 --profile=${profile}`);
    const { spec } = session.cluster.api
      .list('pods')
      .find(({ metadata }) => metadata.name.startsWith('node-debugger'))!;
    expect(spec.hostNetwork ?? false).toBe(network);
    expect(spec.volumes?.some(({ hostPath }) => hostPath !== undefined)).toBe(mounts);
  });
});

describe('kubectl debug refuses', () => {
  it.each([
    ['', 'error: you must specify --image when not using --copy-to.'],
    ['--image=busybox', 'error: NAME or filename is required for debug'],
    ['web --image=Bad', 'error: invalid image name "Bad": invalid reference format'],
    ['web --profile=none --image=busybox', 'error: unknown profile: none'],
    ['web --replace --image=busybox', 'error: --replace may only be used with --copy-to.'],
    ['web --same-node --image=busybox', 'error: --same-node may only be used with --copy-to.'],
    ['web --set-image=a=b', 'error: --set-image may only be used with --copy-to.'],
    ['web --copy-to=c', 'error: you must specify --image, --set-image or command arguments.'],
    ['web --copy-to=c -- sh', 'error: you must specify an existing container or a new image when specifying args.'],
    ['web --copy-to=c --container=x -- sh', 'error: you must specify image when creating new container'],
    [
      'web --copy-to=c --image=busybox --target=main',
      'error: --target is incompatible with --copy-to. Use --share-processes instead.',
    ],
    ['web --image=busybox -t', 'error: -i/--stdin is required for containers with -t/--tty=true'],
    ['web --image=busybox --image-pull-policy=x', 'error: invalid image pull policy: x'],
    ['web --attach', 'error: you must specify --container or create a new container using --image in order to attach.'],
    [
      'web --image=busybox --env=A',
      'error: invalid argument "A" for "--env" flag: A must be formatted as key=value\nSee \'kubectl debug --help\' for usage.',
    ],
    ['none --image=busybox', 'Error from server (NotFound): pods "none" not found'],
    ['svc/kubernetes --image=busybox', 'error: "/v1, Kind=Service" not supported by debug'],
    [
      'web --image=busybox --custom=none.yaml',
      'error: must pass a container spec json file for custom profile: open none.yaml: no such file or directory',
    ],
    ['web --image=busybox --custom=pod.yaml', 'accepted'],
    [
      'web --image=busybox -q -c main',
      'The Pod "web" is invalid: spec.ephemeralContainers[0].name: Duplicate value: "main"',
    ],
    [
      'web --image=busybox -q -c d --target=x',
      'The Pod "web" is invalid: spec.ephemeralContainers[0].targetContainerName: Not found: "x"',
    ],
  ])('%s', (line, error) => {
    expect(debugError(line)).toBe(error);
  });
});
