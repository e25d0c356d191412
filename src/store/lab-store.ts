/** A lab: one cluster, one manifest, one state that is shown. Two on a page share nothing. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { StatefulSet } from '../engine/index.ts';
import { type ClusterAccess, Waiters } from './cluster-access.ts';
import { type ClusterView, stageContext } from './cluster-view.ts';
import type { Lab, LabOptions, Outcome } from './lab.ts';
import type { CommandRecord, LabState, MomentState, RunInfo } from './lab-state.ts';
import { exampleText, isExampleText } from './examples.ts';
import { initialState } from './initial-state.ts';
import { addDocument, applyText, convertText, documentsOf, errorLines, fieldLines, setField } from './manifest-text.ts';
import { Playback } from './playback.ts';
import { besideStore, stateAt } from './timeline/beside.ts';
import { goToMoment, lookOf, sessionOf, setOf } from './saved-state.ts';
import { shareStructure } from './share-structure.ts';
import { type SetKey, StageDerivation } from './stage/derive-stage.ts';
import { draftSet } from './stage/draft.ts';
import type { Session } from '../share/session.ts';
import { manifestFile, Run } from './timeline/run.ts';
import { Timeline } from './timeline/timeline.ts';

const maxCommands = 100;
const keyOf = ({ namespace, name }: SetKey): string => `${namespace}/${name}`;
const same = (a: SetKey, b: SetKey): boolean => keyOf(a) === keyOf(b);
const actor = (reason: string) => ({ name: 'user', reason });

/** @param store Holds what was typed and chosen before there was a cluster; a new one, if absent. */
export function createLabStore(
  options: LabOptions,
  store: StoreApi<LabState> = createStore<LabState>()(() => initialState(options)),
): Lab {
  let drafts: readonly StatefulSet[] = [];
  let counter = 0;
  /** Time stands still only because the past is shown. */
  let held = false;
  const derivation = new StageDerivation();
  /** For moments that are looked at and not gone to. */
  const elsewhere = new StageDerivation();
  const waiters = new Waiters();
  const replaced = new Set<() => void>();

  const timeline = new Timeline(options.seed ?? 1, store.getState().text, () => waiters.changed());

  /** The sets that can be shown, and the one that is. */
  function choose(view: ClusterView, selected: SetKey | undefined): Pick<LabState, 'sets' | 'selected'> {
    const live = view.objects.list('statefulsets').map(({ metadata }) => metadata);
    const written = drafts.map(({ metadata }) => metadata);
    const sets = [
      ...new Map([...live, ...written].map((meta) => [`${meta.namespace}/${meta.name}`, meta])).values(),
    ].map(({ namespace = 'default', name }): SetKey => ({ namespace, name }));
    const known = selected && (sets.some((key) => same(key, selected)) || view.deletedSets.has(keyOf(selected)));
    return { sets, selected: known ? selected : (sets[0] ?? selected ?? { namespace: 'default', name: 'web' }) };
  }

  function shown(state: LabState | undefined, wanted: SetKey | undefined = state?.selected): Partial<LabState> {
    const view = timeline.view();
    const { sets, selected } = choose(view, wanted);
    const key = keyOf(selected);
    const written = drafts.find(({ metadata }) => same(selected, metadata as SetKey));
    const stage = derivation.derive(view.objects, selected, {
      ...stageContext(view, key),
      ...(written && { standIn: written }),
    });
    return {
      view: view.objects,
      decisions: view.decisions,
      machines: view.machines,
      replicaSetNames: view.replicaSetNames,
      events: view.events,
      reconciles: view.reconciles.list,
      ...moment(state?.runs),
      stage,
      sets: shareStructure(state?.sets, sets),
      selected: shareStructure(state?.selected, selected),
    };
  }

  /**
   * Where in time the lab is, and where it can go.
   * @param runs As they are known.
   */
  function moment(runs?: readonly RunInfo[]): MomentState {
    const { run, past, canUndo, canRedo, canStepBack } = timeline;
    return {
      now: timeline.now(),
      past,
      head: run.cluster.now(),
      marks: run.marks,
      run: run.id,
      runs: shareStructure(runs, runInfos()),
      canUndo,
      canRedo,
      canStepBack,
      canGoOn: timeline.nextTaskAt() !== undefined,
    };
  }

  function runInfos(): readonly RunInfo[] {
    return timeline.runs.map(({ id, name, from, commands }) => ({
      ...{ id, name, from: from ?? null },
      began: commands.find(({ inputs }) => inputs > (from?.inputs ?? 0))?.command ?? null,
    }));
  }

  /** The moment whose text is in the editor. */
  let place = { run: timeline.run, inputs: timeline.inputs };

  /** The text goes with the moment that is shown, unless its user has edited it. */
  function followText(): void {
    const { run, inputs } = timeline;
    if (place.run === run && place.inputs === inputs) return;
    const [before, then] = [place.run.textAt(place.inputs), run.textAt(inputs)];
    place = { run, inputs };
    const { text } = store.getState();
    store.setState({ appliedText: inputs === 0 ? null : then, ...(text === before && then !== text && edited(then)) });
  }

  function edited(text: string): Pick<LabState, 'text' | 'diagnostics' | 'flash'> {
    drafts = readDrafts(text) ?? drafts;
    return { text, diagnostics: [], flash: null };
  }

  /**
   * Brings the state up to date with the cluster. Time alone changes nothing but the clock, ten times a second.
   * @param moved It may be another moment of the same objects, or another run.
   */
  function flush(moved = false): void {
    followText();
    const state = store.getState();
    const now = timeline.now();
    if (moved || timeline.run.behind || timeline.view().objects !== state.view) store.setState(shown(state));
    else if (Math.floor(now / 100) !== Math.floor(state.now / 100))
      store.setState({ now, head: timeline.run.cluster.now() });
    waiters.passed(timeline.now());
  }

  function freshText(text: string): Pick<LabState, 'text' | 'appliedText' | 'diagnostics' | 'flash' | 'notice'> {
    drafts = readDrafts(text) ?? [];
    return { text, appliedText: null, diagnostics: [], flash: null, notice: null };
  }

  store.setState({ ...freshText(store.getState().text) });
  store.setState({ ...shown(undefined), ready: true });
  const playback = new Playback({
    tape: () => timeline,
    awaited: () => waiters.next(),
    speed: () => store.getState().speed,
    onFrame: flush,
    onRunning: (running) => {
      flush();
      store.setState({ running });
    },
    frames: options.frames,
  });

  /** After something was asked of the cluster. */
  function settleInput(moved = false): void {
    if (held && !timeline.past) lab.play();
    flush(moved);
    playback.wake();
  }

  function write(text: string, lines?: { readonly from: number; readonly to: number }): void {
    const change = edited(text);
    const flash = lines === undefined ? null : { key: ++counter, ...lines };
    store.setState({ ...shown(store.getState()), ...change, flash });
  }

  function keepCommand(told: Omit<CommandRecord, 'id'>): void {
    timeline.run.note(told);
    const record: CommandRecord = { id: ++counter, ...told };
    store.setState(({ commands }) => ({ commands: [...commands, record].slice(-maxCommands), runs: runInfos() }));
  }

  /** The commands of the run in use, as far as they are kept: what they printed is not. */
  function keptCommands(): readonly CommandRecord[] {
    const { cluster, commands } = timeline.run;
    return commands.slice(-maxCommands).map(({ inputs, command, file, refused }) => ({
      ...{ id: ++counter, at: cluster.inputs[inputs - 1]?.at ?? 0, command, lines: [], ok: !refused },
      ...(file !== undefined && { file }),
    }));
  }

  /** Shows what a session says of its user: where they are, and what they look at. The run is there already. */
  function enter(session: Session): void {
    goToMoment(timeline, session);
    const { run, inputs, past } = timeline;
    place = { run, inputs };
    playback.pause();
    held = past && session.paused !== true;
    store.setState({
      ...freshText(session.text),
      ...lookOf(session, past),
      ...{ commands: keptCommands(), appliedText: inputs === 0 ? null : run.textAt(inputs) },
    });
    store.setState(shown(undefined, setOf(session)));
    replaced.forEach((listener) => listener());
    if (store.getState().playing) playback.play();
    settleInput();
  }

  const access: ClusterAccess = {
    api: timeline.api,
    cluster: {
      now: () => timeline.now(),
      get history() {
        return timeline.cluster.history;
      },
    },
    wait(until = Infinity, signal) {
      if (until <= timeline.now()) return Promise.resolve();
      const woken = waiters.add(until, signal);
      playback.wake();
      return woken;
    },
    settle: settleInput,
    inside: () => timeline.act().cluster,
    endPod: (name, namespace, phase) => timeline.act().cluster.faults.finishPod(name, namespace, phase),
    inputs: () => timeline.inputs,
    record(told) {
      keepCommand({ ...told, at: timeline.now(), typed: true });
      const { text } = store.getState();
      // It was the editor's text that was applied.
      if (!told.ok || told.file !== text || !/^kubectl apply\b/.test(told.command)) return;
      store.setState({ appliedText: text, diagnostics: [], notice: null });
      timeline.run.remember(text);
    },
    files: () => store.getState().files,
    keepFiles(files) {
      if (JSON.stringify(files) !== JSON.stringify(store.getState().files)) store.setState({ files });
    },
    onReplaced(listener) {
      replaced.add(listener);
      return () => replaced.delete(listener);
    },
  };

  const lab: Lab = {
    store,
    ready: Promise.resolve(),
    access,
    state: store.getState,
    set: store.setState,

    act(action: Parameters<Lab['act']>[0], argument?: unknown): void {
      const state = store.getState();
      if (action.enabled?.(state) === false) return;
      const command = action.kubectl?.(state, argument as void);
      const at = timeline.now();
      const outcome = action.perform(lab, argument as void);
      if (command === undefined || !outcome) return;
      const file = command.includes(manifestFile) ? { file: store.getState().text } : {};
      keepCommand({ at, command, ...file, ...outcome });
    },

    convert() {
      const converted = convertText(store.getState().text);
      if (converted !== null) write(converted.text, converted);
    },

    edit(text) {
      if (text === store.getState().text) return;
      write(text);
      store.setState({ notice: null });
    },

    request(send) {
      let outcome: Outcome;
      try {
        outcome = { ok: true, lines: send(timeline.api, actor('user'), timeline.nodes) };
      } catch (error) {
        outcome = { ok: false, lines: errorLines(error) };
      }
      settleInput();
      return outcome;
    },

    apply(text) {
      if (text !== store.getState().text) write(text);
      const { ok, lines, diagnostics } = applyText(timeline.api, text, actor('apply'));
      store.setState({ diagnostics, notice: null, ...(ok && { appliedText: text }) });
      if (ok) timeline.run.remember(text);
      settleInput();
      return { ok, lines };
    },

    setField({ path, value, patch, answer }) {
      const { text, appliedText, selected } = store.getState();
      const edited = setField(text, selected, path, value);
      const answers = [`statefulset.apps/${selected.name} ${answer}`];
      if (edited !== null && text === appliedText) {
        write(edited.text, edited);
        const outcome = lab.apply(edited.text);
        return outcome.ok ? { ok: true, lines: answers } : outcome;
      }
      const outcome = lab.request((api, by) => {
        api.patch('statefulsets', selected.name, selected.namespace, 'strategic', patch, by);
        return answers;
      });
      if (outcome.ok && edited !== null) write(edited.text, edited);
      store.setState({ notice: edited === null ? 'TextKept' : 'TextEdited' });
      return outcome;
    },

    addDocument(document) {
      const { text, appliedText } = store.getState();
      const edited = addDocument(text, document);
      if (edited !== null && text === appliedText) {
        write(edited.text, edited);
        return lab.apply(edited.text);
      }
      const { lines, ok } = applyText(timeline.api, document, actor('apply'));
      settleInput();
      if (ok && edited !== null) write(edited.text, edited);
      store.setState({ notice: edited === null ? 'TextKept' : 'TextEdited' });
      return { ok, lines };
    },

    reveal(path) {
      const { text, selected } = store.getState();
      const lines = fieldLines(text, selected, path);
      if (lines !== null) store.setState({ flash: { key: ++counter, ...lines } });
    },

    select(set) {
      store.setState(shown(store.getState(), set));
    },

    play() {
      held = false;
      store.setState({ playing: true });
      playback.play();
    },

    pause() {
      held = false;
      playback.pause();
      store.setState({ playing: false });
    },

    step() {
      lab.pause();
      timeline.stepDecision();
      flush();
    },

    travel(go) {
      const { run } = timeline;
      const { playing } = store.getState();
      go(timeline);
      // The past stands still, so that one can look at it; time goes on with the newest moment, if it went on before.
      if (timeline.past && playing) {
        lab.pause();
        held = true;
      }
      if (timeline.run !== run) replaced.forEach((listener) => listener());
      settleInput(true);
    },

    look: (read) => read(timeline),

    beside: (id) => besideStore(lab, timeline, id),

    stateAt(at) {
      const state = store.getState();
      const { name, namespace } = state.selected;
      // Before the set was there, its slots stand for what it was to be.
      const standIn = state.view.get('statefulsets', name, namespace);
      const { run } = timeline;
      return stateAt(state, run, Math.min(Math.max(at, 0), run.cluster.now()), elsewhere, { standIn });
    },

    session: () => sessionOf(store.getState(), timeline, held),

    restore(session, beginning = null) {
      // All of it is lived again before anything is given up.
      const runs = session.runs.map((run) => Run.relive(run, session.seed));
      timeline.restore(runs, session.run, session.seed);
      store.setState({ beside: session.beside, beginning });
      enter(session);
    },

    reset(example) {
      const { text, example: before, replacedText, language } = store.getState();
      const fresh = exampleText(example, language);
      const own = !isExampleText(before, text) && !isExampleText(example, text);
      timeline.restart(fresh);
      replaced.forEach((listener) => listener());
      store.setState({
        ...freshText(fresh),
        example,
        commands: [],
        replacedText: own ? text : replacedText,
        notice: own ? 'TextReplaced' : null,
      });
      const first = drafts[0]?.metadata as SetKey | undefined;
      store.setState(shown(undefined, first));
      playback.wake();
    },

    resetToBeginning() {
      const { beginning, text } = store.getState();
      const saved = beginning?.runs.find(({ id }) => id === beginning.run) ?? beginning?.runs[0];
      if (beginning === null || saved === undefined) return;
      const own = text !== beginning.text && text !== timeline.run.textAt(timeline.inputs);
      timeline.take(Run.relive({ ...saved, id: timeline.nextId(), from: null }, timeline.seed));
      enter(beginning);
      if (own) store.setState({ replacedText: text, notice: 'TextReplaced' });
    },

    dispose: () => playback.pause(),
  };
  if (store.getState().playing) playback.play();
  return lab;
}

/** The sets that are written in a text; null while it cannot be read. */
function readDrafts(text: string): readonly StatefulSet[] | null {
  return documentsOf(text)?.flatMap((manifest) => draftSet(manifest) ?? []) ?? null;
}
