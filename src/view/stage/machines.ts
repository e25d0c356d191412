/** State of the nodes' machines, which API objects do not contain. */
import type { HistoryRecord, Pod } from '../../engine/index.ts';

export interface Machine {
  /** False if it is disconnected: its kubelet neither sends nor receives anything, its containers keep running. */
  readonly connected: boolean;
  /** Since when it is disconnected (virtual ms); null while it is connected. */
  readonly cutAt: number | null;
  /** Pods that the API server no longer knows and whose containers still run there. */
  readonly strays: readonly Pod[];
}

/** By the name of the machine's Node. A machine outlives its Node. */
export type Machines = ReadonlyMap<string, Machine>;

const connected: Machine = { connected: true, cutAt: null, strays: [] };

/** Takes in the next records. */
export function foldMachines(before: Machines, records: readonly HistoryRecord[]): Machines {
  let after: Map<string, Machine> | undefined;
  for (const record of records) {
    const known = after ?? before;
    if (record.type === 'NODE') {
      const { node, connected, strays, at } = record;
      const cutAt = connected ? null : (known.get(node)?.cutAt ?? at);
      (after ??= new Map(before)).set(node, { connected, cutAt, strays });
    } else if (record.type === 'ADDED' && record.resource === 'nodes') {
      const { name } = record.object.metadata;
      if (!known.has(name)) (after ??= new Map(before)).set(name, connected);
    }
  }
  return after ?? before;
}
