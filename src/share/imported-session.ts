/** The session of a cluster that was imported. */
import type { KubernetesObject } from '../engine/index.ts';
import { type Session, sessionVersion } from './session.ts';

interface ImportedMoment {
  /** The moment of the dump: ms since 1970 in whole seconds, and the rest. */
  readonly date: number;
  readonly rest: number;
  /** The set to show, with its manifest. */
  readonly set: { readonly namespace: string; readonly name: string; readonly text: string } | undefined;
}

/** Returns a session that is paused at the moment of the dump. */
export function importedSession(objects: readonly KubernetesObject[], { date, rest, set }: ImportedMoment): Session {
  const text = set?.text ?? '';
  // The text counts as applied: the cluster already has this set.
  const texts = [
    { inputs: 0, text: '' },
    { inputs: 0, text },
  ];
  const run = { id: 1, name: null, from: null, inputs: [], texts, at: rest, imported: true } as const;
  return {
    version: sessionVersion,
    seed: 1,
    runs: [run],
    run: 1,
    moment: null,
    text,
    paused: true,
    ...(set && { set: `${set.namespace}/${set.name}` }),
    imported: { date, objects },
  };
}
