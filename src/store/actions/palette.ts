/** The entries of the palette: actions of the table, with the choices for their arguments. Loaded with the palette. */
import { foldedAtFirst, speeds, stageViews } from '../../share/saved-fields.ts';
import { variationsOf } from '../../timeline/variations.ts';
import type { SetKey } from '../../view/stage/derive-stage.ts';
import { policies, policyNames, policyOf } from '../../view/policies.ts';
import { imageChoices } from '../../view/rollout/image-choices.ts';
import { diskOf } from '../../view/pod/disk.ts';
import { exampleIds } from '../state/examples.ts';
import type { LabState } from '../state/lab-state.ts';
import { isUnfolded } from '../state/unfolded.ts';
import { type Choices, entryOf, type PaletteEntry } from './entry.ts';
import { helpTopics } from './page.ts';
import { maxReplicas } from './set.ts';

interface Named {
  readonly name: string;
}

const count = (word: string): number | undefined =>
  /^\d{1,5}$/.test(word) && Number(word) <= maxReplicas ? Number(word) : undefined;
const upTo = (last: number) => Array.from({ length: Math.min(last, 20) + 1 }, (_, i) => i);
const named = (names: readonly string[]): readonly Named[] => names.map((name) => ({ name }));
const names = { open: ['name'], words: ({ name }: Named) => ({ name }) } as const;

const nodes = (wanted: (state: LabState, name: string) => boolean): Choices<Named> => ({
  ...names,
  needs: 'node',
  choices: (state) => {
    const known = new Set([...state.machines.keys(), ...state.view.list('nodes').map(({ metadata }) => metadata.name)]);
    return named([...known].sort().filter((name) => wanted(state, name)));
  },
});
const reachable = ({ machines, view }: LabState, name: string): boolean =>
  view.get('nodes', name) !== undefined && machines.get(name)?.connected !== false;
const cordoned = ({ view }: LabState, name: string): boolean => view.get('nodes', name)?.spec.unschedulable === true;
const registered = ({ view }: LabState, name: string): boolean => view.get('nodes', name) !== undefined;
const draining = ({ drains }: LabState, name: string): boolean => drains.some(({ node }) => node === name);

const pods = ({ stage }: LabState) => stage.slots.flatMap(({ pod }) => (pod === null ? [] : [pod.name]));
const podNamed = ({ stage: { namespace } }: LabState, name: string) => ({ resource: 'pods', name, namespace });
const claims = ({ stage }: LabState) => stage.slots.flatMap((slot) => slot.claims.map(({ name }) => name));
const otherPolicies = (stage: LabState['stage'], immutable: boolean) =>
  policyNames.flatMap((policy) =>
    policies[policy].immutable !== immutable
      ? []
      : policies[policy].values.flatMap((value) => (policyOf(stage, policy) === value ? [] : [{ policy, value }])),
  );
const speedText = (speed: number) => (speed < 1 ? `1/${1 / speed}×` : `${speed}×`);
const nameOf = ({ namespace, name }: SetKey) => (namespace === 'default' ? name : `${namespace}/${name}`);
const otherRuns = ({ runs, run }: LabState) => runs.flatMap(({ id }) => (id === run ? [] : [{ id }]));
/** Returns `中文 (Chinese)`: the name in the language itself, and in English. */
const nameOfLanguage = (language: string): string => {
  const [own, english] = [language, 'en'].map((spoken) =>
    new Intl.DisplayNames(spoken, { type: 'language' }).of(language),
  );
  return own === english ? `${own}` : `${own} (${english})`;
};
const runNamed = ({ runs }: LabState, id: number): string => runs.find((run) => run.id === id)?.name ?? String(id);
/** Reads `1:05` or `65`, in virtual ms. */
const moment = (word: string): number | undefined => {
  const [, minutes = '0', seconds] = /^(?:(\d{1,4}):)?(\d{1,5}(?:\.\d)?)$/.exec(word) ?? [];
  return seconds === undefined ? undefined : (Number(minutes) * 60 + Number(seconds)) * 1000;
};

export const palette: readonly PaletteEntry[] = [
  entryOf('apply'),
  entryOf('addReplica'),
  entryOf('removeReplica'),
  entryOf('scale', {
    open: ['replicas'],
    choices: ({ stage }) =>
      upTo(Math.max(stage.replicas + 2, 5)).flatMap((replicas) => (replicas === stage.replicas ? [] : [{ replicas }])),
    words: ({ replicas }) => ({ replicas }),
    read(word) {
      const replicas = count(word);
      return replicas === undefined ? undefined : { replicas };
    },
  }),
  entryOf('setImage', {
    label: 'action.setImageTo',
    open: ['image'],
    choices: ({ stage }) => imageChoices(stage).flatMap(({ image }) => (image === stage.image ? [] : [{ image }])),
    words: ({ image }) => ({ image }),
    read: (word) => (/^[\w./-]+:[\w.-]+$/.test(word) ? { image: word } : undefined),
  }),
  entryOf('setPartition', {
    label: 'action.setPartitionTo',
    open: ['partition'],
    choices: ({ stage }) =>
      upTo(stage.replicas).flatMap((partition) => (partition === stage.partition ? [] : [{ partition }])),
    words: ({ partition }) => ({ partition }),
    read(word) {
      const partition = count(word);
      return partition === undefined ? undefined : { partition };
    },
  }),
  entryOf('setPolicy', {
    open: ['policy', 'value'],
    choices: ({ stage }) => otherPolicies(stage, false),
    words: (argument) => argument,
  }),
  entryOf('recreateSet', {
    open: ['policy', 'value'],
    choices: ({ stage }) => otherPolicies(stage, true),
    words: (argument) => argument,
  }),
  entryOf('createService', {
    open: ['name'],
    choices: () => [{}],
    words: (_, { stage }) => ({ name: stage.service?.name ?? '…' }),
  }),
  entryOf('deleteSet', {
    label: 'action.deleteSetWay',
    open: ['way'],
    given: ({ stage }) => ({ name: stage.setName }),
    choices: () => [{ orphan: false }, { orphan: true }],
    words: ({ orphan }, { stage }) => ({
      name: stage.setName,
      way: { message: orphan ? 'action.deleteSetWay.orphan' : 'action.deleteSetWay.all' },
    }),
  }),
  entryOf('selectSet', {
    open: ['name'],
    choices: ({ sets, selected }) => sets.filter((set) => nameOf(set) !== nameOf(selected)),
    words: (set) => ({ name: nameOf(set) }),
    needs: 'otherSet',
  }),

  entryOf('deletePod', { ...names, choices: (state) => named(pods(state)), needs: 'pod' }),
  entryOf('inspect', {
    open: ['name'],
    choices: (state) => pods(state).map((name) => podNamed(state, name)),
    words: ({ name }) => ({ name }),
    read: (word, state) => {
      const name = `${state.stage.setName}-${word}`;
      return pods(state).includes(name) ? podNamed(state, name) : undefined;
    },
    needs: 'pod',
  }),
  entryOf('writeLine', {
    ...names,
    choices: (state) => named(pods(state).filter((name) => diskOf(state.view, state.stage.namespace, name) !== null)),
    needs: 'pod',
  }),
  entryOf('deleteClaim', { ...names, choices: (state) => named(claims(state)), needs: 'claim' }),

  entryOf('cutNode', nodes(reachable)),
  entryOf(
    'restoreNode',
    nodes((state, name) => !reachable(state, name)),
  ),
  entryOf(
    'drainNode',
    nodes((state, name) => registered(state, name) && !draining(state, name)),
  ),
  entryOf('cancelDrain', nodes(draining)),
  entryOf(
    'cordonNode',
    nodes((state, name) => registered(state, name) && !cordoned(state, name)),
  ),
  entryOf('uncordonNode', nodes(cordoned)),
  entryOf('deleteNode', { ...nodes(registered), label: 'action.deleteNode' }),

  entryOf('togglePlay'),
  entryOf('step'),
  entryOf('stepBack'),
  entryOf('nextMark'),
  entryOf('undo'),
  entryOf('redo'),
  entryOf('goLive'),
  entryOf('seek', {
    label: 'action.seekTo',
    open: ['at'],
    choices: ({ marks }) => {
      // Two moments in the same tenth of a second would have the same name.
      const moments = [0, ...marks.slice(-12).map(({ at }) => at)];
      return [...new Map(moments.map((at) => [Math.floor(at / 100), { at }])).values()];
    },
    words: ({ at }) => ({ at: { clock: at } }),
    read: (word, { head }) => {
      const at = moment(word);
      return at !== undefined && at <= head ? { at } : undefined;
    },
  }),
  entryOf('setSpeed', {
    label: 'action.setSpeedTo',
    open: ['speed'],
    choices: (state) => speeds.flatMap((speed) => (speed === state.speed ? [] : [{ speed }])),
    words: ({ speed }) => ({ speed: speedText(speed) }),
  }),
  entryOf('selectRun', {
    label: 'action.selectRunNamed',
    open: ['name'],
    choices: otherRuns,
    words: ({ id }, state) => ({ name: runNamed(state, id) }),
    needs: 'otherRun',
  }),
  entryOf('compareWith', {
    label: 'action.compareWith',
    open: ['name'],
    choices: otherRuns,
    words: ({ id }, state) => ({ name: runNamed(state, id ?? 0) }),
    needs: 'otherRun',
  }),
  entryOf('toFirstDifference'),
  entryOf('compareVariation', {
    label: 'action.compareVariation',
    open: ['variation'],
    choices: ({ stage }) => variationsOf(stage).map((variation) => ({ variation })),
    words: ({ variation }) => ({ variation: { message: `compare.${variation}` } }),
    needs: 'set',
  }),

  entryOf('chooseExample', {
    label: 'action.openExample',
    open: ['example'],
    choices: () => exampleIds.map((example) => ({ example })),
    words: ({ example }) => ({ example: { message: `example.${example}` } }),
  }),
  ...(['reset', 'resetToBeginning', 'restoreText', 'convert', 'takeOver'] as const).map((id) => entryOf(id)),
  ...(['openShare', 'openDivergence', 'exportSession', 'openPictures', 'openEmbed', 'openImport'] as const).map((id) =>
    entryOf(id),
  ),

  entryOf('plan', { open: [], choices: () => [{ command: '' }], words: () => ({}) }),

  entryOf('setStageView', {
    open: ['view'],
    choices: ({ stageView }) => stageViews.flatMap((view) => (view === stageView ? [] : [{ view }])),
    words: ({ view }) => ({ view: { message: `node.view.${view}` } }),
  }),
  entryOf('unfold', {
    open: ['part'],
    choices: (state) => foldedAtFirst.flatMap((part) => (isUnfolded(state, part) ? [] : [{ part }])),
    words: ({ part }) => ({ part: { message: `part.${part}` } }),
    needs: 'folded',
  }),
  entryOf('fold', {
    open: ['part'],
    choices: ({ unfolded }) => (unfolded.includes('terminal') ? [{ part: 'terminal' as const }] : []),
    words: ({ part }) => ({ part: { message: `part.${part}` } }),
    needs: 'unfolded',
  }),
  entryOf('setLanguage', {
    open: ['language'],
    choices: ({ language: now, languages }) =>
      languages.flatMap((language) => (language === now ? [] : [{ language }])),
    words: ({ language }) => ({ language: nameOfLanguage(language) }),
  }),
  entryOf('setTheme', {
    open: ['theme'],
    choices: (state) =>
      (['auto', 'light', 'dark', 'contrast'] as const).flatMap((theme) => (theme === state.theme ? [] : [{ theme }])),
    words: ({ theme }) => ({ theme: { message: `app.theme.${theme}` } }),
  }),
  entryOf('present'),

  ...(['openTeach', 'makeLesson', 'exportLesson', 'closeLessonFile'] as const).map((id) => entryOf(id)),
  entryOf('startIntroduction'),
  entryOf('openHelp', {
    open: ['topic'],
    choices: () => helpTopics.map((topic) => ({ topic })),
    words: ({ topic }) => ({ topic: { message: `dialog.${topic}` } }),
  }),
];
