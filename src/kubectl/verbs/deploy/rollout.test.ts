import { describe, expect, it } from 'vitest';
import { webYaml } from '../../testing/manifests.ts';
import { newSession, play, script } from '../../testing/session.ts';

const start = () => {
  const session = newSession({ 'web.yaml': webYaml });
  session.settled('apply -f web.yaml');
  return session;
};

const warning =
  "! Warning: resource statefulsets/web was previously managed with 'kubectl apply'. Rolling back will not update the kubectl.kubernetes.io/last-applied-configuration annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead.";

describe('of a set', () => {
  // Recorded: rollout.
  it('shows the history and goes back in it', () => {
    const transcript = [
      script`
        $ rollout history sts/web
        statefulset.apps/web 
        REVISION  CHANGE-CAUSE
        1         <none>

        $ set image sts/web nginx=registry.k8s.io/nginx-slim:0.24
        statefulset.apps/web image updated
        $ rollout history sts/web --revision=2
        statefulset.apps/web with revision #2
        Pod Template:
          Labels:	app=nginx
          Containers:
           nginx:
            Image:	registry.k8s.io/nginx-slim:0.24
            Port:	80/TCP (web)
            Host Port:	0/TCP (web)
            Environment:	<none>
            Mounts:
              /usr/share/nginx/html from www (rw)
          Volumes:	<none>
          Node-Selectors:	<none>
          Tolerations:	<none>

        $ rollout undo sts/web
        statefulset.apps/web rolled back
      `,
      warning,
      script`
        $ rollout history sts/web
        statefulset.apps/web 
        REVISION  CHANGE-CAUSE
        2         <none>
        3         <none>

        $ rollout undo sts/web --to-revision=9
      `,
      warning,
      script`
        ! error: unable to find specified revision 9 in history
        [1]
        $ rollout pause sts/web
        ! error: statefulsets.apps "web" pausing is not supported
        [1]
        $ rollout undo sts/nope
        ! Error from server (NotFound): statefulsets.apps "nope" not found
        [1]
      `,
    ].join('\n');
    expect(play(start(), transcript)).toBe(transcript);
  });

  // As kubectl's source words them.
  it('keeps the change cause of a new revision, and skips a rollback to what is there', () => {
    const session = start();
    session.settled("annotate sts/web kubernetes.io/change-cause='image 0.24'");
    session.settled('set image sts/web nginx=registry.k8s.io/nginx-slim:0.24');
    const transcript = script`
      $ rollout history sts/web
      statefulset.apps/web 
      REVISION  CHANGE-CAUSE
      1         <none>
      2         image 0.24

      $ rollout history sts/web --revision=7
      ! error: unable to find the specified revision
      [1]
      $ rollout history pod/web-0
      ! error: no history viewer has been implemented for "Pod"
      [1]
      $ rollout restart pod/web-0
      ! error: pods "web-0" restarting is not supported
      [1]
      $ rollout status
      ! error: required resource not specified
      [1]
    `;
    expect(play(session, transcript)).toBe(transcript);
    expect(session.run('rollout undo sts/web --to-revision=2').stdout).toBe(
      'statefulset.apps/web skipped rollback (current template already matches revision 2)\n',
    );
  });

  it('follows a rolling update, line by line, to its end', () => {
    const session = start();
    session.run('set image sts/web nginx=registry.k8s.io/nginx-slim:0.24');
    const { stdout, exit } = session.run('rollout status sts/web');
    const lines = stdout.trimEnd().split('\n');
    expect(exit).toBe(0);
    expect(lines.at(-1)).toBe('partitioned roll out complete: 2 new pods have been updated...');
    expect(lines).toContain('Waiting for 1 pods to be ready...');
    expect(lines).toContain('Waiting for partitioned roll out to finish: 1 out of 2 new pods have been updated...');
  });

  // Recorded: rollout.
  it('gives up when there is no time left, or nothing to follow', () => {
    const session = start();
    session.settled('set image sts/web nginx=registry.k8s.io/nginx-slim:broken');
    expect(session.run('rollout status sts/web --timeout=3s')).toEqual({
      stdout: 'Waiting for 1 pods to be ready...\n',
      stderr: 'error: timed out waiting for the condition\n',
      exit: 1,
    });
    session.run(`patch sts web -p '{"spec":{"updateStrategy":{"type":"OnDelete","rollingUpdate":null}}}'`);
    expect(session.run('rollout status sts/web')).toEqual({
      stdout: '',
      stderr: 'error: rollout status is only available for RollingUpdate strategy type\n',
      exit: 1,
    });
  });

  it('restarts at the time of the machine', () => {
    const session = start();
    expect(session.run('rollout restart sts').stdout).toBe('statefulset.apps/web restarted\n');
    const { template } = session.cluster.api.get('statefulsets', 'web', 'default')!.spec;
    expect(template.metadata!.annotations!['kubectl.kubernetes.io/restartedAt']).toMatch(/^2026-01-01T08:00:\d\dZ$/);
  });
});

// The texts of kubectl's deployment viewer.
it('of a Deployment: status, undo, pause and resume', () => {
  const session = newSession();
  session.run('create deployment api --image=nginx:1 --replicas=2');
  const rollingOut = session.run('rollout status deploy/api').stdout.trimEnd().split('\n');
  expect(rollingOut.at(-1)).toBe('deployment "api" successfully rolled out');
  expect(rollingOut).toContain(
    'Waiting for deployment "api" rollout to finish: 0 of 2 updated replicas are available...',
  );
  session.settled('set image deploy/api nginx=nginx:2');
  const transcript = script`
    $ rollout history deploy/api
    deployment.apps/api 
    REVISION  CHANGE-CAUSE
    1         <none>
    2         <none>

    $ rollout pause deploy/api
    deployment.apps/api paused
    $ rollout pause deploy/api
    ! error: deployments.apps "api" is already paused
    [1]
    $ rollout undo deploy/api
    ! error: you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again
    [1]
    $ rollout restart deploy/api
    ! error: deployments.apps "api" can't restart paused deployment (run rollout resume first)
    [1]
    $ rollout resume deploy/api
    deployment.apps/api resumed
    $ rollout resume deploy/api
    ! error: deployments.apps "api" is not paused
    [1]
    $ rollout undo deploy/api
    deployment.apps/api rolled back
    $ rollout history deploy/api
    deployment.apps/api 
    REVISION  CHANGE-CAUSE
    2         <none>
    3         <none>

    $ rollout status deploy/api --revision=2
    ! error: desired revision (2) is different from the running revision (3)
    [1]
  `;
  expect(play(session, transcript)).toBe(transcript);
  const { template } = session.cluster.api.get('deployments', 'api', 'default')!.spec;
  expect(template.spec.containers[0]!.image).toBe('nginx:1');
  expect(template.metadata!.labels).toEqual({ app: 'api' });
});
