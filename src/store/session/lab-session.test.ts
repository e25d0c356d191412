// Sessions: what links carry, what a lab goes on with, and what it goes back to.
import { describe, expect, it } from 'vitest';
import { decodeSession, encodeSession } from '../../share/link.ts';
import { exampleText } from '../state/examples.ts';
import { applied, newLab } from '../testing.ts';

describe('a link', () => {
  /** The ordinary case: a manifest applied, scaled, a new image, a partition. */
  function ordinary() {
    const made = applied();
    made.lab.act('scale', { replicas: 5 });
    made.run(20_000);
    made.lab.act('setImage', { image: 'registry.k8s.io/nginx-slim:0.22' });
    made.run(20_000);
    made.lab.act('setPartition', { partition: 2 });
    made.run(20_000);
    return made;
  }

  it('is short enough for a message, commands included', () => {
    const { lab } = ordinary();
    const { runs } = lab.read(({ session }) => session());
    expect(runs[0]?.commands).toHaveLength(4);
    expect(encodeSession(lab.read(({ session }) => session())).length).toBeLessThan(800);
  });

  it('brings the commands, the view, what is looked at, and that time stands still', async () => {
    const { lab } = ordinary();
    const inspected = { resource: 'pods', name: 'web-0', namespace: 'default' } as const;
    lab.act('setStageView', { view: 'nodes' });
    lab.act('inspect', inspected);
    lab.read(({ access }) => access.keepFiles({ 'mine.yaml': 'a: 1\n' }));
    lab.act('pause');
    const other = newLab();
    await other.lab.act('openSession', { session: decodeSession(encodeSession(lab.read(({ session }) => session()))) });
    const { stageView, inspected: looked, playing, commands, files } = other.lab.store.getState();
    expect([stageView, looked, playing, files]).toEqual(['nodes', inspected, false, { 'mine.yaml': 'a: 1\n' }]);
    expect(commands.map(({ command }) => command.split(' ').slice(0, 3).join(' '))).toEqual([
      'kubectl apply -f',
      'kubectl scale statefulset',
      'kubectl set image',
      'kubectl patch statefulset',
    ]);
    expect(commands[0]?.file).toBe(exampleText('complete'));
  });

  it('to the past stands still there, and time goes on from the newest moment', async () => {
    const { lab } = ordinary();
    lab.act('seek', { at: 1000 });
    expect(lab.store.getState()).toMatchObject({ past: true, playing: false });
    const other = newLab();
    await other.lab.act('openSession', { session: lab.read(({ session }) => session()), beginning: null });
    other.run(5000);
    expect(other.lab.store.getState()).toMatchObject({ past: true, now: 1000, playing: false });
    other.lab.act('goLive');
    expect(other.lab.store.getState()).toMatchObject({ past: false, playing: true });
  });

  it('of before there were commands in it is read as it was', async () => {
    const { lab } = ordinary();
    const { view, inspected, paused, files, place, runs, ...rest } = lab.read(({ session }) => session());
    expect([view, inspected, paused, files, place]).toEqual([undefined, undefined, undefined, undefined, undefined]);
    const old = { ...rest, runs: runs.map(({ commands: _, ...run }) => run) };
    const other = newLab();
    await other.lab.act('openSession', { session: decodeSession(encodeSession(old)), beginning: null });
    expect(other.names()).toEqual(['web-0', 'web-1', 'web-2', 'web-3', 'web-4']);
    expect(other.lab.store.getState().commands).toEqual([]);
  });
});

describe('a prepared beginning', () => {
  async function prepared() {
    const teacher = applied();
    teacher.lab.act('scale', { replicas: 2 });
    teacher.run(20_000);
    const session = teacher.lab.read(({ session }) => session());
    const made = newLab();
    await made.lab.act('openSession', { session, beginning: session });
    return { ...made, session };
  }

  it('can be gone back to, and what was done since stays as another course', async () => {
    const { lab, run, names, session } = await prepared();
    expect(names()).toEqual(['web-0', 'web-1']);
    lab.act('scale', { replicas: 4 });
    run(20_000);
    expect(names()).toHaveLength(4);
    await lab.act('resetToBeginning');
    expect(names()).toEqual(['web-0', 'web-1']);
    expect(lab.store.getState()).toMatchObject({
      past: false,
      text: session.text,
      runs: [{ id: 1 }, { id: 2 }],
      run: 2,
    });
    expect(lab.store.getState().now).toBe(session.runs[0]!.at);
    lab.act('selectRun', { id: 1 });
    expect(names()).toHaveLength(4);
  });

  it('is left for the example, and can still be gone back to', async () => {
    const { lab, names } = await prepared();
    lab.act('reset');
    expect([names(), lab.store.getState().now]).toEqual([[], 0]);
    await lab.act('resetToBeginning');
    expect(names()).toEqual(['web-0', 'web-1']);
  });

  it('keeps a text that was edited', async () => {
    const { lab, session } = await prepared();
    const own = `${session.text}# mine\n`;
    lab.act('edit', { text: own });
    await lab.act('resetToBeginning');
    expect(lab.store.getState()).toMatchObject({ text: session.text, notice: 'TextReplaced' });
    lab.act('restoreText');
    expect(lab.store.getState().text).toBe(own);
  });

  it('is none where nobody has prepared anything', () => {
    const { lab, names } = applied();
    void lab.act('resetToBeginning');
    expect([lab.store.getState().beginning, names().length]).toEqual([null, 3]);
  });
});

it('stays as it is when a session cannot be replayed', async () => {
  const { lab, names } = applied();
  const session = lab.read(({ session }) => session());
  const [run] = session.runs;
  const nonsense = { at: 0, verb: 'explode', args: [] };
  const before = lab.store.getState();
  await expect(
    lab.act('openSession', { session: { ...session, runs: [{ ...run!, inputs: [nonsense] }] }, beginning: null }),
  ).rejects.toThrow('Malformed');
  expect(lab.store.getState()).toBe(before);
  expect(names()).toHaveLength(3);
});
