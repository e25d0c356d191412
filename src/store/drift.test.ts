import { describe, expect, it } from 'vitest';
import { readSession } from '../share/read-session.ts';
import { user } from '../view/testing.ts';
import { applied, newLab } from './testing.ts';

/** A lab in whose terminal somebody has scaled the set to 5; its text says 3. */
function scaledPast() {
  const made = applied();
  patch(made.lab, { spec: { replicas: 5 } });
  return made;
}

function patch(
  lab: ReturnType<typeof newLab>['lab'],
  change: object,
  resource: 'statefulsets' | 'services' = 'statefulsets',
) {
  const name = resource === 'services' ? 'nginx' : 'web';
  lab.read(({ access }) => access).api.patch(resource, name, 'default', 'strategic', change, user);
  lab.read(({ access }) => access).settle();
}

const replicas = ({ lab }: Pick<ReturnType<typeof newLab>, 'lab'>) =>
  lab.store.getState().view.get('statefulsets', 'web', 'default')?.spec.replicas;
const drift = ({ lab }: Pick<ReturnType<typeof newLab>, 'lab'>) =>
  lab.store.getState().drift.map(({ kind, path, value }) => `${kind} ${path.join('.')}: ${value}`);

describe('what was changed past the text', () => {
  it('is known, and Apply sets it back', () => {
    const made = scaledPast();
    const { lab, run, names } = made;
    expect(drift(made)).toEqual(['StatefulSet spec.replicas: 5']);
    expect(lab.store.getState().text).toContain('replicas: 3');
    run(20_000);
    expect(names()).toHaveLength(5);
    lab.act('apply');
    expect([drift(made), replicas(made)]).toEqual([[], 3]);
  });

  it('is nothing when it was changed back, or when others than users write', () => {
    const made = scaledPast();
    patch(made.lab, { spec: { replicas: 3 } });
    expect(drift(made)).toEqual([]);
    made.lab.act('deletePod', { name: 'web-1' });
    made.run(20_000);
    expect(drift(made)).toEqual([]);
  });

  it('is not what the API server writes in other words, nor what the text does not say', () => {
    const made = newLab();
    made.lab.act('edit', {
      text: made.lab.store
        .getState()
        .text.replace('image: registry', 'resources: {limits: {cpu: 0.5}}\n        image: registry'),
    });
    made.lab.act('apply');
    made.run(20_000);
    const [container] = made.lab.store.getState().view.get('statefulsets', 'web', 'default')!.spec.template.spec
      .containers;
    expect(container?.resources?.limits?.['cpu']).not.toBe(0.5);
    patch(made.lab, { spec: { minReadySeconds: 7 }, metadata: { labels: { tier: 'web' } } });
    expect(drift(made)).toEqual([]);
  });

  it('is found in lists, in other objects, and in objects that are gone', () => {
    const made = applied();
    const image = 'registry.k8s.io/nginx-slim:0.22';
    patch(made.lab, { spec: { template: { spec: { containers: [{ name: 'nginx', image }] } } } });
    patch(made.lab, { spec: { selector: { app: 'other' } } }, 'services');
    expect(drift(made)).toEqual([
      'Service spec.selector.app: other',
      `StatefulSet spec.template.spec.containers.0.image: ${image}`,
    ]);
    made.lab.read(({ access }) => access).api.delete('services', 'nginx', 'default', user);
    made.lab.read(({ access }) => access).settle();
    expect(made.lab.store.getState().drift[0]).toMatchObject({ kind: 'Service', path: [], value: null, shown: '' });
  });

  it('includes a field whose text names another value, which is not taken over', () => {
    const made = newLab();
    made.lab.act('edit', {
      text: made.lab.store.getState().text.replace('- name: nginx\n', '- name: nginx\n        tty: false\n'),
    });
    made.lab.act('apply');
    patch(made.lab, { spec: { template: { spec: { containers: [{ name: 'nginx', tty: true }] } } } });
    expect(made.lab.store.getState().drift).toMatchObject([
      { path: ['spec', 'template', 'spec', 'containers', 0, 'tty'], shown: 'true' },
    ]);
    const { text } = made.lab.store.getState();
    made.lab.act('takeOver');
    expect(made.lab.store.getState().text).toBe(text);
  });

  it('goes with the moment that is shown, and with the session', async () => {
    const made = scaledPast();
    const { lab } = made;
    lab.act('undo');
    expect(drift(made)).toEqual([]);
    lab.act('redo');
    expect(drift(made)).toEqual(['StatefulSet spec.replicas: 5']);
    const other = newLab();
    const session = readSession(JSON.parse(JSON.stringify(lab.read((readings) => readings.session()))));
    await other.lab.act('openSession', { session });
    expect(drift(other)).toEqual(['StatefulSet spec.replicas: 5']);
  });

  it('is not taken back by what is done on the stage', () => {
    const made = scaledPast();
    const { lab } = made;
    lab.act('setPartition', { partition: 2 });
    expect(replicas(made)).toBe(5);
    expect(lab.store.getState().text).toMatch(/partition: 2/);
    expect(drift(made)).toEqual(['StatefulSet spec.replicas: 5']);
    // The field in question itself: then the text has all that the cluster has.
    lab.act('addReplica');
    expect(replicas(made)).toBe(6);
    expect(drift(made)).toEqual([]);
    expect(lab.store.getState().text).toMatch(/replicas: 6/);
    expect([lab.store.getState().appliedText, lab.store.getState().notice]).toEqual([lab.store.getState().text, null]);
  });

  it('can be taken over into the text, which changes nothing in the cluster', () => {
    const made = scaledPast();
    const { lab } = made;
    const before = lab.store.getState().text;
    lab.act('takeOver');
    expect(lab.store.getState().text).toBe(before.replace('replicas: 3', 'replicas: 5'));
    expect([lab.store.getState().appliedText, drift(made), replicas(made)]).toEqual([lab.store.getState().text, [], 5]);
    lab.act('apply');
    expect(replicas(made)).toBe(5);
  });

  it('is taken over beside edits of the text’s own, which are still to be applied', () => {
    const made = scaledPast();
    const { lab } = made;
    lab.act('edit', { text: lab.store.getState().text.replace('nginx-slim:0.21', 'nginx-slim:0.99') });
    expect(drift(made)).toEqual(['StatefulSet spec.replicas: 5']);
    lab.act('takeOver');
    expect(lab.store.getState().text).toMatch(/replicas: 5[^]*nginx-slim:0\.99/);
    expect(drift(made)).toEqual([]);
    expect(lab.store.getState().appliedText).not.toBe(lab.store.getState().text);
  });
});

it('does not call a text applied that never was, though commands have been given', () => {
  const { lab } = newLab();
  lab
    .read(({ access }) => access)
    .api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other' } }, user);
  lab.read(({ access }) => access).settle();
  expect(lab.store.getState().appliedText).toBeNull();
});

it('says that the cluster was changed only when it was', () => {
  const { lab } = applied();
  lab.act('edit', { text: lab.store.getState().text.replace('nginx-slim:0.21', 'nginx-slim:0.99') });
  const outcome = lab.act('setPartition', { partition: -1 });
  expect(outcome).toEqual({
    ok: false,
    lines: ['setPartition: partition must be a whole number from 0 to 2147483647'],
  });
  lab.act('setImage', { image: '' });
  expect(lab.store.getState().notice).toBeNull();
  expect(lab.store.getState().commands.at(-1)?.ok).toBe(false);
});
