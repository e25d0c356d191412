/**
 * Properties for whatever comes from outside: YAML, links, imported files, the browser's storage. Nothing but the error
 * that says why escapes; the work is bounded; what its user has written stays; and the lab goes on. `npm run hostile`
 * tries ten times as much. Messages to a frame are tried in src/embed/protocol.
 */
import { strToU8, zlibSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseManifests } from '../../src/manifests/parse.ts';
import { decodeSession, encodeSession, maxLink } from '../../src/share/link.ts';
import { parseSession, readSession, SessionError } from '../../src/share/read-session.ts';
import type { Session } from '../../src/share/session.ts';
import { applied, newLab } from '../../src/store/testing.ts';
import { safeStorage } from '../../src/ui/kit/browser/storage.ts';
import { readFlags } from '../../src/app/address.ts';
import { SessionStore } from '../../src/app/kept/session-store.ts';
import { TabSession } from '../../src/app/kept/tab-session.ts';
import { fakeStorage, FakeBrowser } from '../../src/app/kept/testing.ts';
import { anyJson, brokenJson, broken, fragments, runs, yamlTexts } from './generators.ts';

const { lab: made, state: madeState } = applied();
const honest: Session = JSON.parse(JSON.stringify(made.read(({ session }) => session()))) as Session;
const manifest = madeState().text;
const link = encodeSession(honest);

/** Largest number of values of a document after its aliases are expanded. It bounds the work. */
const mostValues = 600_000;

function countValues(value: unknown): number {
  let values = 0;
  const left = [value];
  while (left.length > 0) {
    const next = left.pop();
    values++;
    if (typeof next === 'object' && next !== null) left.push(...(Object.values(next) as unknown[]));
  }
  return values;
}

/** Returns the error with which a reader refuses; undefined when it reads. @throws any other error. */
function refusal(read: () => unknown): SessionError | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof SessionError) return error;
    throw error;
  }
}

/** Checks that a lab still works after it received any input. */
function expectUsable({ lab, run, names, state }: ReturnType<typeof newLab>): void {
  lab.act('edit', { text: manifest });
  lab.act('apply');
  run(20_000);
  expect(names()).toContain('web-0');
  expect(state().appliedText).toBe(manifest);
}

describe('any text as a manifest', () => {
  it('is read, or refused at a place in it, with bounded work', () => {
    fc.assert(
      fc.property(yamlTexts(manifest), (text) => {
        const { documents, error } = parseManifests(text);
        if (error !== undefined) {
          expect(error.message).not.toBe('');
          expect(error.position.line).toBeGreaterThanOrEqual(1);
        }
        for (const { object } of documents) expect(countValues(object)).toBeLessThanOrEqual(mostValues);
        expect(({} as Record<string, unknown>)['prototype']).toBeUndefined();
      }),
      { numRuns: runs },
    );
  });

  it('stays in the editor as it was typed, and the lab goes on', () => {
    fc.assert(
      fc.property(yamlTexts(manifest), (text) => {
        const made = newLab({ workBudget: 20_000 });
        made.lab.act('edit', { text });
        made.lab.act('apply');
        expect(made.state().text).toBe(text);
        expectUsable(made);
      }),
      { numRuns: runs / 50 },
    );
  });
});

describe('any fragment of an address', () => {
  it('is a session, or is refused in a known way', () => {
    fc.assert(
      fc.property(fragments(link), (fragment) => {
        refusal(() => decodeSession(`#${fragment}`));
      }),
      { numRuns: runs },
    );
  });

  it('that stands for gigabytes is refused before they are written out', () => {
    const zeros = zlibSync(strToU8('0'.repeat(64 * 1024 * 1024)), { level: 9 });
    const text = Buffer.from(zeros).toString('base64url');
    for (const version of ['v1', 'v2']) {
      expect(refusal(() => decodeSession(`#${version}.${text.slice(0, maxLink - 10)}`))).toBeInstanceOf(SessionError);
    }
  });

  it('and any query give flags that are known', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), fc.string({ unit: 'binary' }), (query, more) => {
        const flags = readFlags(`?${query}&speed=${more}&seed=${more}&theme=${more}`);
        expect(Number.isSafeInteger(flags.seed)).toBe(true);
        expect(flags.speed).toBeGreaterThan(0);
      }),
      { numRuns: runs / 10 },
    );
  });
});

describe('any file that is imported', () => {
  it('is a session, or is refused in a known way', () => {
    const text = JSON.stringify(honest);
    const files = fc.oneof(
      brokenJson(honest).map((value) => JSON.stringify(value) ?? ''),
      broken(text),
    );
    fc.assert(
      fc.property(files, (file) => {
        refusal(() => parseSession(file));
      }),
      { numRuns: runs },
    );
  });

  it('that is a session is replayed or refused; then the text and the Pods are those of before', async () => {
    const made = newLab({ workBudget: 3_000 });
    expectUsable(made);
    const outcomes: unknown[] = [];
    await fc.assert(
      fc.asyncProperty(brokenJson(honest), async (value) => {
        let session: Session;
        try {
          session = readSession(value);
        } catch {
          return;
        }
        const before = made.state();
        const opened = Promise.resolve(made.lab.act('openSession', { session, beginning: null })).catch(
          () => 'refused',
        );
        // Answers the question about a large amount of work with no.
        const refuse = made.lab.store.subscribe(({ dialog }) => {
          if (dialog?.name === 'work') made.lab.act('cancelRestore');
        });
        const outcome = await opened;
        refuse();
        outcomes.push(outcome);
        if (outcome === 'restored') return;
        expect(made.state().text).toBe(before.text);
        expect(made.state().stage.slots.length).toBe(before.stage.slots.length);
      }),
      { numRuns: runs / 10 },
    );
    // Some inputs are valid enough to be replayed; without them, this test would check nothing.
    expect(outcomes).toContain('restored');
    expectUsable(made);
  });
});

describe('any content of the browser’s storage', () => {
  const values = fc.oneof(
    brokenJson({ savedAt: 1, link }).map((value) => JSON.stringify(value) ?? ''),
    brokenJson({ savedAt: 1, session: honest, draft: 'mine' }).map((value) => JSON.stringify(value) ?? ''),
    anyJson.map((value) => JSON.stringify(value) ?? ''),
    fc.string({ unit: 'binary' }),
  );
  const key = fc.tuple(
    fc.constantFrom('session.', 'aside.', 'opening.', '', 'tab'),
    fc.oneof(fc.string({ maxLength: 5 }), fc.constantFrom('earlier', '__proto__')),
  );

  it('begins a tab, in which work is kept', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(key, values), { maxLength: 8 }), async (entries) => {
        const stored = Object.fromEntries(
          entries.map(([[kind, id], value]) => [`statefulset-lab.${kind}${id}`, value]),
        );
        const storage = fakeStorage(stored);
        let id = 0;
        const parts = { store: new SessionStore(storage), tabs: new FakeBrowser().tab(), tab: fakeStorage() };
        const tab = await TabSession.open({ ...parts, newId: () => `new-${++id}`, now: () => 7 }, '');
        expect(tab.save({ draft: 'mine' })).toBe(true);
        for (const known of parts.store.ids()) {
          const kept = parts.store.read(known);
          if (kept?.link !== undefined) expect(typeof kept.link).toBe('string');
        }
      }),
      { numRuns: runs },
    );
  });

  it('may throw at every touch', () => {
    const storage = safeStorage(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    const store = new SessionStore(storage);
    expect([store.ids(), store.read('a'), store.write('a', { savedAt: 1 }, [])]).toEqual([[], null, null]);
    expect(() => store.setAside('a')).not.toThrow();
  });
});
