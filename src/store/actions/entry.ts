/** Actions as they are listed, with what each can be done to. */
import type { Action, Lab, Need } from '../lab.ts';
import type { LabState } from '../lab-state.ts';

export const groups = ['set', 'pods', 'nodes', 'time', 'text', 'page', 'help'] as const;
export type Group = (typeof groups)[number];

/** What stands in the place of a label's placeholder: itself, the text of a message, or a moment (virtual ms). */
export type Word = string | number | { readonly message: string } | { readonly clock: number };
export type Words = Readonly<Record<string, Word>>;

/** An action with what it is done to. */
export interface Offer {
  /** The same for the same action with the same argument, from visit to visit. */
  readonly id: string;
  readonly label: string;
  readonly words: Words;
  /** The command that asks for the same. */
  readonly kubectl?: string;
  readonly perform: (lab: Lab) => void;
}

/** An action as it is listed. */
export interface Entry {
  readonly id: string;
  readonly group: Group;
  readonly label: string;
  readonly shortcut?: string;
  /** What is known of its label before it is chosen what for; the rest stands open. */
  readonly opening: (state: LabState) => { readonly given: Words; readonly open: readonly string[] };
  /** What is missing to do it now; null: nothing. */
  readonly needs: (state: LabState) => Need | null;
  readonly offers: (state: LabState) => readonly Offer[];
  /** What a typed word makes of it: `7` makes _Scale to 7_. */
  readonly read?: (word: string, state: LabState) => Offer | undefined;
}

export interface How<Argument> {
  /** The message that names it with its argument; the action's own, if absent. */
  readonly label?: string;
  /** What it can be done to at this moment. */
  readonly choices: (state: LabState) => readonly Argument[];
  readonly words: (argument: Argument, state: LabState) => Words;
  /** Names of the words that are open until an argument is chosen, and what is known before. */
  readonly open: readonly string[];
  readonly given?: (state: LabState) => Words;
  readonly read?: (word: string, state: LabState) => Argument | undefined;
  /** What is missing when there is no choice. */
  readonly needs?: Need;
}

function offer<Argument>(
  action: Action<Argument>,
  argument: Argument,
  label: string,
  words: Words,
  state: LabState,
): Offer {
  const kubectl = action.enabled?.(state) === false ? undefined : action.kubectl?.(state, argument);
  return {
    id: argument === undefined ? action.id : `${action.id} ${JSON.stringify(argument)}`,
    label,
    words,
    ...(kubectl !== undefined && { kubectl }),
    perform: (lab) => lab.act(action, argument),
  };
}

export function listed<Argument = void>(group: Group, action: Action<Argument>, how?: How<Argument>): Entry {
  const label = how?.label ?? action.label;
  const read = how?.read;
  const make = (argument: Argument, state: LabState) =>
    offer(action, argument, label, how?.words(argument, state) ?? {}, state);
  const offers = (state: LabState): readonly Offer[] =>
    how === undefined ? [make(undefined as Argument, state)] : how.choices(state).map((one) => make(one, state));
  return {
    id: action.id,
    group,
    label,
    ...(action.shortcut !== undefined && { shortcut: action.shortcut }),
    opening: (state) => ({ given: how?.given?.(state) ?? {}, open: how?.open ?? [] }),
    offers,
    needs(state) {
      if (action.enabled?.(state) === false) return action.needs ?? how?.needs ?? null;
      return how?.needs !== undefined && offers(state).length === 0 ? how.needs : null;
    },
    ...(read !== undefined && {
      read: (word: string, state: LabState) => {
        const argument = read(word, state);
        return argument === undefined ? undefined : make(argument, state);
      },
    }),
  };
}
