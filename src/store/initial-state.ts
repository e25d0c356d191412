/** What a lab shows before there is a cluster to show: its text, and its settings. */
import { exampleText } from './examples.ts';
import { defaultLayout } from './layout.ts';
import type { LabOptions } from './lab.ts';
import type { LabState } from './lab-state.ts';
import { Snapshot } from './snapshot.ts';
import type { StageModel } from './stage-model.ts';

const emptyStage: StageModel = {
  namespace: 'default',
  setName: 'web',
  setExists: false,
  terminating: false,
  replicas: 0,
  startOrdinal: 0,
  podManagementPolicy: 'OrderedReady',
  updateStrategy: 'RollingUpdate',
  partition: 0,
  image: '',
  retention: { whenScaled: 'Retain', whenDeleted: 'Retain' },
  service: null,
  slots: [],
  revisions: [],
  status: {},
  baton: null,
};

export function initialState({ example, text, speed, paused, theme, language, layout }: LabOptions): LabState {
  return {
    ready: false,
    view: Snapshot.empty,
    stage: emptyStage,
    events: [],
    reconciles: [],
    decisions: new Map(),
    machines: new Map(),
    replicaSetNames: new Map(),
    drains: [],
    stageView: 'slots',
    now: 0,
    past: false,
    head: 0,
    marks: [],
    run: 0,
    runs: [],
    canUndo: false,
    canRedo: false,
    canStepBack: false,
    canGoOn: false,
    playing: !paused,
    running: false,
    speed: speed ?? 1,
    text: text ?? exampleText(example),
    appliedText: null,
    diagnostics: [],
    flash: null,
    commands: [],
    notice: null,
    banner: null,
    inspected: null,
    considered: null,
    dialog: null,
    beside: null,
    replacedText: null,
    sets: [],
    selected: { namespace: 'default', name: 'web' },
    example,
    layout: layout ?? defaultLayout,
    beginning: null,
    files: {},
    theme: theme ?? 'auto',
    language: language ?? 'en',
    narrated: true,
  };
}
