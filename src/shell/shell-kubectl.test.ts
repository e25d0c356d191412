import { describe, expect, it } from 'vitest';
import { testShell } from './testing.ts';

const later = () => new Promise((resolve) => setTimeout(resolve));

describe('kubectl in the shell', () => {
  it('reads files, pipes and here-documents', async () => {
    const { type } = testShell('kind: X\n');
    expect(await type('kubectl apply -f web.yaml')).toBe('service/nginx created\nstatefulset.apps/web created\n');
    expect(await type('cat web.yaml | sed s/nginx-slim:0.21/nginx-slim:0.24/ | kubectl apply -f -')).toBe(
      'service/nginx unchanged\nstatefulset.apps/web configured\n',
    );
    expect(await type('kubectl apply -f https://k8s.io/examples/application/web/web.yaml')).toBe(
      'service/nginx unchanged\nstatefulset.apps/web configured\n',
    );
    expect(await type('kubectl apply -f - <<EOF\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\nEOF')).toBe(
      'configmap/a created\n',
    );
  });

  it('waits until the cluster has come so far', async () => {
    const { type } = testShell();
    await type('kubectl apply -f web.yaml');
    expect(await type('kubectl rollout status sts/web && echo done')).toMatch(/done\n$/);
    expect(await type('kubectl delete pod web-1; kubectl get pod web-1')).toMatch(/^pod "web-1" deleted/);
  });

  it('takes down with each command where the line began that it was typed on', async () => {
    const { type, recorded, cluster } = testShell();
    await type('kubectl apply -f web.yaml');
    const line = cluster.inputs.length;
    await type('kubectl scale sts web --replicas=2; kubectl scale sts web --replicas=1');
    expect(recorded.map((command) => command.line)).toEqual([0, line, line]);
  });

  it('takes time, so that the next command sees what controllers did meanwhile', async () => {
    const { type, cluster } = testShell();
    await type('kubectl apply -f web.yaml; kubectl rollout status sts/web');
    const before = cluster.now();
    await type('kubectl set image sts/web nginx=nginx:2; kubectl get sts web');
    expect(cluster.now() - before).toBe(120);
    expect(await type('kubectl rollout undo sts/web --to-revision=1; kubectl rollout history sts/web')).toMatch(
      /rolled back\nstatefulset.apps\/web \nREVISION.*\n2 .*\n3 .*\n/,
    );
    expect(await type('kubectl set image sts/web nginx=nginx:3 && kubectl rollout status sts/web')).not.toContain(
      'spec update to be observed',
    );
    expect(await type('for i in 5 6; do k scale sts/web --replicas=$i; k get sts/web -o name | cat; done')).toBe(
      'statefulset.apps/web scaled\nstatefulset.apps/web\n'.repeat(2),
    );
  });

  it('runs at once while the clock is paused', async () => {
    const { type, cluster, clock } = testShell();
    clock.paused = true;
    const before = cluster.now();
    expect(await type('kubectl create ns a; kubectl get ns a -o name')).toBe('namespace/a created\nnamespace/a\n');
    expect(cluster.now()).toBe(before);
  });

  it('can be interrupted while it watches, with the exit code of a signal', async () => {
    const { shell, type, printed, output } = testShell();
    await type('kubectl apply -f web.yaml');
    output.length = 0;
    const done = shell.enter('kubectl get pods -w; echo never');
    for (let n = 0; n < 1000 && !printed('stdout').includes('web-1   1/1'); n++) await later();
    shell.interrupt();
    await done;
    expect(printed('stdout')).toMatch(/^NAME .*web-1 +1\/1 .*\^C\n$/s);
    expect(printed('stdout')).not.toContain('never');
    expect(await type('echo $?')).toBe('130\n');
  });

  it('can be watched through filters', async () => {
    const { shell, type, printed, output } = testShell();
    await type('kubectl apply -f web.yaml; n=1');
    output.length = 0;
    const done = shell.enter(`kubectl get pods -w | grep "web-$n" | awk '{ print $1, $2 }'`);
    for (let tries = 0; tries < 1000 && !printed('stdout').includes('web-1 1/1'); tries++) await later();
    shell.interrupt();
    await done;
    expect(printed('stdout')).toMatch(/^(web-1 0\/1\n)+web-1 1\/1\n\^C\n$/);
    expect(await type('kubectl get pods -o name | grep 0')).toBe('pod/web-0\n');
  });

  it('tells of what has changed something, as commands that do the same elsewhere', async () => {
    const { type, recorded } = testShell();
    await type('kubectl apply -f web.yaml; for n in 3; do k scale sts web --replicas=$n; done; kubectl get pods');
    expect(recorded.map(({ command, ok }) => [command, ok])).toEqual([
      ['kubectl apply -f -', true],
      ['kubectl scale sts web --replicas=3', true],
    ]);
    expect(recorded[0]!.file).toContain('kind: StatefulSet');
    expect(recorded[1]!.lines).toEqual(['statefulset.apps/web scaled']);
  });
});
