/** Wires a lab: the owners of the state's slices, the timeline, and the access to the cluster. */
import { simulate } from '../timeline/simulate.ts';
import { Timeline } from '../timeline/timeline.ts';
import { errorLines } from '../view/manifest-text.ts';
import { clusterAccess } from './commands/cluster-access.ts';
import { Drains } from './commands/drains.ts';
import { Editor } from './editor.ts';
import { type Front, newFront } from './front.ts';
import { Kubectl } from './commands/kubectl.ts';
import type { Act, Lab, LabOptions, Readings } from './lab.ts';
import type { LabCore } from './lab-core.ts';
import { ShownMoment } from './moment/shown-moment.ts';
import type { Outcome } from './state/outcome.ts';
import { onPage, perform } from './perform.ts';
import { browserFrames } from './moment/playback.ts';
import { LaterPrograms } from './commands/programs.ts';
import { Sessions } from './session/sessions.ts';
import { ShownCluster } from './moment/shown-cluster.ts';
import { Waiters } from './commands/waiters.ts';

/**
 * Makes a lab with its cluster.
 * @param front What was typed and chosen before; a new one, if absent.
 */
export function createLabStore(options: LabOptions, front: Front = newFront(options)): Lab {
  const { store, page } = front;
  const { frames = browserFrames, seed = 1, recording = simulate(seed), parts } = options;
  const waiters = new Waiters();
  const timeline = new Timeline(recording, store.state.text, () => waiters.changed());
  const editor = new Editor(front.editor, timeline);
  const cluster = new ShownCluster(store.slice('cluster'), timeline, editor);
  const moment = new ShownMoment({ store, slice: store.slice('moment'), timeline, editor, cluster, waiters, frames });
  const programs = new LaterPrograms(parts.programs);
  const sessions = new Sessions({
    store,
    page,
    timeline,
    editor,
    cluster,
    moment,
    frames,
    parts,
    programs,
    slice: store.slice('session'),
  });
  const { download = () => {} } = options;
  const kubectl = new Kubectl({ store, page, timeline, moment, sessions, programs, load: parts.kubectl });
  if (options.preload) kubectl.preload();
  const access = clusterAccess({ store, timeline, moment, editor, sessions });

  function toNodes(send: Parameters<LabCore['requests']['toNodes']>[0]): Outcome {
    try {
      send(timeline.nodes, { name: 'user', reason: 'user' });
      return { ok: true, lines: [] };
    } catch (error) {
      return { ok: false, lines: errorLines(error) };
    }
  }

  const core: LabCore = {
    page,
    moment,
    cluster,
    editor,
    sessions,
    kubectl,
    download,
    loadConverter: parts.convert,
    drains: new Drains(kubectl, sessions),
    requests: { toNodes },
    get state() {
      return store.state;
    },
  };
  function act(id: unknown, argument: unknown): unknown {
    if (onPage(id)) return perform(store, id, argument, core);
    const ask = (): unknown => perform(store, id, argument, core, () => moment.settle());
    // Typing runs nothing.
    return id === 'edit' ? ask() : programs.before(editor.text, ask);
  }

  const readings: Readings = {
    timeline,
    access,
    session: () => sessions.save(),
  };
  const lab: Lab = {
    store: store.reader,
    ready: Promise.resolve(),
    act: act as Act,
    read: (ask) => ask(readings),
  };
  // Nothing that is done here makes it grow.
  if (recording.simulation === undefined) recording.subscribe(() => store.commit(() => moment.show()));
  store.commit(() => {
    editor.begin(editor.text);
    moment.show(true);
    if (store.state.playing) moment.play();
  });
  return lab;
}
