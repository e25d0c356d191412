/**
 * A lab before its cluster is loaded: a third of the script suffices to paint the page and to type. Actions that need
 * the cluster wait, in order, until it is loaded.
 */
import { isTooLong } from '../view/manifest-length.ts';
import { newFront } from './front.ts';
import type { Act, Lab, LabOptions } from './lab.ts';
import type { createLabStore } from './lab-store.ts';
import { onPage, perform } from './perform.ts';

/** @param load Loads the rest of the lab; called at once. */
export function createFrontLab(
  options: LabOptions,
  load: () => Promise<{ readonly createLabStore: typeof createLabStore }>,
): Lab {
  const front = newFront(options);
  let lab: Lab | undefined;
  const waiting: (() => void)[] = [];
  const ready = load().then((rest) => {
    lab = rest.createLabStore(options, front);
    for (const ask of waiting.splice(0)) ask();
  });

  function act(id: string, argument: unknown): unknown {
    const { store, editor } = front;
    if (lab !== undefined) return (lab.act as typeof act)(id, argument);
    if (onPage(id)) return perform(store, id, argument, front);
    // Until the cluster is loaded, typing only changes the text.
    if (id === 'edit') {
      const text = String((argument as { readonly text: unknown }).text);
      return isTooLong(text, store.state.text) ? front.page.set({ banner: 'TextTooLong' }) : editor.set({ text });
    }
    return { outcome: new Promise((resolve) => waiting.push(() => resolve((lab!.act as typeof act)(id, argument)))) };
  }

  return {
    store: front.store.reader,
    ready,
    act: act as Act,
    read(look) {
      if (lab === undefined) throw new Error('The lab has not been loaded yet: wait for `ready`.');
      return lab.read(look);
    },
  };
}
