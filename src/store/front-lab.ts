/**
 * A lab before its cluster has been loaded: the page can be painted, read and typed into with a third of the script.
 * What is asked of it until then is done, in order, when the rest has come.
 */
import { createStore } from 'zustand/vanilla';
import { initialState } from './initial-state.ts';
import type { Action, Lab, LabOptions } from './lab.ts';
import type { LabState } from './lab-state.ts';
import type { createLabStore } from './lab-store.ts';

/** Methods that answer nothing, and can wait. */
const canWait = ['convert', 'takeOver', 'reveal', 'select', 'play', 'pause', 'step', 'travel', 'reset'] as const;

/** @param load The rest of the lab; asked for at once. */
export function createFrontLab(
  options: LabOptions,
  load: () => Promise<{ readonly createLabStore: typeof createLabStore }>,
): Lab {
  const store = createStore<LabState>()(() => initialState(options));
  let lab: Lab | undefined;
  const waiting: (() => void)[] = [];
  const ready = load().then((rest) => {
    lab = rest.createLabStore(options, store);
    for (const ask of waiting.splice(0)) ask();
  });

  /** The lab, for what cannot wait. */
  function whole(): Lab {
    if (lab === undefined) throw new Error('The lab has not been loaded yet: wait for `ready`.');
    return lab;
  }

  /** Does it when there is a cluster. */
  function whenWhole(ask: () => void): void {
    if (lab === undefined) waiting.push(ask);
    else ask();
  }

  const later = Object.fromEntries(
    canWait.map((method) => [
      method,
      (...args: never[]) => whenWhole(() => (whole()[method] as (...args: never[]) => void)(...args)),
    ]),
  ) as Pick<Lab, (typeof canWait)[number]>;

  function act<Argument>(action: Action<Argument>, argument: Argument): void {
    if (action.pageOnly && lab === undefined) {
      if (action.enabled?.(store.getState()) !== false) action.perform(front, argument);
    } else whenWhole(() => whole().act(action, argument));
  }

  const front: Lab = {
    ...later,
    act: act as Lab['act'],
    store,
    ready,
    state: store.getState,
    set: store.setState,
    get access() {
      return whole().access;
    },
    edit: (text) => (lab === undefined ? store.setState({ text }) : lab.edit(text)),
    request: (send) => whole().request(send),
    apply: (text) => whole().apply(text),
    setField: (change) => whole().setField(change),
    addDocument: (document) => whole().addDocument(document),
    look: (read) => whole().look(read),
    beside: (id) => whole().beside(id),
    stateAt: (at) => whole().stateAt(at),
    session: () => whole().session(),
    restore: (session, beginning) => whole().restore(session, beginning),
    cancelRestore: () => lab?.cancelRestore(),
    resetToBeginning: () => ready.then(() => whole().resetToBeginning()),
    dispose: () => lab?.dispose(),
  };
  return front;
}
