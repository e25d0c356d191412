import { describe, expect, it } from 'vitest';
import * as commands from '../../store/commands/running-command.ts';
import { createFrontLab } from '../../store/front-lab.ts';
import { lazyParts } from '../../store/lazy-parts.ts';
import { applied, newLab } from '../../store/testing.ts';
import { idle, newFrame, ready } from './testing.ts';

it('a request that comes before the cluster waits for it, and for kubectl after it', async () => {
  const inner = applied({ parts: { ...lazyParts, kubectl: () => Promise.resolve(commands) } }).lab;
  const lab = createFrontLab({ example: 'complete', parts: lazyParts }, () =>
    Promise.resolve({ createLabStore: () => inner }),
  );
  const frame = newFrame(lab);
  const port = frame.hello();
  port.onmessage?.({ data: { type: 'kubectl', command: 'get sts -o name', id: 1 } });
  await expect
    .poll(() => port.posted.find(({ type }) => type === 'answer'))
    .toMatchObject({ value: { stdout: 'statefulset.apps/web\n', exit: 0 } });
});

describe('sight', () => {
  it('stops time while the frame is not seen, and lets it go on', async () => {
    const { answer, state } = await ready();
    expect(state().playing).toBe(true);
    await answer({ type: 'visible', visible: false });
    expect(state().playing).toBe(false);
    await answer({ type: 'visible', visible: true });
    expect(state().playing).toBe(true);
  });

  it('keeps what its user has stopped', async () => {
    const { answer, state } = await ready();
    await answer({ type: 'pause' });
    await answer({ type: 'visible', visible: false });
    await answer({ type: 'visible', visible: true });
    expect(state().playing).toBe(false);
  });

  it('begins to play when it is seen', async () => {
    const { answer, state } = await ready();
    await answer({ type: 'pause' });
    await answer({ type: 'visible', visible: false });
    await answer({ type: 'play' });
    expect(state().playing).toBe(false);
    await answer({ type: 'visible', visible: true });
    expect(state().playing).toBe(true);
  });
});

describe('events', () => {
  it('say what the controller decides, and which moment is shown', async () => {
    const { answer, port, run, ring } = await ready();
    await answer({ type: 'scale', replicas: 5 });
    run(1000);
    const steps = port.posted.flatMap(({ type, decisions }) => (type === 'step' ? (decisions as object[]) : []));
    expect(steps).toContainEqual({ rule: 'CreatePod', verb: 'create', pod: 'web-3', text: 'rule.CreatePod' });
    ring();
    const moments = port.posted.filter(({ type }) => type === 'moment');
    expect(moments).toHaveLength(1);
    expect(moments[0]).toMatchObject({ past: false, playing: true });
  });

  it('say the height, rounded, and not for one px more or less', () => {
    const { listening, hello } = newFrame();
    const port = hello();
    port.posted.length = 0;
    for (const px of [400.2, 401.9, 400, 420, Number.NaN]) listening.height(px);
    expect(port.posted).toEqual([
      { type: 'height', height: 401 },
      { type: 'height', height: 420 },
    ]);
  });

  it('end a height that never comes to rest', () => {
    const { listening, hello } = newFrame();
    const port = hello();
    port.posted.length = 0;
    for (let px = 0; px < 1000; px += 5) listening.height(px);
    expect(port.posted.length).toBeLessThanOrEqual(20);
  });

  it('end when the frame stops listening', async () => {
    const { lab, run } = newLab();
    const frame = newFrame(lab);
    const port = frame.hello();
    await idle();
    frame.listening.stop();
    const before = port.posted.length;
    lab.act('apply');
    run(5000);
    expect(port.posted.length).toBe(before);
    expect(port.closed).toBe(true);
  });
});
