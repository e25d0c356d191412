import { describe, expect, it } from 'vitest';
import { webYaml } from '../../testing/manifests.ts';
import { newSession, play, script } from '../../testing/session.ts';

const start = () => {
  const session = newSession({ 'web.yaml': webYaml });
  session.settled('apply -f web.yaml');
  const { nodeName } = session.cluster.api.get('pods', 'web-1', 'default')!.spec;
  return { session, node: nodeName! };
};

// As kubectl's source words them.
it('cordons and uncordons', () => {
  const transcript = script`
    $ cordon node-1 node-2
    node/node-1 cordoned
    node/node-2 cordoned
    $ cordon node-1
    node/node-1 already cordoned
    $ uncordon -l kubernetes.io/hostname=node-2
    node/node-2 uncordoned
    $ uncordon node-2
    node/node-2 already uncordoned
    $ uncordon node-1 --dry-run=client
    node/node-1 uncordoned (dry run)
    $ cordon nope
    ! Error from server (NotFound): nodes "nope" not found
    [1]
    $ cordon
    ! error: USAGE: cordon NODE [flags]
    ! See 'kubectl cordon -h' for help and examples
    [1]
    $ cordon node-1 -l a=b
    ! error: cannot specify both a node name and a --selector option
    ! See 'kubectl cordon -h' for help and examples
    [1]
  `;
  expect(play(start().session, transcript)).toBe(transcript);
});

describe('drain', () => {
  // Recorded: nodes/drain.
  it('evicts what a controller will re-create', () => {
    const { session, node } = start();
    const transcript = script`
      $ drain NODE
      node/NODE cordoned
      evicting pod default/web-1
      pod/web-1 evicted
      node/NODE drained
      $ uncordon NODE
      node/NODE uncordoned
    `.replaceAll('NODE', node);
    expect(play(session, transcript)).toBe(transcript);
    expect(session.cluster.api.get('pods', 'web-1', 'default')!.spec.nodeName).not.toBe(node);
  });

  // Recorded: nodes/drain-pdb-blocked; there the command was stopped from outside.
  it('asks again, every five seconds, for what a budget forbids', () => {
    const { session, node } = start();
    session.settled('create pdb web --selector=app=nginx --min-available=2');
    const { stdout, stderr, exit } = session.run(`drain ${node} --timeout=7s`);
    expect(stdout).toBe(
      [`node/${node} cordoned`, 'evicting pod default/web-1', 'evicting pod default/web-1', ''].join('\n'),
    );
    const refusal =
      'error when evicting pods/"web-1" -n "default" (will retry after 5s): Cannot evict pod as it would violate the pod\'s disruption budget.';
    const late = 'error when evicting pods/"web-1" -n "default": global timeout reached: 7s';
    expect(stderr.trimEnd().split('\n')).toEqual([
      refusal,
      refusal,
      `There are pending pods in node "${node}" when an error occurred: ${late}`,
      'pod/web-1',
      `error: unable to drain node "${node}" due to error: ${late}, continuing command...`,
      'There are pending nodes to be drained:',
      ` ${node}`,
      late,
    ]);
    expect(exit).toBe(1);
    // Deleting does not ask.
    expect(session.run(`drain ${node} --disable-eviction`).stdout).toContain('pod/web-1 deleted\n');
  });

  it('leaves Pods alone that nobody would re-create, and those with data, without the flags for it', () => {
    const { session, node } = start();
    const pod = (name: string, volumes: string) =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec: { nodeName: ${node}, containers: [{ name: c, image: i }], volumes: ${volumes} }\n`;
    session.files['pods.yaml'] = `${pod('alone', '[]')}---\n${pod('scratch', '[{ name: tmp, emptyDir: {} }]')}`;
    session.settled('apply -f pods.yaml');
    const { stderr, exit } = session.run(`drain ${node}`);
    const alone = 'cannot delete Pods that declare no controller (use --force to override): default/alone';
    const scratch = 'cannot delete Pods with local storage (use --delete-emptydir-data to override): default/scratch';
    expect(stderr.trimEnd().split('\n')).toEqual([
      `error: unable to drain node "${node}" due to error: [${alone}, ${scratch}], continuing command...`,
      'There are pending nodes to be drained:',
      ` ${node}`,
      alone,
      scratch,
    ]);
    expect(exit).toBe(1);
    const forced = session.run(`drain ${node} --force --delete-emptydir-data`);
    expect(forced.stderr).toBe('Warning: deleting Pods that declare no controller: default/alone, default/scratch\n');
    expect(forced.stdout.split('\n').at(-2)).toBe(`node/${node} drained`);
  });
});

// As kubectl's source words them.
it('taints', () => {
  const transcript = script`
    $ taint nodes node-1 dedicated=db:NoSchedule
    node/node-1 tainted
    $ taint nodes node-1 dedicated=web:NoSchedule
    ! error: node node-1 already has dedicated taint(s) with same effect(s) and --overwrite is false
    [1]
    $ taint nodes node-1 dedicated=web:NoSchedule --overwrite
    node/node-1 modified
    $ taint nodes node-1 dedicated-
    node/node-1 untainted
    $ taint nodes node-1 dedicated:NoSchedule-
    ! error: taint "dedicated:NoSchedule" not found
    [1]
    $ taint nodes --all a:NoExecute
    node/node-1 tainted
    node/node-2 tainted
    node/node-3 tainted
    $ taint nodes node-1 a=b:Never
    ! error: invalid taint effect: Never, unsupported taint effect
    ! See 'kubectl taint -h' for help and examples
    [1]
    $ taint nodes node-1 a=b
    ! error: invalid taint spec: a=b, name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
    ! See 'kubectl taint -h' for help and examples
    [1]
    $ taint pods web-0 a=b:NoSchedule
    ! error: invalid resource type pods, only node types are supported
    [1]
    $ taint nodes node-1
    ! error: at least one taint update is required
    [1]
  `;
  const { session } = start();
  expect(play(session, transcript)).toBe(transcript);
});
