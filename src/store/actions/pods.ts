/** Actions on Pods, claims, and other single objects. */
import { inNamespace, kubectlAction, pageAction } from './action.ts';
import { objectName, optional, text } from './arguments.ts';
import type { Inspected } from '../../view/inspect.ts';

const namespace = optional(text(300));

export const podActions = {
  deletePod: kubectlAction({
    label: 'action.deletePod',
    group: 'pods',
    takes: { name: objectName },
    kubectl: (state, { name }) => ['delete', 'pod', name, ...inNamespace(state)],
  }),
  /** Shows all of one object. */
  inspect: pageAction({
    label: 'action.inspectPod',
    group: 'pods',
    takes: { resource: text(300), name: text(300), namespace },
    perform: ({ page }, object) => page.set({ inspected: object as Inspected }),
  }),
  closeInspector: pageAction({
    label: null,
    group: 'pods',
    perform: ({ page }) => page.set({ inspected: null }),
  }),
  deleteClaim: kubectlAction({
    label: 'action.deleteClaim',
    group: 'pods',
    takes: { name: objectName },
    kubectl: (state, { name }) => ['delete', 'pvc', name, ...inNamespace(state)],
  }),
} as const;
