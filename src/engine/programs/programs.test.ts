import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster } from '../index.ts';
import { newHeadlessService, newStatefulSet } from '../testing/builders.ts';
import { events, get, main, newPod } from '../testing/one-pod.ts';
import { actor } from '../testing/scenario.ts';
import { toolsOf } from './tools.ts';

/** Starts a Pod with one container that runs a script, and moves on to `seconds`. */
function run(script: string, { seconds = 5, container = {}, spec = {}, cluster = createCluster() } = {}): Cluster {
  const command = ['sh', '-c', script];
  cluster.api.create(
    newPod({ restartPolicy: 'Never', ...spec }, { image: 'busybox:1.28', command, ...container }),
    actor,
  );
  cluster.advanceTo(cluster.now() + seconds * 1000);
  return cluster;
}
const logOf = (cluster: Cluster, container = 'main'): string =>
  cluster.containers
    .logs(get(cluster).metadata.uid, container)!
    .map(({ text }) => `${text}\n`)
    .join('');

describe('a script', () => {
  it.each([
    ['echo a b; echo "c  d"', 'a b\nc  d\n'],
    ['for i in 1 2 3; do printf "%02d\\n" $i; done', '01\n02\n03\n'],
    ['i=0; while [ $i -lt 3 ]; do echo $i; i=$((i + 1)); done', '0\n1\n2\n'],
    ['[[ $HOSTNAME =~ ^([a-z]+)$ ]] && echo ${BASH_REMATCH[1]}', 'a\n'],
    ['x=web-2; echo ${x##*-} ${x%-*} ${#x} ${y:-none}', '2 web 5 none\n'],
    ['case $(hostname) in a) echo one;; *) echo other;; esac', 'one\n'],
    ['printf "b\\na\\nb\\n" | sort | uniq -c | sed "s/^ *//"', '1 a\n2 b\n'],
    ['f() { echo "$1!"; }; f hi; f "a b"', 'hi!\na b!\n'],
    ['cat <<EOF\nhost $HOSTNAME\nEOF', 'host a\n'],
    ['echo one > /tmp/x; echo two >> /tmp/x; cat /tmp/x; ls /tmp', 'one\ntwo\nx\n'],
    ['set -e; false; echo never', ''],
    ['if false || true; then echo yes; else echo no; fi', 'yes\n'],
    ['echo a,b,c | cut -d, -f2; echo abc | tr a-c A-C', 'b\nABC\n'],
    ['seq 3 | while read n; do echo "n=$n"; done', 'n=1\nn=2\nn=3\n'],
    ['env | grep ^HOSTNAME; (cd /tmp; pwd); pwd', 'HOSTNAME=a\n/tmp\n/\n'],
    ['date +%Y-%m-%dT%H', '2026-01-01T08\n'],
    ['frobnicate; echo $?', 'sh: frobnicate: not found\n127\n'],
  ])('%s', (script, printed) => {
    expect(logOf(run(script))).toBe(printed);
  });

  it.each([
    ['true', 'Succeeded', 'Completed', 0],
    ['exit 3', 'Failed', 'Error', 3],
    ['sleep 2; false', 'Failed', 'Error', 1],
    ['nslookup nope.example', 'Failed', 'Error', 1],
  ])('%s ends the Pod: %s', (script, phase, reason, exitCode) => {
    const cluster = run(script);
    expect(get(cluster).status.phase).toBe(phase);
    expect(main(cluster).state?.terminated).toMatchObject({ reason, exitCode });
  });

  it.each([...toolsOf({ image: 'busybox:1.28' }).keys()])(
    '%s runs as the process of a container, prints to its log and ends',
    (tool) => {
      const cluster = run('', { container: { command: [tool, '/'] } });
      expect(get(cluster).status.phase).toMatch(/Succeeded|Failed/);
      expect(main(cluster).state?.terminated?.reason).toMatch(/Completed|Error/);
    },
  );

  it('nc serves only if it listens', () => {
    const cluster = run('', { container: { command: ['nc', '-l', '-p', '80'] } });
    expect(get(cluster).status.phase).toBe('Running');
  });

  it.each([
    [['echo', 'hi'], 'hi\n', 0],
    [['nslookup', 'nope.example'], "can't resolve 'nope.example'\n", 1],
    [['wget', '-qO-', 'nope.example'], "wget: bad address 'nope.example'\n", 1],
    [['expr', '1', '+', '2'], '3\n', 0],
    [['nc'], 'Usage: nc [OPTIONS] HOST PORT  - connect\n', 1],
    [['nc', 'web-0.nginx'], 'nc [OPTIONS] -l -p PORT [HOST] [PORT]  - listen\n', 1],
    [['nc', 'nope.example', '80'], "nc: bad address 'nope.example'\n", 1],
  ])('%j prints and ends with its code', (command, printed, exitCode) => {
    const cluster = run('', { container: { command } });
    expect(logOf(cluster)).toContain(printed);
    expect(main(cluster).state?.terminated).toMatchObject({ exitCode });
  });

  it('prints in the course of time', () => {
    const cluster = run('while true; do echo tick; sleep 10; done', { seconds: 25 });
    expect(logOf(cluster)).toBe('tick\ntick\ntick\n');
    expect(get(cluster).status.phase).toBe('Running');
  });

  it('is started again and again with restartPolicy Always', () => {
    const cluster = run('echo x; exit 2', { seconds: 60, spec: { restartPolicy: 'Always' } });
    expect(main(cluster)).toMatchObject({
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: { terminated: { exitCode: 2, reason: 'Error' } },
    });
    expect(main(cluster).restartCount).toBeGreaterThan(1);
  });

  // The page must go on, whatever a manifest asks for.
  it.each([
    'while :; do :; done',
    'x=ab; while true; do x=$x$x; done',
    'echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab | grep -E "(a+)+$"',
    'f() { f; }; f',
    'cat /dev/zero',
    'x=$(printf "%99999999999d" 1); echo ${#x}',
    'echo $((1/0))',
    'if [ ; then',
  ])('that asks for too much holds up nothing: %s', (script) => {
    const cluster = run(script, { seconds: 20 });
    expect(cluster.now()).toBe(20_000);
  });

  // Not even one that ends: a task of the page must stay short.
  it.each([
    'for i in $(seq 300); do for j in $(seq 300); do ((1)); done; done',
    'seq 3000 | xargs -n1 true',
    'seq 9999 > /tmp/f; for i in $(seq 99); do sort /tmp/f; done > /dev/null',
    'seq 9999 > /tmp/f; for i in $(seq 99); do cat /tmp/f | sort -r | uniq; done > /dev/null',
    'x=0123456789; for i in $(seq 12); do x=$x$x; done; for i in $(seq 99); do y=$x; done',
    'x=0123456789; for i in $(seq 12); do x=$x$x; done; for i in $(seq 99); do case $x in 0*a) ;; 1*b) ;; esac; done',
  ])('pauses while it does much: %s', (script) => {
    expect(get(run(script, { seconds: 4 })).status.phase).toBe('Running');
  });
});

describe('an exec probe', () => {
  const probed = (script: string, timeoutSeconds: number): readonly string[] => {
    const readinessProbe = { exec: { command: ['sh', '-c', script] }, timeoutSeconds };
    return events(run('sleep 1000', { seconds: 400, container: { readinessProbe } }), 'Unhealthy');
  };

  it('is ended when its time is over', () => {
    expect(probed('sleep 2', 1)[0]).toContain('timed out after 1s');
    expect(probed('sleep 2', 3)).toEqual([]);
    expect(probed('for i in 1 2 3; do echo; done', 1)).toEqual([]);
  });

  it.each(['while :; do :; done', 'i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done', 'while :; do sleep 0; done'])(
    'that computes for minutes is ended early: %s',
    (script) => {
      expect(probed(script, 300)[0]).toContain('timed out after 300s');
    },
  );
});

describe('a container', () => {
  it('cannot be started with a program that its image does not have', () => {
    const cluster = run('', { container: { command: ['curl', 'x'] } });
    const message =
      'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: ' +
      'unable to start container process: exec: "curl": executable file not found in $PATH: unknown';
    expect(get(cluster).status.phase).toBe('Failed');
    expect(main(cluster).state?.terminated).toMatchObject({ exitCode: 128, reason: 'StartError', message });
    expect(events(cluster, 'Failed')).toEqual([`Error: ${message}`]);
  });

  it('whose image runs a shell ends when nobody can type into it', () => {
    expect(get(run('', { container: { command: undefined } })).status.phase).toBe('Succeeded');
    const waiting = run('', { container: { command: undefined, stdin: true } });
    expect(get(waiting).status.phase).toBe('Running');
    expect(waiting.containers.waitsForInput(get(waiting).metadata.uid, 'main')).toBe(true);
  });

  it('runs a script that is mounted', () => {
    const cluster = createCluster();
    const data = { 'run.sh': '#!/bin/sh\necho started as $0 $1\n' };
    cluster.api.create(
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'default' }, data },
      actor,
    );
    const mounted = {
      container: { command: ['sh', '/scripts/run.sh', 'one'], volumeMounts: [{ name: 's', mountPath: '/scripts' }] },
      spec: { volumes: [{ name: 's', configMap: { name: 'c' } }] },
    };
    expect(logOf(run('', { ...mounted, cluster }))).toBe('started as /scripts/run.sh one\n');
  });
});

describe('the network', () => {
  const until = 'until nslookup nginx; do sleep 2; done';

  it('an init container waits for a Service, and goes on when it is there', () => {
    const initContainers = [{ name: 'wait', image: 'busybox:1.28', command: ['sh', '-c', until] }];
    const cluster = run('', {
      seconds: 600,
      spec: { initContainers },
      container: { image: 'nginx:1', command: undefined },
    });
    expect(get(cluster).status.phase).toBe('Pending');
    cluster.api.create(newHeadlessService(), actor);
    cluster.api.create(newStatefulSet({ claims: false }), actor);
    cluster.settle();
    expect(get(cluster).status.phase).toBe('Running');
    expect(logOf(cluster, 'wait')).toMatch(/can't resolve 'nginx'\n[^]*Name: {6}nginx\n/);
  });

  it('answers as the cluster is at the moment', () => {
    const cluster = createCluster();
    cluster.api.create(newHeadlessService(), actor);
    cluster.api.create(newStatefulSet({ claims: false }), actor);
    cluster.settle();
    const script = 'nc -z web-0.nginx 80 && echo open; wget -qO- http://web-0.nginx/none; nslookup web-0.nginx';
    const address = cluster.api.get('pods', 'web-0', 'default')!.status.podIP!;
    const printed = logOf(run(script, { cluster }));
    expect(printed).toContain('open\n');
    expect(printed).toContain(`Address 1: ${address} web-0.nginx.default.svc.cluster.local\n`);
  });
});

it('a history with programs is replayed the same', () => {
  const cluster = run('for i in 1 2 3; do echo $i >> /tmp/x; sleep 3; done; cat /tmp/x; exit 4', { seconds: 30 });
  const again = createCluster();
  again.replay(cluster.inputs, { at: 30_000, inputs: cluster.inputs.length });
  expect(get(again)).toEqual(get(cluster));
  expect(logOf(again)).toBe('1\n2\n3\n');
});
