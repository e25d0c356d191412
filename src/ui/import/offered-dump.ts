/** Passes a dump that was dropped or pasted into the editor to the import dialog. */
export interface OfferedDump {
  readonly files?: readonly File[];
  readonly text?: string;
}

let offered: OfferedDump | null = null;

/** Passes a dump to the dialog that opens next. */
export function offerDump(dump: OfferedDump): void {
  offered = dump;
}

/** Returns the passed dump once. */
export function takeOffered(): OfferedDump | null {
  const taken = offered;
  offered = null;
  return taken;
}

/** Returns true for objects of a cluster: they have a uid, manifests do not. */
export const isDump = (text: string): boolean => /^ +"?uid"?: /m.test(text);
