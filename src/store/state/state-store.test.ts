// One gateway to the state: each slice has one owner, and each action is one commit.
import { describe, expect, it } from 'vitest';
import { initialState } from './initial-state.ts';
import { StateStore } from './state-store.ts';
import { applied, newLab } from '../testing.ts';

const newStore = () => new StateStore(initialState({ example: 'complete' }));

describe('the gateway', () => {
  it('tells subscribers once of all that a commit has changed, and of nothing before it ends', () => {
    const store = newStore();
    const [page, editor] = [store.slice('page'), store.slice('editor')];
    const seen: unknown[] = [];
    store.reader.subscribe(({ text, dialog }) => seen.push([text, dialog?.name]));
    store.commit(() => {
      editor.set({ text: 'a' });
      store.commit(() => page.set({ dialog: { name: 'about' } }));
      expect([store.state.text, store.reader.getState().text === 'a', seen]).toEqual(['a', false, []]);
      editor.set({ text: 'b' });
    });
    expect(seen).toEqual([['b', 'about']]);
  });

  it('tells nobody of a commit that has changed nothing', () => {
    const store = newStore();
    const page = store.slice('page');
    let count = 0;
    store.reader.subscribe(() => count++);
    page.set({ dialog: null, theme: 'auto' });
    expect(count).toBe(0);
  });

  it('gives each slice to one owner, and readers no way to change it', () => {
    const store = newStore();
    store.slice('page');
    expect(() => store.slice('page')).toThrow('has an owner already');
    expect(Object.keys(store.reader).sort()).toEqual(['getInitialState', 'getState', 'subscribe']);
    expect(Object.keys(newLab().lab).sort()).toEqual(['act', 'read', 'ready', 'store']);
  });

  it('keeps what was changed when the work of a commit fails', () => {
    const store = newStore();
    const page = store.slice('page');
    const fail = () =>
      store.commit(() => {
        page.set({ theme: 'dark' });
        throw new Error('a fault');
      });
    expect(fail).toThrow('a fault');
    expect(store.reader.getState().theme).toBe('dark');
  });
});

describe('one commit for one action', () => {
  /** Counts how often `act` notifies the subscribers. */
  function commits(made: ReturnType<typeof newLab>, act: (lab: typeof made.lab) => unknown): number {
    let count = 0;
    const unsubscribe = made.lab.store.subscribe(() => count++);
    act(made.lab);
    unsubscribe();
    return count;
  }

  it('when the manifest is applied, with what is shown of it', () => {
    const made = newLab();
    const steps: unknown[] = [];
    made.lab.store.subscribe(({ appliedText, commands, stage }) =>
      steps.push([appliedText !== null, commands.length, stage.setExists]),
    );
    expect(commits(made, ({ act }) => act('apply'))).toBe(1);
    expect(steps).toEqual([[true, 1, true]]);
  });

  it('when the manifest is refused, and with each key', () => {
    const made = newLab();
    const text = made.state().text.replace('replicas: 3', 'replicas: -1');
    expect(commits(made, ({ act }) => act('edit', { text }))).toBe(1);
    expect(commits(made, ({ act }) => act('edit', { text }))).toBe(0);
    expect(commits(made, ({ act }) => act('apply'))).toBe(1);
    expect(made.state().diagnostics).toHaveLength(1);
  });

  it.each([
    ['scale', (act) => act('scale', { replicas: 5 })],
    ['setImage', (act) => act('setImage', { image: 'registry.k8s.io/nginx-slim:0.22' })],
    ['setPartition', (act) => act('setPartition', { partition: 2 })],
    ['deletePod', (act) => act('deletePod', { name: 'web-1' })],
    ['drainNode', (act) => act('drainNode', { name: 'node-1' })],
    ['cutNode', (act) => act('cutNode', { name: 'node-1' })],
    ['step', (act) => act('step')],
    ['undo', (act) => act('undo')],
    ['seek', (act) => act('seek', { at: 100 })],
    ['pause', (act) => act('pause')],
    ['chooseExample', (act) => act('chooseExample', { example: 'tutorial' })],
    ['present', (act) => act('present')],
    ['setLayout', (act) => act('setLayout', { layout: { side: 40 } })],
  ] as [string, (act: ReturnType<typeof newLab>['lab']['act']) => unknown][])('when it is %s', (_, act) => {
    expect(commits(applied(), (lab) => act(lab.act))).toBe(1);
  });
});

describe('a lab of a recording that is not a simulation', () => {
  function recorded() {
    const source = newLab();
    source.lab.act('apply');
    source.run(20_000);
    return source.lab.read(({ timeline: { recording } }) => ({
      history: recording.history,
      turns: recording.turns.map((turn) => ({ ...turn, inputs: 0 })),
      inputs: [],
      now: () => recording.now(),
      subscribe: () => () => {},
    }));
  }

  it('shows its moments, and refuses in words what only a simulation can do', () => {
    const { lab, state, names } = newLab({ recording: recorded() });
    expect([state().readOnly, names()]).toEqual([true, ['web-0', 'web-1', 'web-2']]);
    lab.act('seek', { at: 0 });
    expect([state().past, names()]).toEqual([true, []]);
    lab.act('goLive');
    const refusal = { ok: false, lines: ['deletePod: this cluster is a recording, not a simulation'] };
    expect(lab.act('deletePod', { name: 'web-1' })).toEqual(refusal);
    for (const id of ['apply', 'addReplica', 'reset', 'exportSession'] as const)
      expect(lab.act(id)).toMatchObject({ ok: false, lines: [`${id}: this cluster is a recording, not a simulation`] });
    expect(lab.act('cutNode', { name: 'node-1' })).toMatchObject({ ok: false });
    expect([names().length, state().commands]).toEqual([3, []]);
  });

  it('lets its text be edited and its page be changed', () => {
    const { lab, state } = newLab({ recording: recorded() });
    lab.act('edit', { text: 'mine' });
    lab.act('setTheme', { theme: 'dark' });
    lab.act('inspect', { resource: 'pods', name: 'web-0', namespace: 'default' });
    expect(state()).toMatchObject({ text: 'mine', theme: 'dark', inspected: { name: 'web-0' } });
  });
});
