/** The traps of the moment that is shown, computed once for all callers. */
import type { ObjectView } from '../../engine/index.ts';
import { documentsOf } from '../manifest-text.ts';
import type { StageModel } from '../stage-model.ts';
import { type Trap, trapsOf } from './traps.ts';

/** The part of the page's state from which traps are derived. */
export interface TrapMoment {
  readonly view: ObjectView;
  readonly stage: StageModel;
  /** Virtual ms; whole seconds count. */
  readonly now: number;
  /** The text in the editor. */
  readonly text: string;
  /** Why the text was refused. */
  readonly diagnostics: readonly { readonly message: string }[];
  /** Newest last. */
  readonly commands: readonly { readonly ok: boolean; readonly lines: readonly string[] }[];
}

type Evidence = readonly [view: ObjectView, second: number, text: string, diagnostics: unknown, last: unknown];

const known = new WeakMap<StageModel, { readonly evidence: Evidence; readonly traps: readonly Trap[] }>();

/** Returns the traps of the set; the same list as long as its inputs have not changed. */
export function shownTraps({ view, stage, now, text, diagnostics, commands }: TrapMoment): readonly Trap[] {
  const last = commands.at(-1);
  const second = Math.floor(now / 1000);
  const evidence: Evidence = [view, second, text, diagnostics, last];
  const before = known.get(stage);
  if (before?.evidence.every((item, i) => item === evidence[i])) return before.traps;
  const refusals = [...diagnostics.map(({ message }) => message), ...(last?.ok === false ? last.lines : [])];
  const written = refusals.length === 0 ? [] : (documentsOf(text) ?? []);
  const traps = trapsOf(stage, { view, now: second * 1000, refusals, written });
  known.set(stage, { evidence, traps });
  return traps;
}
