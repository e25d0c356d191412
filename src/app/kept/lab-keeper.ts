/**
 * Keeps what is done in a lab, so that a reload, a crash or a closed tab loses nothing: from the first character on,
 * whatever of the page has been loaded by then.
 */
import type { Session } from '../../share/session.ts';
import { isExampleText } from '../../store/state/examples.ts';
import type { Lab } from '../../store/lab.ts';
import type { LabState } from '../../store/state/lab-state.ts';
import { sameSession } from '../../store/session/same-session.ts';
import type { Content, TabSession } from './tab-session.ts';

/** Wall ms after a change until it is kept: many changes come together. */
const delay = 700;

type Encode = (session: Session) => string | null;

export interface LabKeeperParts {
  readonly lab: Pick<Lab, 'store' | 'act' | 'read'>;
  readonly tab: TabSession;
  /** Loads what writes a session as a link; null for one that is too large for that. */
  readonly loadEncoder: () => Promise<Encode>;
  /** Calls back after so many ms. Returns the canceller. */
  readonly schedule: (callback: () => void, ms: number) => () => void;
}

export class LabKeeper {
  /**
   * `before` the lab has its cluster and what was kept: only the text is kept, beside that. `off` after a crash: what
   * is kept is not written over.
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

  /** From now on the session is kept whole. */
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

  /** Keeps at once what is to be kept; for when the page is left. */
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

  /** The session as a link, else as it is: what writes links may come late, or never. */
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
      (encode) => (this.#encode = encode),
      // Asked for again with the next change.
      () => (this.#loading = false),
    );
  }
}

/** Returns true if the user wrote the text: it is not an example. */
export const isTyped = ({ example, text }: LabState): boolean => !isExampleText(example, text);

/** Returns true if both states are kept as the same: the session, and the text that an example has replaced. */
const sameKept = (state: LabState, before: LabState): boolean =>
  sameSession(state, before) && state.replacedText === before.replacedText;
