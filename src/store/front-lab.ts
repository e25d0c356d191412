/**
 * A lab before its cluster has been loaded: the page can be painted, read and typed into with a third of the script.
 * What is asked of it until then is done, in order, when the rest has come.
 */
import { createStore } from 'zustand/vanilla';
import { initialState } from './initial-state.ts';
import type { Lab, LabOptions } from './lab.ts';
import type { LabState } from './lab-state.ts';
import type { createLabStore } from './lab-store.ts';

/** Methods that answer nothing, and can wait. */
const canWait = [
  'act',
  'convert',
  'reveal',
  'select',
  'play',
  'pause',
  'step',
  'travel',
  'reset',
  'resetToBeginning',
] as const;

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

  const later = Object.fromEntries(
    canWait.map((method) => [
      method,
      (...args: never[]) => {
        const ask = () => (whole()[method] as (...args: never[]) => void)(...args);
        if (lab === undefined) waiting.push(ask);
        else ask();
      },
    ]),
  ) as Pick<Lab, (typeof canWait)[number]>;

  return {
    ...later,
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
    dispose: () => lab?.dispose(),
  };
}
