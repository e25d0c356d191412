/**
 * Every action that can be named without pointing at something, with what it can be done to: the list of commands is
 * made from it, and so is the list of keys. Loaded with either.
 */
import { type Entry, type How, listed } from './entry.ts';
import { exampleIds } from '../examples.ts';
import type { Inspected } from '../../view/inspect.ts';
import type { Action } from '../lab.ts';
import type { LabState } from '../lab-state.ts';
import { speeds } from '../playback.ts';
import { variationsOf } from '../../timeline/variations.ts';
import type { SetKey } from '../../view/stage/derive-stage.ts';
import { apply } from './apply.ts';
import { compareVariation, compareWith } from './compare.ts';
import { convert, takeOver } from './convert.ts';
import { createService } from './create-service.ts';
import { deleteClaim, deletePod, deleteSet } from './delete.ts';
import { chooseExample, reset, resetToBeginning, restoreText } from './examples.ts';
import { openDivergence } from './divergence.ts';
import { goLive, nextMark, redo, seek, selectRun, stepBack, undo } from './history.ts';
import { startIntroduction } from './introduction.ts';
import { cancelDrain, cordonNode, cutNode, deleteNode, drainNode, restoreNode, uncordonNode } from './nodes.ts';
import { helpTopics, inspect, openHelp, openPalette, openPictures, openShare, openShortcuts } from './page.ts';
import { selectSet, setLanguage, setStageView, setTheme } from './page.ts';
import { present, recalls, stopPresenting } from './present.ts';
import { addReplica, removeReplica, scale } from './scale.ts';
import { imageChoices, setImage } from './set-image.ts';
import { setPartition } from './set-partition.ts';
import { exportSession } from './share.ts';
import { setSpeed, step, togglePlay } from './transport.ts';

/** More Pods than this are not asked for by a slip of the finger. */
const most = 10_000;
const count = (word: string): number | undefined =>
  /^\d{1,5}$/.test(word) && Number(word) <= most ? Number(word) : undefined;
const upTo = (last: number) => Array.from({ length: Math.min(last, 20) + 1 }, (_, i) => i);
const names = { open: ['name'], words: (name: string) => ({ name }) } as const;
const nodes = (wanted: (state: LabState, name: string) => boolean): How<string> => ({
  ...names,
  needs: 'node',
  choices: (state) => {
    const known = new Set([...state.machines.keys(), ...state.view.list('nodes').map(({ metadata }) => metadata.name)]);
    return [...known].sort().filter((name) => wanted(state, name));
  },
});
const reachable = ({ machines, view }: LabState, name: string): boolean =>
  view.get('nodes', name) !== undefined && machines.get(name)?.connected !== false;
const cordoned = ({ view }: LabState, name: string): boolean => view.get('nodes', name)?.spec.unschedulable === true;
const registered = ({ view }: LabState, name: string): boolean => view.get('nodes', name) !== undefined;
const draining = ({ drains }: LabState, name: string): boolean => drains.some(({ node }) => node === name);

const pods = ({ stage }: LabState) => stage.slots.flatMap(({ pod }) => (pod === null ? [] : [pod.name]));
const podNamed = ({ stage: { namespace } }: LabState, name: string): Inspected => ({
  resource: 'pods',
  name,
  namespace,
});
const claims = ({ stage }: LabState) => stage.slots.flatMap((slot) => slot.claims.map(({ name }) => name));
const speedText = (speed: number) => (speed < 1 ? `1/${1 / speed}×` : `${speed}×`);
const nameOf = ({ namespace, name }: SetKey) => (namespace === 'default' ? name : `${namespace}/${name}`);
const otherRuns = ({ runs, run }: LabState) => runs.filter(({ id }) => id !== run).map(({ id }) => id);
/** `中文 (Chinese)`: found by those who speak the language, and by those who do not. */
const nameOfLanguage = (language: string): string => {
  const [own, english] = [language, 'en'].map((spoken) =>
    new Intl.DisplayNames(spoken, { type: 'language' }).of(language),
  );
  return own === english ? `${own}` : `${own} (${english})`;
};
const runNamed = ({ runs }: LabState, id: number): string => runs.find((run) => run.id === id)?.name ?? String(id);
/** `1:05` or `65`, in virtual ms. */
const moment = (word: string): number | undefined => {
  const [, minutes = '0', seconds] = /^(?:(\d{1,4}):)?(\d{1,5}(?:\.\d)?)$/.exec(word) ?? [];
  return seconds === undefined ? undefined : (Number(minutes) * 60 + Number(seconds)) * 1000;
};

export const registry: readonly Entry[] = [
  listed('set', apply),
  listed('set', addReplica),
  listed('set', removeReplica),
  listed('set', scale, {
    open: ['replicas'],
    choices: ({ stage }) => upTo(Math.max(stage.replicas + 2, 5)).filter((replicas) => replicas !== stage.replicas),
    words: (replicas) => ({ replicas }),
    read: count,
  }),
  listed('set', setImage, {
    label: 'action.setImageTo',
    open: ['image'],
    choices: ({ stage }) => imageChoices(stage).flatMap(({ image }) => (image === stage.image ? [] : [image])),
    words: (image) => ({ image }),
    read: (word) => (/^[\w./-]+:[\w.-]+$/.test(word) ? word : undefined),
  }),
  listed('set', setPartition, {
    label: 'action.setPartitionTo',
    open: ['partition'],
    choices: ({ stage }) => upTo(stage.replicas).filter((partition) => partition !== stage.partition),
    words: (partition) => ({ partition }),
    read: count,
  }),
  listed('set', createService, {
    ...names,
    choices: () => [undefined],
    words: (_, { stage }) => ({ name: stage.service?.name ?? '…' }),
  }),
  listed('set', deleteSet, {
    label: 'action.deleteSetWay',
    open: ['way'],
    given: ({ stage }) => ({ name: stage.setName }),
    choices: () => [{ orphan: false }, { orphan: true }],
    words: ({ orphan }, { stage }) => ({
      name: stage.setName,
      way: { message: orphan ? 'action.deleteSetWay.orphan' : 'action.deleteSetWay.all' },
    }),
  }),
  listed('set', selectSet, {
    label: 'action.showSet',
    ...names,
    choices: ({ sets, selected }) => sets.filter((set) => nameOf(set) !== nameOf(selected)),
    words: (set) => ({ name: nameOf(set) }),
    needs: 'otherSet',
  }),

  listed('pods', deletePod, { ...names, choices: pods, needs: 'pod' }),
  listed('pods', inspect, {
    label: 'action.inspectPod',
    ...names,
    choices: (state) => pods(state).map((name) => podNamed(state, name)),
    words: ({ name }) => ({ name }),
    read: (word, state) => {
      const name = `${state.stage.setName}-${word}`;
      return pods(state).includes(name) ? podNamed(state, name) : undefined;
    },
    needs: 'pod',
  }),
  listed('pods', deleteClaim, { ...names, choices: claims, needs: 'claim' }),

  listed('nodes', cutNode, nodes(reachable)),
  listed(
    'nodes',
    restoreNode,
    nodes((state, name) => !reachable(state, name)),
  ),
  listed(
    'nodes',
    drainNode,
    nodes((state, name) => registered(state, name) && !draining(state, name)),
  ),
  listed('nodes', cancelDrain, nodes(draining)),
  listed(
    'nodes',
    cordonNode,
    nodes((state, name) => registered(state, name) && !cordoned(state, name)),
  ),
  listed('nodes', uncordonNode, nodes(cordoned)),
  listed('nodes', deleteNode, { ...nodes(registered), label: 'action.deleteNode' }),

  listed('time', togglePlay),
  listed('time', step),
  listed('time', stepBack),
  listed('time', nextMark),
  listed('time', undo),
  listed('time', redo),
  listed('time', goLive),
  listed('time', seek, {
    label: 'action.seekTo',
    open: ['at'],
    choices: ({ marks }) => {
      // To the tenth of a second that is told of them.
      const moments = [0, ...marks.slice(-12).map(({ at }) => at)];
      return [...new Map(moments.map((at) => [Math.floor(at / 100), at])).values()];
    },
    words: (at) => ({ at: { clock: at } }),
    read: (word, { head }) => {
      const at = moment(word);
      return at !== undefined && at <= head ? at : undefined;
    },
  }),
  listed('time', setSpeed, {
    label: 'action.setSpeedTo',
    open: ['speed'],
    choices: ({ speed }) => speeds.filter((other) => other !== speed),
    words: (speed) => ({ speed: speedText(speed) }),
  }),
  listed('time', selectRun, {
    label: 'action.selectRunNamed',
    ...names,
    choices: otherRuns,
    words: (id, state) => ({ name: runNamed(state, id) }),
    needs: 'otherRun',
  }),
  listed('time', compareWith, {
    label: 'action.compareWith',
    open: ['name'],
    choices: otherRuns,
    words: (id, state) => ({ name: runNamed(state, id ?? 0) }),
    needs: 'otherRun',
  }),
  listed('time', compareVariation, {
    label: 'action.compareVariation',
    open: ['variation'],
    choices: ({ stage }) => variationsOf(stage),
    words: (variation) => ({ variation: { message: `compare.${variation}` } }),
    needs: 'set',
  }),

  listed('text', chooseExample, {
    label: 'action.openExample',
    open: ['example'],
    choices: () => exampleIds,
    words: (id) => ({ example: { message: `example.${id}` } }),
  }),
  listed('text', reset),
  listed('text', resetToBeginning),
  listed('text', restoreText),
  listed('text', convert),
  listed('text', takeOver),
  listed('text', openShare),
  listed('text', openDivergence),
  listed('text', exportSession),
  listed('text', openPictures),

  listed('page', setStageView, {
    label: 'action.showView',
    open: ['view'],
    choices: ({ stageView }) => (['slots', 'nodes', 'table'] as const).filter((view) => view !== stageView),
    words: (view) => ({ view: { message: `node.view.${view}` } }),
  }),
  listed('page', setLanguage, {
    label: 'action.languageIs',
    open: ['language'],
    choices: ({ language, languages }) => languages.filter((other) => other !== language),
    words: (language) => ({ language: nameOfLanguage(language) }),
  }),
  listed('page', setTheme, {
    label: 'action.themeIs',
    open: ['theme'],
    choices: ({ theme }) => (['auto', 'light', 'dark', 'contrast'] as const).filter((other) => other !== theme),
    words: (theme) => ({ theme: { message: `app.theme.${theme}` } }),
  }),
  listed('page', present),

  listed('help', startIntroduction),
  listed('help', openHelp, {
    label: 'action.helpOn',
    open: ['topic'],
    choices: () => helpTopics,
    words: (topic) => ({ topic: { message: `dialog.${topic}` } }),
  }),
];

/** What has a key of its own, by where that key is pressed. */
export const keyed: { readonly page: readonly Action[]; readonly presenting: readonly Action[] } = {
  page: [
    ...[openPalette, openShortcuts, apply, togglePlay, step, stepBack, nextMark, undo, redo],
    ...[addReplica, removeReplica, present],
  ],
  presenting: [...Object.values(recalls), stopPresenting],
};
