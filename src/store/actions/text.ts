/** Actions on the manifest and on the session as a whole. */
import type { Session } from '../../share/session.ts';
import { isTooLong } from '../../view/manifest-length.ts';
import type { LabCore } from '../lab-core.ts';
import { exampleIds } from '../state/examples.ts';
import type { Outcome } from '../state/outcome.ts';
import { pageAction, recordingAction, simulationAction } from './action.ts';
import { ArgumentError, type Checker, oneOf, optional, orNull, text } from './arguments.ts';

/** Loads the converter and converts the text. */
async function convert({ editor, page, loadConverter }: LabCore): Promise<Outcome> {
  const loaded = await loadConverter().catch(() => null);
  if (loaded === null) page.set({ banner: 'NotLoaded' });
  else editor.convert(loaded.convertOldApiVersion);
  return { ok: loaded !== null, lines: [] };
}

/** Longest text that an action takes, in characters: as in a session. */
const maxText = 8 * 1024 * 1024;

/** Accepts a path within an object. */
const path: Checker<readonly (string | number)[]> = (value, name) => {
  if (Array.isArray(value) && value.length < 50)
    return value.map((part) => (typeof part === 'number' ? part : String(part)));
  throw new ArgumentError(`${name} must be a list of names`);
};
const example = oneOf(exampleIds);

/** Accepts anything: the reader of sessions checks it field by field. */
const session: Checker<Session> = (value) => value as Session;
const beginning = optional(orNull(session));

export const textActions = {
  /** Replaces the text in the editor, unless it is too long to be edited. Nothing is applied. */
  edit: recordingAction({
    label: null,
    group: 'text',
    takes: { text: text(maxText) },
    perform: ({ editor, page }, argument) => {
      if (isTooLong(argument.text, editor.text)) page.set({ banner: 'TextTooLong' });
      else editor.edit(argument.text);
    },
  }),
  /** Shows where in the text a field of the set is written. */
  reveal: recordingAction({
    label: 'controller.reveal',
    group: 'text',
    takes: { path },
    perform: ({ editor }, argument) => editor.reveal(argument.path),
  }),
  /** Starts over with a new cluster from the same seed and the text of an example. */
  chooseExample: simulationAction({
    label: 'action.chooseExample',
    group: 'text',
    own: true,
    takes: { example },
    perform: ({ sessions }, argument) => sessions.reset(argument.example),
  }),
  /** Starts over with the example that the lab began with. */
  reset: simulationAction({
    label: 'action.reset',
    group: 'text',
    own: true,
    perform: ({ state, sessions }) => sessions.reset(state.example),
  }),
  /** Goes back to the moment of the link that the lab was opened with. */
  resetToBeginning: simulationAction({
    label: 'action.resetToBeginning',
    group: 'text',
    own: true,
    enabled: ({ beginning }) => beginning !== null,
    needs: 'beginning',
    perform: ({ sessions }) => sessions.resetToBeginning(),
  }),
  /** Restores the text that an example has replaced. */
  restoreText: recordingAction({
    label: 'action.restoreText',
    group: 'text',
    enabled: ({ replacedText }) => replacedText !== null,
    needs: 'replacedText',
    perform: ({ editor }) => editor.takeBackText(),
  }),
  /** Converts the text's objects from API versions that are no longer served. Nothing is applied. */
  convert: recordingAction({
    label: 'action.convert',
    group: 'text',
    enabled: ({ diagnostics }) => diagnostics.some(({ outdated }) => outdated === true),
    needs: 'oldVersion',
    perform: (core) => ({ outcome: convert(core) }),
  }),
  /** Writes drifted fields from the cluster into the text. */
  takeOver: recordingAction({
    label: 'editor.takeOver',
    group: 'text',
    enabled: ({ drift }) => drift.some(({ value }) => value !== null),
    needs: 'drift',
    perform: ({ editor }) => editor.takeOver(),
  }),
  openShare: pageAction({
    label: 'share.open',
    group: 'text',
    own: true,
    perform: ({ page }) => page.set({ dialog: { name: 'share' } }),
  }),
  /** Shows where an opened session differs from its recording. */
  openDivergence: pageAction({
    label: 'divergence.open',
    group: 'text',
    enabled: ({ divergence }) => divergence !== null,
    needs: 'divergence',
    perform: ({ page }) => page.set({ dialog: { name: 'divergence' } }),
  }),
  /** Hands the browser a file with the session. */
  exportSession: simulationAction({
    label: 'share.export',
    group: 'text',
    perform: ({ sessions, download }) => download('statefulset-lab.json', JSON.stringify(sessions.save(), null, 1)),
  }),
  openEmbed: pageAction({
    label: 'share.embed',
    group: 'text',
    own: true,
    perform: ({ page }) => page.set({ dialog: { name: 'embed' } }),
  }),
  openPictures: pageAction({
    label: 'share.pictures',
    group: 'text',
    perform: ({ page }) => page.set({ dialog: { name: 'pictures' } }),
  }),
  /**
   * Replays a session and replaces this one with it once the replay has succeeded. If it becomes the beginning,
   * `resetToBeginning` returns to it. The promise is rejected with a SessionError if it cannot be replayed; then
   * nothing has changed.
   */
  openSession: recordingAction({
    label: null,
    group: 'text',
    takes: { session, beginning },
    perform: ({ sessions }, argument) => sessions.restore(argument.session, argument.beginning ?? null),
  }),
  /** Stops the replay of a session: everything stays as it is. */
  cancelRestore: recordingAction({
    label: null,
    group: 'text',
    perform: ({ sessions }) => sessions.cancelRestore(),
  }),
  /** Doubles the work that the replay of a session may make before the user is asked again. */
  allowMoreWork: recordingAction({
    label: null,
    group: 'text',
    perform: ({ sessions }) => sessions.allowMoreWork(),
  }),
  /** Keeps a text that a session has replaced, so that `restoreText` brings it back. */
  keepReplacedText: recordingAction({
    label: null,
    group: 'text',
    takes: { text: text(maxText) },
    perform: ({ editor }, argument) => editor.keepReplaced(argument.text),
  }),
} as const;
