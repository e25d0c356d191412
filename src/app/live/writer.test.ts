import { describe, expect, it } from 'vitest';
import { addressOf, requestOf } from '../../live/acts/index.ts';
import { Writer, WriteRefused } from './writer.ts';

const origin = 'http://127.0.0.1:8001';
const scale = requestOf({ do: 'scale', set: 'web', uid: 'u', replicas: 5 }, 'default');

/** A writer in front of a server that answers with one status. */
function writer({ framed = false, status = 200 } = {}) {
  const sent: string[] = [];
  const fetch = (url: string, { method }: RequestInit) => {
    sent.push(`${method} ${url}`);
    return Promise.resolve(new Response('{}', { status }));
  };
  return { sent, writer: new Writer({ origin, isFramed: () => framed, fetch: fetch as typeof globalThis.fetch }) };
}

describe('what writes to a cluster', () => {
  it('sends nothing until it is allowed to', async () => {
    const { writer: off, sent } = writer();
    await expect(off.try(scale, addressOf(scale, true))).rejects.toThrow(WriteRefused);
    await expect(off.send(scale)).rejects.toThrow(WriteRefused);
    expect(sent).toEqual([]);
  });

  it('cannot be allowed within another page', () => {
    expect(() => writer({ framed: true }).writer.allow()).toThrow(WriteRefused);
  });

  it('sends a request only after the server has accepted it in a dry run, and only once', async () => {
    const { writer: on, sent } = writer();
    on.allow();
    await expect(on.send(scale)).rejects.toThrow('noDryRun');
    await on.try(scale, addressOf(scale, true));
    await on.send(scale);
    await expect(on.send(scale)).rejects.toThrow('noDryRun');
    const path = `${origin}/apis/apps/v1/namespaces/default/statefulsets/web/scale`;
    const query = 'fieldManager=statefulset-lab&fieldValidation=Strict';
    expect(sent).toEqual([`PATCH ${path}?${query}&dryRun=All`, `PATCH ${path}?${query}`]);
  });

  it('does not send what the server has refused in a dry run', async () => {
    const { writer: on, sent } = writer({ status: 403 });
    on.allow();
    expect((await on.try(scale, addressOf(scale, true))).status).toBe(403);
    await expect(on.send(scale)).rejects.toThrow('noDryRun');
    expect(sent).toHaveLength(1);
  });

  it('takes no request without dryRun for a dry run', async () => {
    const { writer: on, sent } = writer();
    on.allow();
    await expect(on.try(scale, scale.address)).rejects.toThrow('noDryRun');
    expect(sent).toEqual([]);
  });

  it.each(['http://example.com/api/v1/pods?dryRun=All', '//example.com/api/v1?dryRun=All', '/lab/?dryRun=All'])(
    'sends nothing to %s',
    async (address) => {
      const { writer: on, sent } = writer();
      on.allow();
      await expect(on.try(scale, address)).rejects.toThrow('otherOrigin');
      expect(sent).toEqual([]);
    },
  );

  it('sends nothing any more when it is forbidden again', async () => {
    const { writer: on, sent } = writer();
    on.allow();
    await on.try(scale, addressOf(scale, true));
    on.forbid();
    await expect(on.send(scale)).rejects.toThrow('off');
    expect(sent).toHaveLength(1);
  });
});
