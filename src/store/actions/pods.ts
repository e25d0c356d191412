/** Actions on Pods, claims, and other single objects. */
import { shellWord } from '../../kubectl/text/command-words.ts';
import { inNamespace, kubectlAction, pageAction } from './action.ts';
import { ArgumentError, objectName, optional, text } from './arguments.ts';
import type { LabState } from '../state/lab-state.ts';
import { diskOf } from '../../view/pod/disk.ts';
import { clockText } from '../../view/words/clock-text.ts';
import type { Inspected } from '../../view/inspect.ts';

const namespace = optional(text(300));

/**
 * Returns the arguments after `kubectl exec POD`.
 * @throws ArgumentError if the Pod has no disk to write to.
 */
function lineWriter({ view, stage, now }: LabState, name: string): readonly string[] {
  const disk = diskOf(view, stage.namespace, name);
  const pod = view.get('pods', name, stage.namespace);
  if (disk === null || pod === undefined) throw new ArgumentError('name must be a running Pod that mounts a claim');
  const { uid } = pod.metadata;
  const file = /html$/.test(disk.path) ? 'index.html' : 'lab.txt';
  const line = `echo "${clockText(now)} by uid ${uid.slice(0, 4)}" >> ${shellWord(`${disk.path}/${file}`)}`;
  return [...(pod.spec.containers.length > 1 ? ['-c', disk.container] : []), '--', 'sh', '-c', line];
}

export const podActions = {
  deletePod: kubectlAction({
    label: 'action.deletePod',
    group: 'pods',
    takes: { name: objectName },
    kubectl: (state, { name }) => ['delete', 'pod', name, ...inNamespace(state)],
  }),
  /** Appends a line with the time and the Pod's uid to a file on the Pod's disk. */
  writeLine: kubectlAction({
    label: 'action.writeLine',
    group: 'pods',
    takes: { name: objectName },
    kubectl: (state, { name }) => ['exec', name, ...inNamespace(state), ...lineWriter(state, name)],
  }),
  /** Opens one object in the inspector. */
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
