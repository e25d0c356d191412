import { describe, expect, it } from 'vitest';
import { applied, newLab } from '../testing.ts';

const specOf = ({ lab }: Pick<ReturnType<typeof applied>, 'lab'>) =>
  lab.store.getState().view.get('statefulsets', 'web', 'default')!.spec;

describe('a policy that can be changed', () => {
  it.each([
    ['updateStrategy', 'OnDelete', '{"spec":{"updateStrategy":{"type":"OnDelete","rollingUpdate":null}}}'],
    ['whenScaled', 'Delete', '{"spec":{"persistentVolumeClaimRetentionPolicy":{"whenScaled":"Delete"}}}'],
    ['whenDeleted', 'Delete', '{"spec":{"persistentVolumeClaimRetentionPolicy":{"whenDeleted":"Delete"}}}'],
  ] as const)('%s: a patch sets it, and the text follows', (policy, value, patch) => {
    const made = applied();
    const { lab, lastCommand } = made;
    lab.act('setPolicy', { policy, value });
    expect(lastCommand()).toMatchObject({
      command: `kubectl patch statefulset web --type merge -p '${patch}'`,
      lines: ['statefulset.apps/web patched'],
      ok: true,
    });
    const { text, appliedText, drift, notice } = lab.store.getState();
    expect(text).toContain(`${policy === 'updateStrategy' ? 'type' : policy}: ${value}`);
    expect([appliedText === text, drift, notice]).toEqual([true, [], null]);
    const before = specOf(made);
    lab.act('apply');
    expect([lastCommand()?.ok, specOf(made)]).toEqual([true, before]);
  });

  it('takes the settings of a rolling update out of cluster and text, and RollingUpdate comes back with its default', () => {
    const made = applied();
    const { lab, lastCommand } = made;
    lab.act('setPartition', { partition: 2 });
    const withPartition = lab.store.getState().text;
    lab.act('setPolicy', { policy: 'updateStrategy', value: 'OnDelete' });
    expect(specOf(made).updateStrategy).toEqual({ type: 'OnDelete' });
    expect(withPartition).toContain('rollingUpdate');
    expect(lab.store.getState().text).not.toContain('rollingUpdate');
    lab.act('apply');
    expect(lastCommand()?.ok).toBe(true);
    lab.act('setPolicy', { policy: 'updateStrategy', value: 'RollingUpdate' });
    expect(specOf(made).updateStrategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { partition: 0 } });
    expect(lab.store.getState().drift).toEqual([]);
  });

  it('leaves a text that cannot be read as it is', () => {
    const made = applied();
    const broken = `${made.lab.store.getState().text}\n: [`;
    made.lab.act('edit', { text: broken });
    made.lab.act('setPolicy', { policy: 'whenScaled', value: 'Delete' });
    expect(specOf(made).persistentVolumeClaimRetentionPolicy?.whenScaled).toBe('Delete');
    expect([made.lab.store.getState().text, made.lab.store.getState().notice]).toEqual([broken, 'TextKept']);
  });

  it('is refused a value that is not its own', () => {
    const { lab, lastCommand } = applied();
    const before = lastCommand();
    expect(lab.act('setPolicy', { policy: 'whenScaled', value: 'Parallel' })).toMatchObject({
      ok: false,
      lines: ['setPolicy: whenScaled cannot be Parallel'],
    });
    expect(lastCommand()).toBe(before);
  });
});

describe('the immutable podManagementPolicy', () => {
  const parallel = { policy: 'podManagementPolicy', value: 'Parallel' } as const;

  it('is not patched', () => {
    expect(applied().lab.act('setPolicy', parallel)).toMatchObject({ ok: false });
  });

  it('is changed by a new set around the same Pods', async () => {
    const made = applied();
    const { lab, run } = made;
    run(20_000);
    const uids = () =>
      lab.store
        .getState()
        .view.list('pods')
        .map(({ metadata }) => metadata.uid);
    const [pods, set] = [uids(), lab.store.getState().view.get('statefulsets', 'web', 'default')!.metadata.uid];
    lab.act('recreateSet', parallel);
    // The command that waits goes on between two frames.
    for (let i = 0; i < 20; i++) {
      run(1000);
      await Promise.resolve().then(() => {});
    }
    expect(uids()).toEqual(pods);
    const now = lab.store.getState().view.get('statefulsets', 'web', 'default')!;
    expect([now.spec.podManagementPolicy, now.metadata.uid === set]).toEqual(['Parallel', false]);
    for (const { metadata } of lab.store.getState().view.list('pods'))
      expect(metadata.ownerReferences).toMatchObject([{ kind: 'StatefulSet', uid: now.metadata.uid }]);
    const { commands, text, appliedText } = lab.store.getState();
    expect(commands.slice(-2).map(({ command, ok }) => [command, ok])).toEqual([
      ['kubectl delete statefulset web --cascade=orphan', true],
      ['kubectl apply -f manifest.yaml', true],
    ]);
    expect(text).toContain('podManagementPolicy: Parallel');
    expect(appliedText).toBe(text);
  });

  it('stays, with the set, where the text does not hold the set', () => {
    const made = applied();
    made.lab.act('edit', { text: ': [' });
    expect(made.lab.act('recreateSet', parallel)).toMatchObject({ ok: false });
    expect(specOf(made).podManagementPolicy).toBe('OrderedReady');
  });

  it('is written into the text of a set that does not exist yet', () => {
    const { lab } = newLab();
    lab.act('writePolicy', parallel);
    const { text, stage, commands } = lab.store.getState();
    expect(text).toContain('podManagementPolicy: Parallel');
    expect([stage.podManagementPolicy, stage.setExists, commands]).toEqual(['Parallel', false, []]);
  });
});
