import { describe, expect, it } from 'vitest';
import { applied } from '../../store/testing.ts';
import { helloType, requestTypes, welcomeType } from './messages.ts';
import { idle, newFrame, ready } from './testing.ts';

describe('the handshake', () => {
  it('is silent until the page around it says hello, and answers to the origin of that', async () => {
    const frame = newFrame();
    await idle();
    expect(frame.welcomes).toEqual([]);
    const port = frame.hello();
    expect(frame.welcomes).toEqual([
      { data: { type: welcomeType, version: 1, id: 'a' }, origin: 'https://docs.example' },
    ]);
    await idle();
    expect(port.posted).toEqual([{ type: 'ready', version: 1, height: null, accepts: requestTypes }]);
  });

  it('answers a page without an origin of its own', () => {
    const frame = newFrame();
    frame.hello(undefined, { origin: 'null' });
    expect(frame.welcomes.map(({ origin }) => origin)).toEqual(['*']);
  });

  it.each([
    ['another window', { source: {} as Window }],
    ['no window', { source: null }],
  ])('ignores the hello of %s', async (_, event) => {
    const frame = newFrame();
    const port = frame.hello(undefined, event);
    await idle();
    expect(frame.welcomes).toEqual([]);
    expect(port.posted).toEqual([]);
    expect(port.onmessage).toBeNull();
  });

  it.each([
    null,
    'statefulset-lab/hello',
    { type: helloType },
    { type: helloType, version: '1', id: 'a' },
    { type: helloType, version: 0, id: 'a' },
    { type: helloType, version: 1, id: 'a'.repeat(101) },
    { type: 'hello', version: 1, id: 'a' },
  ])('ignores what is no hello: %j', (data) => {
    const frame = newFrame();
    expect(frame.hello(data).onmessage).toBeNull();
    expect(frame.welcomes).toEqual([]);
  });

  it('ignores a hello without a port', () => {
    const frame = newFrame();
    frame.receive({ data: { type: helloType, version: 1, id: 'a' } });
    expect(frame.welcomes).toEqual([]);
  });

  it('speaks the lower version of the two', () => {
    const frame = newFrame();
    frame.hello({ type: helloType, version: 9, id: 'new' });
    expect(frame.welcomes).toMatchObject([{ data: { version: 1, id: 'new' } }]);
  });

  it('leaves the older port when the page says hello again', async () => {
    const frame = newFrame();
    const [older, newer] = [frame.hello(), frame.hello()];
    expect(older.closed).toBe(true);
    await idle();
    frame.listening.height(400);
    expect(older.posted).toMatchObject([{ type: 'ready' }]);
    expect(newer.posted).toMatchObject([{ type: 'ready' }, { type: 'height' }]);
  });

  it('does not answer a flood of hellos', () => {
    const frame = newFrame();
    for (let i = 0; i < 1000; i++) frame.hello();
    expect(frame.welcomes.length).toBe(20);
  });
});

describe('requests', () => {
  it.each([
    [
      { type: 'scale', replicas: 5 },
      { exit: 0, stdout: 'statefulset.apps/web scaled\n', stderr: '' },
    ],
    [
      { type: 'image', image: 'nginx:2' },
      { exit: 0, stdout: 'statefulset.apps/web image updated\n' },
    ],
    [
      { type: 'partition', partition: 2 },
      { exit: 0, stdout: 'statefulset.apps/web patched\n' },
    ],
    [{ type: 'deletePod', name: 'web-1' }, { stdout: 'pod "web-1" deleted from default namespace\n' }],
    [
      { type: 'deletePod', name: 'web-9' },
      { exit: 1, stderr: 'Error from server (NotFound): pods "web-9" not found\n' },
    ],
    [
      { type: 'kubectl', command: 'kubectl get sts -o name' },
      { exit: 0, stdout: 'statefulset.apps/web\n' },
    ],
    [{ type: 'play' }, {}],
    [{ type: 'pause' }, {}],
    [{ type: 'step' }, {}],
    [{ type: 'seek', at: 1000 }, {}],
    [{ type: 'speed', speed: 4 }, {}],
    [{ type: 'language', language: 'zh' }, {}],
    [{ type: 'theme', theme: 'dark' }, {}],
    [{ type: 'visible', visible: false }, {}],
    [{ type: 'load', example: 'tutorial' }, {}],
    [{ type: 'load', manifest: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\nspec:\n  clusterIP: None\n' }, {}],
    [{ type: 'link' }, { link: 'https://lab.example/#v2.session' }],
    [
      { type: 'picture', format: 'svg' },
      { type: 'image/svg+xml', data: 'a picture as svg' },
    ],
    [{ type: 'picture', format: 'png' }, { type: 'image/png' }],
  ])('%j is answered', async (request, value) => {
    const { answer } = await ready();
    expect(await answer(request)).toMatchObject({ id: 7, ok: true, value });
  });

  it('change the lab', async () => {
    const { answer, state, run, names } = await ready();
    await answer({ type: 'scale', replicas: 1 });
    run(60_000);
    expect(names()).toEqual(['web-0']);
    await answer({ type: 'theme', theme: 'dark' });
    await answer({ type: 'language', language: 'zh' });
    await answer({ type: 'speed', speed: 3 });
    await answer({ type: 'pause' });
    expect(state()).toMatchObject({ theme: 'dark', language: 'zh', speed: 4, playing: false });
    await answer({ type: 'seek', at: 0 });
    expect(state()).toMatchObject({ now: 0, past: true });
  });

  it('answer with the objects at the moment that is shown', async () => {
    const { answer } = await ready();
    const all = (await answer({ type: 'state' }))!.value as { objects: { kind: string }[] };
    expect(new Set(all.objects.map(({ kind }) => kind))).toContain('StatefulSet');
    const pods = (await answer({ type: 'state', resource: 'pods', namespace: 'default' }))!.value;
    expect(
      (pods as { objects: { metadata: { name: string } }[] }).objects.map(({ metadata }) => metadata.name),
    ).toEqual([...['web-0', 'web-1', 'web-2']]);
    expect(await answer({ type: 'state', resource: '__proto__' })).toMatchObject({ ok: true, value: { objects: [] } });
  });

  it('load a manifest and apply it, or leave it in the editor', async () => {
    const { answer, state } = await ready();
    const manifest = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: one\nspec:\n  clusterIP: None\n';
    await answer({ type: 'load', manifest, apply: false });
    expect(state()).toMatchObject({ text: manifest, appliedText: null });
    await answer({ type: 'load', manifest });
    expect(state().view.get('services', 'one', 'default')).toBeDefined();
  });

  it.each([
    [{ type: 'scale' }, 'replicas', 'replicas must be a whole number from 0 to 10000'],
    [{ type: 'scale', replicas: '5' }, 'replicas', 'replicas must be a whole number from 0 to 10000'],
    [{ type: 'scale', replicas: 1e9 }, 'replicas', 'replicas must be a whole number from 0 to 10000'],
    [{ type: 'seek', at: Infinity }, 'at', 'at must be a number from 0 to 1000000000000'],
    [{ type: 'theme', theme: 'pink' }, 'theme', 'theme must be one of auto, light, dark, contrast'],
    [{ type: 'visible', visible: 1 }, 'visible', 'visible must be true or false'],
    [{ type: 'image', image: 'a'.repeat(501) }, 'image', 'image must be a text of at most 500 characters'],
    [{ type: 'load' }, 'example', 'load must have one of example, manifest, link'],
    [{ type: 'load', example: 'tutorial', link: 'x' }, 'link', 'load must have one of example, manifest, link'],
    [{ type: 'load', example: 'nope' }, 'example', /^chooseExample: example must be one of/],
    [{ type: 'load', manifest: 'kind: Nope' }, 'manifest', /./],
    [{ type: 'load', link: '#v2.x' }, 'link', 'the link cannot be opened: Unreadable'],
    [{ type: 'kubectl', command: 'get pods | sh' }, 'command', /without pipes/],
    [{ type: 'language', language: 'xx' }, 'language', /language must be one of en, zh/],
    [{ type: 'deletePod', name: 'a b' }, 'name', /name must be a name/],
  ])('%j is refused, and the field is named', async (request, field, message) => {
    const { answer } = await ready();
    const wanted = typeof message === 'string' ? message : expect.stringMatching(message);
    expect(await answer(request)).toEqual({ type: 'answer', id: 7, ok: false, error: { field, message: wanted } });
  });

  it('without an id are done and not answered; what is wrong comes as an event', async () => {
    const { ask, port, state } = await ready();
    expect(await ask(port, { type: 'theme', theme: 'dark' })).toEqual([]);
    expect(state().theme).toBe('dark');
    expect(await ask(port, { type: 'theme', theme: 1 })).toMatchObject([{ type: 'error', field: 'theme' }]);
    expect(await ask(port, { type: 'theme', theme: 'dark', id: -1 })).toMatchObject([{ type: 'error', field: 'id' }]);
  });

  it.each([undefined, null, 5, 'play', [], { type: 5 }, { type: 'fly', id: 1 }, { type: 'toString', id: 1 }])(
    'of no known type are ignored: %j',
    async (data) => {
      const { ask, port } = await ready();
      expect(await ask(port, data)).toEqual([]);
    },
  );

  it('are done in order, also behind one that takes long', async () => {
    const frame = newFrame(applied().lab, { encode: () => new Promise(() => {}) });
    const port = frame.hello();
    await idle();
    await frame.ask(port, { type: 'link', id: 1 });
    await frame.ask(port, { type: 'theme', theme: 'dark', id: 2 });
    expect(port.posted.filter(({ type }) => type === 'answer')).toEqual([]);
    frame.ring();
    await idle();
    expect(port.posted.filter(({ type }) => type === 'answer')).toEqual([
      { type: 'answer', id: 1, ok: false, error: { message: 'the request took too long' } },
      { type: 'answer', id: 2, ok: true, value: {} },
    ]);
  });

  it('are dropped where they are too many, and the lab goes on', async () => {
    const { ask, port, pass, answer } = await ready();
    for (let i = 0; i < 5000; i++) port.onmessage?.({ data: { type: 'scale', replicas: i % 5 } });
    await idle();
    const errors = port.posted.filter(({ type }) => type === 'error');
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.length).toBeLessThanOrEqual(5);
    pass(10_000);
    await ask(port, { type: 'play' });
    expect(await answer({ type: 'scale', replicas: 2 })).toMatchObject({ ok: true });
  });

  it('are refused where too many wait, and answered in the end', async () => {
    const { port, pass } = await ready();
    for (let i = 0; i < 150; i++) port.onmessage?.({ data: { type: 'pause', id: i } });
    await idle();
    const answers = port.posted.filter(({ type }) => type === 'answer');
    expect(answers).toHaveLength(150);
    expect(answers.filter(({ ok }) => ok === true)).toHaveLength(64);
    expect(answers.find(({ ok }) => ok === false)).toMatchObject({
      error: { message: 'too many requests are waiting' },
    });
    pass(10_000);
    port.posted.length = 0;
    port.onmessage?.({ data: { type: 'pause', id: 200 } });
    await idle();
    expect(port.posted).toContainEqual({ type: 'answer', id: 200, ok: true, value: {} });
  });

  it('are dropped unread where a page sends more than 200 at once, even if none has to wait', async () => {
    const { port, ask, pass } = await ready();
    for (let i = 0; i < 200; i++) await ask(port, { type: 'pause', id: i });
    expect(await ask(port, { type: 'pause', id: 200 })).toEqual([
      { type: 'error', message: 'too many messages: the rest is dropped' },
    ]);
    pass(1000);
    expect(await ask(port, { type: 'pause', id: 201 })).toContainEqual({
      type: 'answer',
      id: 201,
      ok: true,
      value: {},
    });
  });

  it('end with an error where the lab does not answer, and the next ones begin', async () => {
    const frame = newFrame(undefined, { picture: () => new Promise(() => {}) });
    const port = frame.hello();
    await idle();
    await frame.ask(port, { type: 'picture', format: 'svg', id: 1 });
    await frame.ask(port, { type: 'pause', id: 2 });
    expect(port.posted.filter(({ type }) => type === 'answer')).toEqual([]);
    frame.ring();
    await idle();
    expect(port.posted.filter(({ type }) => type === 'answer')).toEqual([
      { type: 'answer', id: 1, ok: false, error: { message: 'the request took too long' } },
      { type: 'answer', id: 2, ok: true, value: {} },
    ]);
  });
});
