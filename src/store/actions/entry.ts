/** Actions as the palette lists them, with the choices for their arguments. */
import type { Act, Lab } from '../lab.ts';
import type { LabState } from '../state/lab-state.ts';
import { missing } from '../perform.ts';
import { commandLine } from '../commands/command-line.ts';
import type { Group, Need } from './action.ts';
import { type ActionId, actionOf, type ArgumentOf } from './table.ts';

/** The value of a label's placeholder: itself, the text of a message, or a moment (virtual ms). */
export type Word = string | number | { readonly message: string } | { readonly clock: number };
export type Words = Readonly<Record<string, Word>>;

/** An action with its argument. */
export interface Offer {
  /** Stable from visit to visit for an action with its argument. */
  readonly id: string;
  readonly label: string;
  readonly words: Words;
  /** The kubectl command that it runs. */
  readonly kubectl?: string;
  readonly perform: (lab: Pick<Lab, 'act'>) => void;
}

/** One entry of the palette. */
export interface PaletteEntry {
  readonly id: ActionId;
  readonly group: Group;
  readonly label: string;
  readonly shortcut?: string;
  /** The values in its label that are known before an argument is chosen, and the names of the others. */
  readonly opening: (state: LabState) => { readonly given: Words; readonly open: readonly string[] };
  /** Returns the reason why it cannot be done now; null if it can. */
  readonly needs: (state: LabState) => Need | null;
  readonly offers: (state: LabState) => readonly Offer[];
  /** Returns the offer for a typed word: `7` makes _Scale to 7_. */
  readonly read?: (word: string, state: LabState) => Offer | undefined;
}

/** The arguments that the palette offers for an action. */
export interface Choices<Argument> {
  /** The message that names it with its argument; the action's own, if absent. */
  readonly label?: string;
  /** Returns the arguments that it can have at this moment. */
  readonly choices: (state: LabState) => readonly Argument[];
  readonly words: (argument: Argument, state: LabState) => Words;
  /** Names of the label's values that are unknown until an argument is chosen. */
  readonly open: readonly string[];
  /** Returns the label's values that are known before. */
  readonly given?: (state: LabState) => Words;
  readonly read?: (word: string, state: LabState) => Argument | undefined;
  /** Reason why there is no choice. */
  readonly needs?: Need;
}

/** Returns the entry of an action that has no argument, or a list of possible arguments. */
export function entryOf<Id extends ActionId>(id: Id, how?: Choices<ArgumentOf<Id>>): PaletteEntry {
  const action = actionOf(id);
  const label = how?.label ?? action.label ?? id;
  const read = how?.read;

  function offer(argument: ArgumentOf<Id> | undefined, state: LabState): Offer {
    const argv = missing(id, state) === null ? action.kubectl?.(state, argument as never) : undefined;
    const isPlain = argument === undefined || Object.keys(argument).length === 0;
    return {
      id: isPlain ? id : `${id} ${JSON.stringify(argument)}`,
      label,
      words: argument === undefined ? {} : (how?.words(argument, state) ?? {}),
      ...(argv !== undefined && { kubectl: commandLine(argv) }),
      perform: ({ act }) => void (act as (id: Id, argument: unknown) => ReturnType<Act>)(id, argument),
    };
  }

  const offers = (state: LabState): readonly Offer[] =>
    how === undefined ? [offer(undefined, state)] : how.choices(state).map((one) => offer(one, state));
  return {
    id,
    group: action.group,
    label,
    ...(action.shortcut !== undefined && { shortcut: action.shortcut }),
    opening: (state) => ({ given: how?.given?.(state) ?? {}, open: how?.open ?? [] }),
    offers,
    needs(state) {
      const lacking = missing(id, state);
      if (lacking !== null) return lacking;
      return how?.needs !== undefined && offers(state).length === 0 ? how.needs : null;
    },
    ...(read !== undefined && {
      read: (word: string, state: LabState) => {
        const argument = read(word, state);
        return argument === undefined ? undefined : offer(argument, state);
      },
    }),
  };
}
