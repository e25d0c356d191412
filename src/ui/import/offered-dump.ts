/** A dump that was dropped, or pasted into the editor, on its way into the dialog. */
export interface OfferedDump {
  readonly files?: readonly File[];
  readonly text?: string;
}

let offered: OfferedDump | null = null;

/** Hands a dump to the dialog that is opened next. */
export function offerDump(dump: OfferedDump): void {
  offered = dump;
}

/** Returns what was offered, once. */
export function takeOffered(): OfferedDump | null {
  const taken = offered;
  offered = null;
  return taken;
}

/** Returns true for objects of a cluster: they have a uid; manifests have none. */
export const isDump = (text: string): boolean => /^ +"?uid"?: /m.test(text);
