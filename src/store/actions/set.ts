/** Actions on the StatefulSet that is shown. */
import { headlessServiceYaml } from '../../manifests/examples.ts';
import type { LabState } from '../state/lab-state.ts';
import { inNamespace, kubectlAction, recordingAction, simulationAction } from './action.ts';
import { policyActions } from './policies.ts';
import { ArgumentError, objectName, text, whole, yesOrNo } from './arguments.ts';
import { wordsOf } from '../../kubectl/text/command-words.ts';

/** The most replicas that an action asks for. */
export const maxReplicas = 10_000;

const exists = ({ stage }: LabState): boolean => stage.setExists;
const scaleTo = (state: LabState, replicas: number) => [
  ...['scale', 'statefulset', state.stage.setName, ...inNamespace(state)],
  `--replicas=${replicas}`,
];
const replicasField = (value: number) => [{ path: ['spec', 'replicas'], value }];

const containerName = ({ stage, view }: LabState): string =>
  view.get('statefulsets', stage.setName, stage.namespace)?.spec.template.spec.containers[0]?.name ?? '';

export const setActions = {
  /** Sends the text to the API server, document by document. */
  apply: simulationAction({
    label: 'action.apply',
    group: 'set',
    shortcut: 'Mod+Enter',
    kubectl: () => ['apply', '-f', 'manifest.yaml'],
    perform: ({ editor, sessions }) => sessions.recordApply(() => editor.apply()),
  }),
  addReplica: kubectlAction({
    label: 'action.addReplica',
    group: 'set',
    shortcut: '+',
    enabled: exists,
    needs: 'set',
    kubectl: (state) => scaleTo(state, state.stage.replicas + 1),
    writes: (_, { stage }) => replicasField(stage.replicas + 1),
  }),
  removeReplica: kubectlAction({
    label: 'action.removeReplica',
    group: 'set',
    shortcut: '-',
    enabled: (state) => exists(state) && state.stage.replicas > 0,
    needs: 'replica',
    kubectl: (state) => scaleTo(state, state.stage.replicas - 1),
    writes: (_, { stage }) => replicasField(stage.replicas - 1),
  }),
  /** Sets `spec.replicas`. */
  scale: kubectlAction({
    label: 'action.scale',
    group: 'set',
    takes: { replicas: whole(maxReplicas) },
    enabled: exists,
    needs: 'set',
    kubectl: (state, { replicas }) => scaleTo(state, replicas),
    writes: ({ replicas }) => replicasField(replicas),
  }),
  /** Sets the image of the first container of the Pod template. */
  setImage: kubectlAction({
    label: 'action.setImage',
    group: 'set',
    takes: { image: text(500) },
    enabled: exists,
    needs: 'set',
    kubectl: (state, { image }) => [
      ...['set', 'image', `statefulset/${state.stage.setName}`, ...inNamespace(state)],
      `${containerName(state)}=${image}`,
    ],
    writes: ({ image }) => [{ path: ['spec', 'template', 'spec', 'containers', 0, 'image'], value: image }],
  }),
  /** Sets `spec.updateStrategy.rollingUpdate.partition`. */
  setPartition: kubectlAction({
    label: 'action.setPartition',
    group: 'set',
    takes: { partition: whole(2 ** 31 - 1) },
    enabled: ({ stage }) => stage.setExists && stage.updateStrategy === 'RollingUpdate',
    needs: 'rollingUpdate',
    kubectl: (state, { partition }) => [
      ...['patch', 'statefulset', state.stage.setName, ...inNamespace(state), '-p'],
      `{"spec":{"updateStrategy":{"rollingUpdate":{"partition":${partition}}}}}`,
    ],
    writes: ({ partition }) => [{ path: ['spec', 'updateStrategy', 'rollingUpdate', 'partition'], value: partition }],
  }),
  ...policyActions,
  /** Writes the set's headless Service into the text, before the other documents, and applies it. */
  createService: simulationAction({
    label: 'action.createService',
    group: 'set',
    enabled: ({ stage: { setExists, service } }) => setExists && service !== null && !service.exists,
    needs: 'missingService',
    kubectl: () => ['apply', '-f', 'manifest.yaml'],
    perform({ state: { view, stage }, editor, sessions }) {
      const { setName, namespace, service } = stage;
      const spec = view.get('statefulsets', setName, namespace)?.spec;
      const port = spec?.template.spec.containers[0]?.ports?.[0];
      const document = headlessServiceYaml(service?.name ?? '', spec?.selector.matchLabels ?? {}, {
        name: port?.name ?? 'web',
        port: port?.containerPort ?? 80,
      });
      const inOther = `metadata:\n  namespace: ${namespace}\n`;
      const own = namespace === 'default' ? document : document.replace('metadata:\n', inOther);
      return sessions.recordApply(() => editor.addDocument(own));
    },
  }),
  /** Deletes the set. With `orphan` its Pods are left running without it. */
  deleteSet: kubectlAction({
    label: 'action.deleteSet',
    group: 'set',
    takes: { orphan: yesOrNo },
    enabled: ({ stage }) => stage.setExists && !stage.terminating,
    needs: 'set',
    kubectl: (state, { orphan }) => [
      ...['delete', 'statefulset', state.stage.setName, ...inNamespace(state)],
      ...(orphan ? ['--cascade=orphan'] : []),
    ],
  }),
  /** Runs one kubectl command as typed; the word `kubectl` may be left out. */
  runCommand: kubectlAction({
    label: null,
    group: 'set',
    takes: { command: text(10_000) },
    kubectl(_, { command }) {
      const words = wordsOf(command);
      if (words === null) throw new ArgumentError('command must be one command, without pipes and expansions');
      return words[0] === 'kubectl' ? words.slice(1) : words;
    },
  }),
  /** Shows another set. */
  selectSet: recordingAction({
    label: 'action.showSet',
    group: 'set',
    takes: { namespace: objectName, name: objectName },
    perform: ({ cluster }, set) => cluster.select(set),
  }),
} as const;
