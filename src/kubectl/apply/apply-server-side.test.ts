import { describe, expect, it } from 'vitest';
import { webYaml } from '../testing/manifests.ts';
import { newSession, type KubectlSession } from '../testing/session.ts';

const managers = (session: KubectlSession) =>
  session
    .run(`get sts web -o 'jsonpath={range .metadata.managedFields[*]}{.manager} {.operation} {.subresource};{end}'`)
    .stdout.split(';')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('kube-controller-manager'))
    .sort();

describe('Field managers of kubectl', () => {
  it.each([
    ['create -f web.yaml', 'kubectl-create Update'],
    ['apply -f web.yaml', 'kubectl-client-side-apply Update'],
    ['apply --server-side -f web.yaml', 'kubectl Apply'],
    ['apply --server-side -f web.yaml --field-manager=robot', 'robot Apply'],
  ])('%s', (command, manager) => {
    const session = newSession({ 'web.yaml': webYaml });
    session.settled(command);
    expect(managers(session)).toEqual([manager]);
  });

  it.each([
    ['scale sts web --replicas=5', 'kubectl Update scale'],
    ['set image sts/web *=nginx:9', 'kubectl-set Update'],
    ['label sts web a=b', 'kubectl-label Update'],
    ['annotate sts web a=b', 'kubectl-annotate Update'],
    ['rollout restart sts web', 'kubectl-rollout Update'],
    [`patch sts web -p '{"spec":{"minReadySeconds":1}}'`, 'kubectl-patch Update'],
    [`patch sts web -p '{"spec":{"minReadySeconds":1}}' --field-manager=robot`, 'robot Update'],
  ])('%s', (command, manager) => {
    const session = newSession({ 'web.yaml': webYaml });
    session.settled('apply --server-side -f web.yaml');
    expect(session.settled(command).exit).toBe(0);
    expect(managers(session)).toEqual([manager, 'kubectl Apply'].sort());
  });

  it.each([
    ['apply --server-side -f web.yaml', '', 'PatchOptions', 'Required value: is required for apply patch'],
    ['apply --server-side -f web.yaml', 'a'.repeat(129), 'PatchOptions', 'Too long: may not be more than 128 bytes'],
    ['create -f web.yaml', 'a'.repeat(129), 'CreateOptions', 'Too long: may not be more than 128 bytes'],
  ])('%s: no manager is called "%s"', (command, manager, kind, why) => {
    const { stderr, exit } = newSession({ 'web.yaml': webYaml }).run(`${command} --field-manager="${manager}"`);
    expect(stderr).toContain(`${kind}.meta.k8s.io "" is invalid: fieldManager: ${why}`);
    expect(exit).toBe(1);
  });

  it('show their fields only when they are asked for', () => {
    const session = newSession({ 'web.yaml': webYaml });
    session.run('apply --server-side -f web.yaml');
    expect(session.run('get sts web -o yaml').stdout).not.toContain('managedFields');
    expect(session.run('get sts web -o yaml --show-managed-fields').stdout).toContain('f:volumeClaimTemplates: {}');
  });
});

describe('A server-side apply', () => {
  const replicas = (session: KubectlSession) => session.run('get sts web -o jsonpath={.spec.replicas}').stdout;
  const without = webYaml.replace(/\n {2}replicas: \d+/, '');

  it('leaves the number of replicas to whoever manages it', () => {
    const session = newSession({ 'web.yaml': webYaml, 'without.yaml': without });
    session.settled('apply --server-side -f without.yaml');
    session.settled('scale sts web --replicas=4');
    expect(session.settled('apply --server-side -f without.yaml').exit).toBe(0);
    expect(replicas(session)).toBe('4');
  });

  const claimless = webYaml.replace(/\n {2}volumeClaimTemplates:[^]*$/, '\n').replace(/\n *volumeMounts:\n.*\n.*/, '');

  it('takes over what a client-side apply managed, and lets go of it with the next one', () => {
    const session = newSession({
      'web.yaml': claimless,
      'without.yaml': claimless.replace(/\n {2}replicas: \d+/, ''),
    });
    session.settled('apply -f web.yaml');
    session.settled('apply --server-side -f web.yaml');
    expect(managers(session)).toEqual(['kubectl Apply', 'kubectl-last-applied Apply']);
    expect(session.settled('apply --server-side -f without.yaml').exit).toBe(0);
    expect(replicas(session)).toBe('1');
  });

  it('does not take over a field that was changed after the client-side apply', () => {
    const session = newSession({ 'web.yaml': claimless });
    session.settled('apply -f web.yaml');
    session.settled('scale sts web --replicas=7');
    const { stderr, exit } = session.run('apply --server-side -f web.yaml');
    expect(stderr.split('\n')[0]).toBe(
      'error: Apply failed with 1 conflict: conflict with "kubectl" with subresource "scale" using apps/v1: .spec.replicas',
    );
    expect([exit, replicas(session)]).toEqual([1, '7']);
  });

  /**
   * `spec.volumeClaimTemplates` is an atomic list: one field, whose value a client-side apply owns with its defaults.
   * The merged list of a server-side apply has no defaults, so the field is modified, and modified fields of another
   * manager conflict (structured-merge-diff, merge.Updater). The last applied configuration allows only conflicts of
   * fields that equal the stored ones (lastAppliedManager), and kubectl moves the managers after a successful apply.
   */
  const refused =
    'error: Apply failed with 1 conflict: conflict with "kubectl-client-side-apply" using apps/v1: .spec.volumeClaimTemplates';

  it('does not take over claim templates of a client-side apply without their defaults', () => {
    const session = newSession({ 'web.yaml': webYaml });
    session.settled('apply -f web.yaml');
    const { stdout, stderr, exit } = session.run('apply --server-side -f web.yaml');
    expect([stdout, stderr.split('\n')[0], exit]).toEqual(['service/nginx serverside-applied\n', refused, 1]);
    expect(session.settled('apply --server-side -f web.yaml --force-conflicts').exit).toBe(0);
    expect(session.run('apply --server-side -f web.yaml').exit).toBe(0);
  });

  it('takes over claim templates that have all their defaults', () => {
    const stored = webYaml
      .replace(
        /(volumeClaimTemplates:\n {2}- )(metadata:)/,
        '$1apiVersion: v1\n    kind: PersistentVolumeClaim\n    $2',
      )
      .replace(
        /\n( *)storage: .*\s*$/,
        (line) => `${line.trimEnd()}\n      volumeMode: Filesystem\n    status:\n      phase: Pending\n`,
      );
    const session = newSession({ 'web.yaml': stored });
    session.settled('apply -f web.yaml');
    expect(session.settled('apply --server-side -f web.yaml').exit).toBe(0);
    expect(managers(session)).toEqual(['kubectl Apply', 'kubectl-last-applied Apply']);
  });
});
