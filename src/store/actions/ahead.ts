/** Actions that look ahead: previews, plans, and the import of a cluster. None of them reaches the cluster. */
import type { Forecasts } from '../../view/rollout/forecasts.ts';
import type { LabState } from '../state/lab-state.ts';
import { pageAction, simulationAction } from './action.ts';
import { ArgumentError, type Checker, object, optional, orNull, text, whole } from './arguments.ts';
import { maxReplicas } from './set.ts';

const forecasts: Checker<Forecasts> = (value, name) => {
  if (value instanceof Map) return value as Forecasts;
  throw new ArgumentError(`${name} must be a map`);
};
/** Accepts a change of the set: one field of it, with its new value. */
const change = orNull(
  object({
    replicas: optional(whole(maxReplicas)),
    partition: optional(whole(2 ** 31 - 1)),
    image: optional(text(500)),
    planned: optional(forecasts),
  }),
);
/** A kubectl command line. */
const planned = orNull(text(10_000));

export const aheadActions = {
  /** Previews the effect of a change of the set on the stage; null ends the preview. */
  preview: pageAction({
    label: null,
    group: 'page',
    takes: { change },
    perform: ({ page }, argument) => page.set({ considered: argument.change as LabState['considered'] }),
  }),
  /** Shows what a kubectl command would do, below the manifest; an empty one is that of Apply. Null ends it. */
  plan: pageAction({
    label: 'action.openPlan',
    group: 'text',
    takes: { command: planned },
    perform: ({ page, state }, { command }) =>
      page.set({ plan: command, considered: null, dialog: null, layout: { ...state.layout, sideFolded: false } }),
  }),
  openImport: simulationAction({
    label: 'action.openImport',
    group: 'text',
    perform: ({ page }) => page.set({ dialog: { name: 'import' } }),
  }),
} as const;
