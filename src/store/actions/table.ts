/** All actions of the lab, by id: for keys, buttons, menus, the palette, and messages from a host page. */
import type { AnyAction } from './action.ts';
import { aheadActions } from './ahead.ts';
import type { Checked, Shape } from './arguments.ts';
import { nodeActions } from './nodes.ts';
import { helpActions, pageActions } from './page.ts';
import { podActions } from './pods.ts';
import { setActions } from './set.ts';
import { textActions } from './text.ts';
import { timeActions } from './time.ts';

export const actions = {
  ...setActions,
  ...podActions,
  ...nodeActions,
  ...timeActions,
  ...textActions,
  ...pageActions,
  ...aheadActions,
  ...helpActions,
} as const;

type Actions = typeof actions;
export type ActionId = keyof Actions;
/** Argument of an action: an object with its arguments by name. */
export type ArgumentOf<Id extends ActionId> = Actions[Id]['takes'] extends infer S | undefined
  ? S extends Shape
    ? Checked<S>
    : never
  : never;
/** Ids of the actions that take no argument. */
export type PlainActionId = {
  [Id in ActionId]: keyof ArgumentOf<Id> extends never ? Id : never;
}[ActionId];
export type ResultOf<Id extends ActionId> = ReturnType<Actions[Id]['perform']>;

export const actionIds = Object.keys(actions) as readonly ActionId[];
/** Returns the action of an id, as one of many. */
export const actionOf = (id: ActionId): AnyAction => actions[id] as unknown as AnyAction;
/** Returns true for the id of an action; the value may come from outside. */
export const isActionId = (id: unknown): id is ActionId => typeof id === 'string' && Object.hasOwn(actions, id);
