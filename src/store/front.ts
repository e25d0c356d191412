/** The part of a lab that needs no cluster: the state, the page, and the text in the editor. */
import { initialState } from './state/initial-state.ts';
import type { LabOptions } from './lab.ts';
import type { PageCore } from './lab-core.ts';
import type { EditorState } from './state/lab-state.ts';
import { type Slice, StateStore } from './state/state-store.ts';

/** The part of a lab that exists before its cluster. */
export interface Front extends PageCore {
  readonly store: StateStore;
  readonly editor: Slice<EditorState>;
}

/** Makes the part of a lab that needs no cluster. */
export function newFront(options: LabOptions): Front {
  const store = new StateStore(initialState(options));
  return {
    store,
    page: store.slice('page'),
    editor: store.slice('editor'),
    get state() {
      return store.state;
    },
  };
}
