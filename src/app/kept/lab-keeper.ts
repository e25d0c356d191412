/**
 * Keeps the work in a lab, so that a reload, a crash or a closed tab loses nothing. It begins with the first typed
 * character, before the rest of the page is loaded.
 */
import type { Session } from '../../share/session.ts';
import { isExampleText } from '../../store/state/examples.ts';
import type { Lab } from '../../store/lab.ts';
import type { LabState } from '../../store/state/lab-state.ts';
import { sameSession } from '../../store/session/same-session.ts';
import type { Content, TabSession } from './tab-session.ts';

/** Wall ms between a change and its write: changes in quick succession are written together. */
const delay = 700;

type Encode = (session: Session) => string | null;

export interface LabKeeperParts {
  readonly lab: Pick<Lab, 'store' | 'act' | 'read'>;
  readonly tab: TabSession;
  /** Loads the encoder of links; it returns null for a session that is too large for a link. */
  readonly loadEncoder: () => Promise<Encode>;
  /** Calls back after a number of ms. Returns a function that cancels the call. */
  readonly schedule: (callback: () => void, ms: number) => () => void;
}

export class LabKeeper {
  /**
   * `before`: the cluster or the kept session is not loaded yet; only the text is kept, next to that session. `off`:
   * after a crash; the kept session is not overwritten.
   */
  #phase: 'before' | 'live' | 'off' = 'before';
  #cancel: (() => void) | undefined;
  #encode: Encode | undefined;
  #loading = false;

  constructor(private readonly parts: LabKeeperParts) {
    parts.lab.store.subscribe((state, before) => {
      if (this.#phase === 'live' ? !sameKept(state, before) : state.text !== before.text) this.#soon();
    });
    if (isTyped(parts.lab.store.getState())) this.#soon();
  }

  /** Keeps the whole session from now on. */
  live(): void {
    this.#phase = 'live';
    if (isTyped(this.parts.lab.store.getState())) this.#soon();
  }

  /** Keeps nothing until it is started again. */
  stop(): void {
    this.#phase = 'off';
    this.#cancel?.();
    this.#cancel = undefined;
  }

  /** Writes pending changes at once. Called when the user leaves the page. */
  flush(): void {
    if (this.#cancel !== undefined) this.#save();
  }

  #soon(): void {
    if (this.#phase === 'off') return;
    if (this.#phase === 'live') this.#loadEncoder();
    this.#cancel ??= this.parts.schedule(() => this.#save(), delay);
  }

  #save(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    const { store, act } = this.parts.lab;
    const content = this.#content();
    if (content === null) return;
    if (!this.parts.tab.save(content)) act('showBanner', { banner: 'NotKept' });
    else if (store.getState().banner === 'NotKept') act('showBanner', { banner: null });
  }

  /** Keeps the session as a link, or as plain data while the encoder is not loaded. */
  #content(): Content | null {
    const { lab, tab } = this.parts;
    if (this.#phase === 'live') {
      const session = lab.read(({ session }) => session());
      const link = this.#encode?.(session) ?? null;
      const { replacedText } = lab.store.getState();
      return {
        ...(link === null ? { session } : { link }),
        ...(replacedText !== null && { draft: replacedText }),
      };
    }
    const state = lab.store.getState();
    const { link, session } = tab.found ?? {};
    return isTyped(state)
      ? { ...(link && { link }), ...(session !== undefined && { session }), draft: state.text }
      : null;
  }

  #loadEncoder(): void {
    if (this.#encode !== undefined || this.#loading) return;
    this.#loading = true;
    this.parts.loadEncoder().then(
      (encode) => {
        this.#encode = encode;
        // As a link, it may fit where plain data did not.
        this.#soon();
      },
      // Loading is tried again at the next change.
      () => (this.#loading = false),
    );
  }
}

/** Returns true if the user wrote the text: it is not an example. */
export const isTyped = ({ example, text }: LabState): boolean => !isExampleText(example, text);

/** Returns true if both states are kept as the same: the session, and the text that an example has replaced. */
const sameKept = (state: LabState, before: LabState): boolean =>
  sameSession(state, before) && state.replacedText === before.replacedText;
