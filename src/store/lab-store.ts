/** A lab: one cluster, one manifest, one state that is shown. Two on a page share nothing. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type ClusterAccess, Waiters } from './cluster-access.ts';
import type { Lab, LabOptions, Outcome, RestoreOutcome } from './lab.ts';
import type { CommandRecord, LabState } from './lab-state.ts';
import { exampleText, isExampleText } from './examples.ts';
import { initialState } from './initial-state.ts';
import { errorLines } from '../view/manifest-text.ts';
import { Manuscript } from './manuscript.ts';
import { browserFrames, Playback } from './playback.ts';
import { Restoring } from './restoring.ts';
import { goToMoment, lookOf, selectedOf, sessionOf } from './saved-state.ts';
import { ShownState } from './shown-state.ts';
import { nextReadyDeadline } from '../view/stage/ready-deadline.ts';
import { type SetKey, StageDerivation } from '../view/stage/derive-stage.ts';
import { besideStore, stateAt } from './beside.ts';
import type { SavedRun, Session } from '../share/session.ts';
import { loadPrograms, withPrograms } from './programs.ts';
import { manifestFile, type Run } from '../timeline/run.ts';
import { simulationOf } from '../timeline/recording.ts';
import { simulate } from '../timeline/simulate.ts';
import { Timeline } from '../timeline/timeline.ts';

const maxCommands = 100;

/** @param store Holds what was typed and chosen before there was a cluster; a new one, if absent. */
export function createLabStore(
  options: LabOptions,
  store: StoreApi<LabState> = createStore<LabState>()(() => initialState(options)),
): Lab {
  let commandIds = 0;
  /** For moments that are looked at and not gone to. */
  const elsewhere = new StageDerivation();
  const waiters = new Waiters();
  const replaced = new Set<() => void>();
  const restoring = new Restoring(store, options.frames ?? browserFrames);

  const timeline = new Timeline(simulate(options.seed ?? 1), store.getState().text, () => waiters.changed());
  const manuscript = new Manuscript({
    store,
    timeline,
    show: (change) => store.setState({ ...shown.after(store.getState()), ...change }),
    settle: () => settleInput(),
    request: (send) => lab.request(send),
  });
  const shown = new ShownState(timeline, manuscript);

  /**
   * Brings the state up to date with the cluster. Time alone changes nothing but the clock, ten times a second.
   * @param moved It may be another moment of the same objects, or another run.
   */
  function flush(moved = false): void {
    // Looking for what was applied brings the run up to date.
    const { behind } = timeline.run;
    manuscript.follow();
    const state = store.getState();
    const now = timeline.now();
    // The past may have run out though nothing is different in what was then and what is now.
    moved ||= timeline.past !== state.past;
    if (moved || behind || timeline.view().objects !== state.view) store.setState(shown.after(state));
    else if (Math.floor(now / 100) !== Math.floor(state.now / 100))
      store.setState({ now, head: timeline.recording.now() });
    waiters.passed(timeline.now());
  }

  /** Of what is waited for by somebody outside of the cluster, the first; a Pod that does not become Ready is, too. */
  function awaited(): number | undefined {
    const quiet = timeline.past ? undefined : nextReadyDeadline(store.getState().stage.unsettled, timeline.now());
    const next = Math.min(waiters.next() ?? Infinity, quiet ?? Infinity);
    return next === Infinity ? undefined : next;
  }

  store.setState(manuscript.fresh(store.getState().text));
  store.setState({ ...shown.after(undefined), ready: true });
  const playback = new Playback({
    playable: () => timeline,
    awaited,
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
    if (store.getState().held && !timeline.past) lab.play();
    flush(moved);
    playback.wake();
  }

  function keepCommand(told: Omit<CommandRecord, 'id'>): void {
    timeline.run.note(told);
    const record: CommandRecord = { id: ++commandIds, ...told };
    store.setState(({ commands }) => ({ commands: [...commands, record].slice(-maxCommands), runs: shown.runs() }));
  }

  /** The commands of the run in use, as far as they are kept: what they printed is not. */
  function keptCommands(): readonly CommandRecord[] {
    const { recording, commands } = timeline.run;
    return commands.slice(-maxCommands).map(({ inputs, command, file, refused }) => ({
      ...{ id: ++commandIds, at: recording.inputs[inputs - 1]?.at ?? 0, command, lines: [], ok: !refused },
      ...(file !== undefined && { file }),
    }));
  }

  /** Shows what a session says of its user: where they are, and what they look at. The run is there already. */
  function enter(session: Session): void {
    goToMoment(timeline, session);
    const { past } = timeline;
    playback.pause();
    store.setState({
      ...manuscript.fresh(session.text ?? ''),
      ...lookOf(session, past, timeline.view().objects),
      commands: keptCommands(),
    });
    manuscript.settleHere();
    store.setState(shown.after(undefined, selectedOf(session)));
    replaced.forEach((listener) => listener());
    if (store.getState().playing) playback.play();
    settleInput();
  }

  /** Replays saved runs, then puts them where they belong and shows the moment of a session. */
  async function open(
    runs: readonly SavedRun[],
    session: Session,
    put: (runs: readonly Run[]) => void,
  ): Promise<RestoreOutcome> {
    await loadPrograms();
    const replayed = await restoring.replay(runs, session);
    if (replayed === null) return 'cancelled';
    const { divergence } = replayed;
    put(replayed.runs);
    enter(session);
    store.setState({ divergence, ...(divergence && { dialog: { name: 'divergence' } }) });
    return 'restored';
  }

  /** Performs an action, and keeps what kubectl says of it. */
  function perform(action: Parameters<Lab['act']>[0], argument?: unknown): void {
    const state = store.getState();
    if (action.enabled?.(state) === false) return;
    const command = action.kubectl?.(state, argument as void);
    const at = timeline.now();
    const outcome = action.perform(lab, argument as void);
    if (command === undefined || !outcome) return;
    const file = command.includes(manifestFile) ? { file: store.getState().text } : {};
    keepCommand({ at, command, ...file, ...outcome });
  }

  const access: ClusterAccess = {
    api: timeline.api,
    cluster: {
      now: () => timeline.now(),
      get history() {
        return timeline.recording.history;
      },
    },
    wait(until = Infinity, signal) {
      if (until <= timeline.now()) return Promise.resolve();
      const woken = waiters.add(until, signal);
      playback.wake();
      return woken;
    },
    timeRuns: () => store.getState().playing,
    settle: settleInput,
    inside: () => timeline.act(),
    inputs: () => timeline.inputs,
    record(told) {
      keepCommand({ ...told, at: timeline.now(), typed: true });
      const { text } = store.getState();
      // It was the editor's text that was applied.
      if (told.ok && told.file === text && /^kubectl apply\b/.test(told.command)) manuscript.applied(text);
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

    act: (action: Parameters<Lab['act']>[0], argument?: unknown) =>
      withPrograms(store.getState().text, () => perform(action, argument)),

    convert: () => manuscript.convert(),
    takeOver: () => manuscript.takeOver(),
    edit: (text) => manuscript.edit(text),
    apply: (text) => manuscript.apply(text),
    setField: (change) => manuscript.setField(change),
    addDocument: (document) => manuscript.addDocument(document),
    reveal: (path) => manuscript.reveal(path),

    request(send) {
      let outcome: Outcome;
      try {
        outcome = { ok: true, lines: send(timeline.api, { name: 'user', reason: 'user' }, timeline.nodes) };
      } catch (error) {
        outcome = { ok: false, lines: errorLines(error) };
      }
      settleInput();
      return outcome;
    },

    select(set) {
      store.setState(shown.after(store.getState(), set));
    },

    play() {
      store.setState({ playing: true, held: false });
      playback.play();
    },

    pause() {
      playback.pause();
      store.setState({ playing: false, held: false });
      waiters.changed();
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
        store.setState({ held: true });
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
      return stateAt(state, run, Math.min(Math.max(at, 0), run.recording.now()), elsewhere, { standIn });
    },

    session: () => sessionOf(store.getState(), timeline),

    restore: (session, beginning = null) =>
      open(session.runs, session, (runs) => {
        timeline.restore(runs, session.run);
        store.setState({ beginning });
      }),

    cancelRestore: () => restoring.cancel(),

    reset(example) {
      const { text, example: before, replacedText, language } = store.getState();
      const fresh = exampleText(example, language);
      const own = !isExampleText(before, text) && !isExampleText(example, text);
      timeline.begin(simulate(simulationOf(timeline.recording).seed), fresh);
      replaced.forEach((listener) => listener());
      store.setState({
        ...manuscript.fresh(fresh),
        example,
        commands: [],
        replacedText: own ? text : replacedText,
        notice: own ? 'TextReplaced' : null,
      });
      const first = manuscript.drafts[0]?.metadata as SetKey | undefined;
      store.setState(shown.after(undefined, first));
      playback.wake();
    },

    async resetToBeginning() {
      const { beginning, text } = store.getState();
      const saved = beginning?.runs.find(({ id }) => id === beginning.run) ?? beginning?.runs[0];
      if (beginning === null || saved === undefined) return;
      const own = text !== beginning.text && text !== timeline.run.textAt(timeline.inputs);
      const run = { ...saved, id: timeline.nextId(), from: null };
      const outcome = await open([run], beginning, ([replayed]) => timeline.take(replayed!));
      if (own && outcome === 'restored') store.setState({ replacedText: text, notice: 'TextReplaced' });
    },

    dispose: () => playback.pause(),
  };
  if (store.getState().playing) playback.play();
  return lab;
}
