/** Questions that people ask about rollouts of sets, and the answers of a real cluster. */
import { describe, expect, it } from 'vitest';
import { webYaml } from '../../testing/manifests.ts';
import { newSession, type KubectlSession } from '../../testing/session.ts';

const started = (change: (yaml: string) => string = (yaml) => yaml): KubectlSession => {
  const session = newSession({ 'web.yaml': change(webYaml) });
  session.settled('apply -f web.yaml');
  return session;
};

const image = 'set image sts/web nginx=registry.k8s.io/nginx-slim:';
const imagesOf = (session: KubectlSession): readonly string[] =>
  session.run("get pods -o jsonpath='{.items[*].spec.containers[0].image}'").stdout.split(' ');
const partition = (n: number): string =>
  `patch sts web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":${n}}}}}'`;

describe('rollout status', () => {
  it('is complete with a partition beyond the replicas: 0 new Pods', () => {
    const session = started();
    session.settled(partition(9));
    session.settled(`${image}0.24`);
    expect(session.run('rollout status sts/web --watch=false')).toMatchObject({
      stdout: 'partitioned roll out complete: 0 new pods have been updated...\n',
      exit: 0,
    });
  });

  it('is refused for OnDelete', () => {
    const session = started();
    session.settled(`patch sts web -p '{"spec":{"updateStrategy":{"type":"OnDelete","rollingUpdate":null}}}'`);
    expect(session.run('rollout status sts/web')).toEqual({
      stdout: '',
      stderr: 'error: rollout status is only available for RollingUpdate strategy type\n',
      exit: 1,
    });
  });

  it('waits for the last broken Pod until its time is over', () => {
    const session = started();
    session.settled(`${image}broken`);
    const { stdout, stderr, exit } = session.run('rollout status sts/web --timeout=2s');
    expect(stdout).toBe('Waiting for 1 pods to be ready...\n');
    expect(stderr).toBe('error: timed out waiting for the condition\n');
    expect(exit).toBe(1);
  });
});

it('raising the partition rolls no Pod back', () => {
  const session = started();
  session.settled(partition(1));
  session.settled(`${image}0.24`);
  const before = imagesOf(session);
  session.settled(partition(2));
  expect(imagesOf(session)).toEqual(before);
  expect(new Set(before).size).toBe(2);
});

it('undo does not free a set that is stuck on a broken image, deleting the Pod does', () => {
  const session = started();
  session.settled(`${image}broken`);
  session.settled('rollout undo sts/web');
  expect(imagesOf(session)).toContain('registry.k8s.io/nginx-slim:broken');
  const broken = `web-${imagesOf(session).findIndex((each) => each.endsWith('broken'))}`;
  session.settled(`delete pod ${broken}`);
  expect(imagesOf(session)).not.toContain('registry.k8s.io/nginx-slim:broken');
  expect(session.run('rollout status sts/web').exit).toBe(0);
});

it('undo --dry-run changes nothing', () => {
  const session = started();
  session.settled(`${image}0.24`);
  const before = session.run('get sts web -o jsonpath={.spec.template}').stdout;
  expect(session.settled('rollout undo sts/web --dry-run=client').exit).toBe(0);
  expect(session.settled('rollout undo sts/web --dry-run=server').exit).toBe(0);
  expect(session.run('get sts web -o jsonpath={.spec.template}').stdout).toBe(before);
});

it('a history limit of 0 keeps only the revision in use', () => {
  const session = started();
  session.settled(`patch sts web -p '{"spec":{"revisionHistoryLimit":0}}'`);
  session.settled(`${image}0.24`);
  expect(session.run('get controllerrevisions -o name').stdout.trimEnd().split('\n')).toHaveLength(1);
});
