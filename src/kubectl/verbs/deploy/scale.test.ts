import { describe, expect, it } from 'vitest';
import { webYaml } from '../../testing/manifests.ts';
import { newSession, play, script } from '../../testing/session.ts';

const start = () => {
  const session = newSession({ 'web.yaml': webYaml });
  session.settled('apply -f web.yaml');
  return session;
};

describe('scale', () => {
  // Recorded: errors and rollout.
  it('checks what it is asked for, then what is there', () => {
    const transcript = script`
      $ scale sts nope --replicas=3
      ! Error from server (NotFound): statefulsets.apps "nope" not found
      [1]
      $ scale sts web
      ! error: required flag(s) "replicas" not set
      [1]
      $ scale
      ! error: required flag(s) "replicas" not set
      [1]
      $ scale sts web --replicas=-1
      ! error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0
      [1]
      $ scale sts web --replicas=3 --current-replicas=7
      ! error: Expected replicas to be 7, was 2
      [1]
      $ scale --replicas=1 sts/web
      statefulset.apps/web scaled
      $ scale --replicas=2 -f web.yaml
      ! Error from server (NotFound): the server could not find the requested resource
      [1]
    `;
    const session = start();
    expect(play(session, transcript)).toBe(transcript);
    expect(session.cluster.api.get('statefulsets', 'web', 'default')!.spec.replicas).toBe(1);
  });

  it('scales several, and by selector', () => {
    const session = start();
    session.settled('create deployment api --image=nginx');
    const transcript = script`
      $ scale sts/web deploy/api --replicas=3
      statefulset.apps/web scaled
      deployment.apps/api scaled
      $ scale deploy,sts --all --replicas=1
      deployment.apps/api scaled
      statefulset.apps/web scaled
      $ scale deploy -l app=api --replicas=2
      deployment.apps/api scaled
      $ scale deploy -l app=none --replicas=2
      ! error: no objects passed to scale
      [1]
      $ scale sts web --replicas=4 --dry-run=client
      statefulset.apps/web scaled (dry run)
      $ scale sts web --replicas=4 --dry-run=server -o name
      statefulset.apps/web
    `;
    expect(play(session, transcript)).toBe(transcript);
    expect(session.cluster.api.get('statefulsets', 'web', 'default')!.spec.replicas).toBe(1);
  });

  it('waits when it is given time', () => {
    const session = start();
    expect(session.run('scale sts web --replicas=4 --timeout=5m').stdout).toBe('statefulset.apps/web scaled\n');
    expect(session.cluster.api.get('statefulsets', 'web', 'default')!.status.replicas).toBe(4);
    expect(session.run('scale sts web --replicas=9 --timeout=10ms')).toMatchObject({
      stderr: 'error: timed out waiting for the condition\n',
      exit: 1,
    });
  });
});
