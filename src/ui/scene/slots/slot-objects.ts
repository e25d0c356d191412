/** The objects in a slot, and the actions on each, shared by keys, menu and buttons. */
import type { Inspected } from '../../../view/inspect.ts';
import type { SlotModel, StageModel } from '../../../view/stage-model.ts';

/** A cell of a slot: its name, its Pod, or the claim or volume of a template, e.g. `claim:www`. */
export type SlotPart = 'name' | 'pod' | `claim:${string}` | `volume:${string}`;

/** The object of a cell; `remove` is the one that the Delete key deletes. */
export interface SlotObject {
  /** Null while there is no such object. */
  readonly inspect: Inspected | null;
  readonly remove: { readonly kind: 'pod' | 'claim'; readonly name: string } | null;
}

const nothing: SlotObject = { inspect: null, remove: null };

/** Returns the object in a cell; for the DNS name, the Service. */
export function objectIn({ namespace, service }: StageModel, slot: SlotModel, part: SlotPart): SlotObject {
  if (part === 'name') {
    return service?.exists
      ? { inspect: { resource: 'services', name: service.name, namespace }, remove: null }
      : nothing;
  }
  if (part === 'pod') {
    if (slot.pod === null) return nothing;
    const { name, terminating } = slot.pod;
    return { inspect: { resource: 'pods', name, namespace }, remove: terminating ? null : { kind: 'pod', name } };
  }
  const template = part.slice(part.indexOf(':') + 1);
  const claim = slot.claims.find((own) => own.template === template);
  if (claim === undefined) return nothing;
  if (part.startsWith('volume:')) {
    return claim.volume === null
      ? nothing
      : { inspect: { resource: 'persistentvolumes', name: claim.volume.name }, remove: null };
  }
  const { name, terminating } = claim;
  return {
    inspect: { resource: 'persistentvolumeclaims', name, namespace },
    remove: terminating ? null : { kind: 'claim', name },
  };
}
