import { describe, expect, it } from 'vitest';
import { webYaml } from '../../testing/manifests.ts';
import { newSession, play, script } from '../../testing/session.ts';

const start = () => {
  const session = newSession({ 'web.yaml': webYaml });
  session.settled('apply -f web.yaml');
  return session;
};

describe('delete', () => {
  // Recorded: errors, rollout and tutorial.
  it('says what it does, and what is wrong with the call', () => {
    const transcript = script`
      $ delete
      ! error: You must provide one or more resources by argument or filename.
      ! Example resource specifications include:
      !    '-f rsrc.yaml'
      !    '--filename=rsrc.json'
      !    '<resource> <name>'
      !    '<resource>'
      [1]
      $ delete pod
      ! error: resource(s) were provided, but no name was specified
      [1]
      $ delete pod nope
      ! Error from server (NotFound): pods "nope" not found
      [1]
      $ delete pod web-0 --grace-period=0 --force
      pod "web-0" force deleted from default namespace
      ! Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.
      $ delete pod web-1 --now
      pod "web-1" deleted from default namespace
      $ delete sts/web svc/nginx
      statefulset.apps "web" deleted from default namespace
      service "nginx" deleted from default namespace
      $ delete sts --all
      No resources found
      $ delete pvc --all
      persistentvolumeclaim "www-web-0" deleted from default namespace
      persistentvolumeclaim "www-web-1" deleted from default namespace
    `;
    expect(play(start(), transcript)).toBe(transcript);
  });

  it('goes on after a refusal; -l and --all take what is there', () => {
    const transcript = script`
      $ delete pod web-9 web-1
      pod "web-1" deleted from default namespace
      ! Error from server (NotFound): pods "web-9" not found
      [1]
      $ delete pods,services -l app=nginx
      pod "web-0" deleted from default namespace
      pod "web-1" deleted from default namespace
      service "nginx" deleted from default namespace
      $ delete pod web-9 --ignore-not-found
      $ delete -f web.yaml
      statefulset.apps "web" deleted from default namespace
      ! Error from server (NotFound): error when deleting "web.yaml": services "nginx" not found
      [1]
    `;
    expect(play(start(), transcript)).toBe(transcript);
  });

  it.each([
    ['--now --grace-period=3', 'error: --now and --grace-period cannot be specified together'],
    ['--force --grace-period=3', 'error: --force and --grace-period greater than 0 cannot be specified together'],
    ['--cascade=foo', 'error: invalid cascade value (foo). Must be "background", "foreground", or "orphan"'],
    ['-o yaml', "error: unexpected -o output mode: yaml. We only support '-o name'"],
    ['--dry-run=foo', 'error: Invalid dry-run value (foo). Must be "none", "server", or "client".'],
  ])('refuses %s', (flags, error) => {
    const session = start();
    expect(session.run(`delete pod web-0 ${flags}`)).toEqual({ stdout: '', stderr: `${error}\n`, exit: 1 });
    expect(session.cluster.api.get('pods', 'web-0', 'default')!.metadata.deletionTimestamp).toBeUndefined();
  });

  it('waits until the object is gone, unless --wait=false', () => {
    const session = start();
    const before = session.cluster.api.get('pods', 'web-0', 'default')!;
    session.run('delete pod web-0');
    expect(session.cluster.api.get('pods', 'web-0', 'default')?.metadata.uid).not.toBe(before.metadata.uid);
    session.run('delete pod web-1 --wait=false');
    expect(session.cluster.api.get('pods', 'web-1', 'default')!.metadata.deletionTimestamp).toBeDefined();
    session.cluster.settle();
    expect(session.run('delete pod web-1 --timeout=1ms')).toEqual({
      stdout: 'pod "web-1" deleted from default namespace\n',
      stderr: 'error: timed out waiting for the condition on pods/web-1\n',
      exit: 1,
    });
  });

  it('keeps the Pods with --cascade=orphan, and takes them first with --cascade=foreground', () => {
    const session = start();
    session.settled('delete sts web --cascade=orphan');
    expect(session.cluster.api.list('pods', { namespace: 'default' })).toHaveLength(2);
    session.settled('apply -f web.yaml');
    session.run('delete sts web --cascade=foreground');
    expect(session.cluster.api.list('pods', { namespace: 'default' })).toEqual([]);
  });

  it('changes nothing in a dry run, and asks with -i', () => {
    const session = start();
    const transcript = script`
      $ delete pod web-0 --dry-run=client
      pod "web-0" deleted (dry run) from default namespace
      $ delete pod web-0 --dry-run=server
      pod "web-0" deleted (server dry run) from default namespace
      $ delete node node-3 -n default --dry-run=client
      node "node-3" deleted (dry run)
      ! Warning: deleting cluster-scoped resources, not scoped to the provided namespace
    `;
    expect(play(session, transcript)).toBe(transcript);
    expect(session.run('delete pod web-0 -i', 'n\n').stdout).toMatch(
      /^You are about to delete[^]*deletion is cancelled\n$/,
    );
    expect(session.cluster.api.get('pods', 'web-0', 'default')!.metadata.deletionTimestamp).toBeUndefined();
    expect(session.run('delete pod web-0 -i', 'y\n').stdout).toMatch(/pod "web-0" deleted from default namespace\n$/);
  });
});
