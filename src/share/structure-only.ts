/** Reduces the session of an imported cluster for other people: names, labels, images, status, and little else. */
import type { SavedImport, SavedRun, Session } from './session.ts';

/** Annotations that controllers use. */
const kept = /^(?:pv|volume|deployment|storageclass)\.(?:beta\.)?kubernetes\.io\//;
/** Fields that tell what containers do and where machines are. */
const left: ReadonlySet<string> = new Set([
  ...['env', 'envFrom', 'command', 'args', 'lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'],
  ...['addresses', 'hostIP', 'hostIPs', 'podIP', 'podIPs', 'nodeInfo', 'images', 'message', 'csi', 'nfs', 'hostPath'],
]);

/** Returns a session unchanged if it is not imported. */
export function structureOnly(session: Session): Session {
  const { imported, shown: _, ...others } = session;
  if (imported === undefined) return session;
  return { ...others, imported: structureOf(imported), runs: session.runs.map(withoutDigest) };
}

const structureOf = ({ date, objects }: SavedImport): SavedImport => ({
  date,
  objects: objects.filter((object) => (object as { kind?: unknown }).kind !== 'Event').map((o) => pruned(o) as object),
});

/** Its moments no longer have the recorded digests. */
const withoutDigest = ({ digest: _, ...run }: SavedRun): SavedRun => run;

function pruned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pruned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) => {
      if (left.has(name)) return [];
      if (name !== 'annotations' || typeof field !== 'object' || field === null) return [[name, pruned(field)]];
      const annotations = Object.entries(field).filter(([key]) => kept.test(key));
      return annotations.length === 0 ? [] : [[name, Object.fromEntries(annotations)]];
    }),
  );
}
