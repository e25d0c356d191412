/**
 * Announces the changes between two moments in one short text, however many there are. Pods are grouped, what came and
 * went in between is left out, and what may need action comes first.
 */
import type { Translate } from '../../i18n/translate.ts';
import { toneOf } from '../pod/tone.ts';
import { shownTraps, type TrapMoment } from '../traps/shown-traps.ts';
import type { PodModel, SlotModel, StageModel } from '../stage-model.ts';
import { clockText } from './clock-text.ts';
import { decisionSentence } from './decision-text.ts';
import { listText } from './names-text.ts';
import { trapText } from './trap-text.ts';

/** The part of the page's state that is narrated. */
export interface NarratedState extends TrapMoment {
  readonly past: boolean;
  /** Id of the run. */
  readonly run: number;
  readonly commands: readonly {
    readonly id: number;
    readonly ok: boolean;
    readonly lines: readonly string[];
    readonly typed?: boolean;
  }[];
}

/** The most clauses that one announcement has. */
const mostClauses = 5;
const mostNames = 3;

/** Returns an empty text when nothing worth announcing has happened. */
export function narrate(t: Translate, before: NarratedState, after: NarratedState): string {
  const clauses = travelled(before, after)
    ? [...outcomes(t, before, after), ...whereItIs(t, after)]
    : whatHappened(t, before, after);
  return clauses.slice(0, mostClauses).join(t('narration.stop'));
}

/** Reports if what has changed is the result of an action, and not of time alone. */
export function isAnswer(before: NarratedState, after: NarratedState): boolean {
  const last = before.commands.at(-1)?.id ?? -1;
  const isNew = after.commands.some(({ id, typed }) => id > last && !typed);
  return isNew || before.past !== after.past || before.run !== after.run;
}

/** Returns true if another moment was opened: then the differences are not news. */
function travelled(before: NarratedState, after: NarratedState): boolean {
  return before.run !== after.run || before.past !== after.past || after.now < before.now;
}

function whereItIs(t: Translate, { stage, now, past }: NarratedState): string[] {
  const ready = stage.slots.filter(({ pod }) => pod?.ready && !pod.terminating).length;
  const values = { at: clockText(now), ready, replicas: stage.replicas };
  return [t(past ? 'narration.past' : 'narration.live', values), ...controller(t, null, stage)];
}

function whatHappened(t: Translate, before: NarratedState, after: NarratedState): string[] {
  // Another set is shown: nothing of it is new.
  if (keyOf(before.stage) !== keyOf(after.stage)) return controller(t, null, after.stage);
  const { clauses, begun } = podClauses(t, before.stage, after.stage);
  const trap = newTrap(t, before, after);
  const { lastDecision } = after.stage;
  // The creation or termination of a Pod already implies the wait.
  const known = lastDecision?.waitingFor !== undefined && begun.has(lastDecision.waitingFor);
  const why = trap.length > 0 || known ? [] : controller(t, before.stage, after.stage, clauses.length === 0);
  return [...outcomes(t, before, after), ...trap, ...clauses, ...why];
}

const keyOf = ({ namespace, setName }: StageModel): string => `${namespace}/${setName}`;

/** Returns the results of the user's actions on the stage. Commands in the terminal are answered there. */
function outcomes(t: Translate, before: NarratedState, { commands, diagnostics }: NarratedState): string[] {
  const last = before.commands.at(-1)?.id ?? -1;
  // A command that was opened with a session has printed nothing.
  const fresh = commands.filter(({ id, typed, lines }) => id > last && !typed && lines.length > 0);
  // A refusal that is marked in the text is an alert of its own.
  const shown = fresh.filter(({ ok }) => ok || diagnostics.length === 0);
  return shown.slice(-1).map(({ ok, lines }) => {
    const message = (ok ? lines.join(t('narration.and')) : (lines[0] ?? '')).replace(/[.。]$/, '');
    return t(ok ? 'narration.done' : 'narration.refused', { message });
  });
}

function newTrap(t: Translate, before: NarratedState, after: NarratedState): string[] {
  const known = new Set(shownTraps(before).map(({ kind, facts }) => `${kind} ${facts.pod ?? facts.claim ?? ''}`));
  const [trap] = shownTraps(after).filter(({ kind, facts }) => !known.has(`${kind} ${facts.pod ?? facts.claim ?? ''}`));
  return trap === undefined ? [] : [trapText(t, trap, after.stage.lastDecision)];
}

/** A change of a Pod that is announced to screen readers. */
type PodChange = 'ready' | 'unready' | 'terminating' | 'gone' | 'created' | 'silent';

function changeOf(was: PodModel | null, is: PodModel | null): PodChange | null {
  if (is === null) return was === null ? null : 'gone';
  const same = was?.uid === is.uid ? was : null;
  if (is.nodeSilent && !same?.nodeSilent) return 'silent';
  if (is.terminating) return same?.terminating ? null : 'terminating';
  if (is.ready) return same?.ready ? null : 'ready';
  if (same === null) return 'created';
  return same.ready ? 'unready' : null;
}

const order: readonly PodChange[] = ['silent', 'unready', 'ready', 'terminating', 'gone', 'created'];

interface PodNews {
  readonly clauses: readonly string[];
  /** Names of Pods that are being created, or are terminating. */
  readonly begun: ReadonlySet<string>;
}

function podClauses(t: Translate, before: StageModel, after: StageModel): PodNews {
  if (before === after) return { clauses: [], begun: new Set() };
  const was = new Map(before.slots.map((slot) => [slot.ordinal, slot]));
  const is = new Map(after.slots.map((slot) => [slot.ordinal, slot]));
  const groups = new Map<PodChange, string[]>();
  const troubles = new Map<string, string[]>();
  const add = <Key>(to: Map<Key, string[]>, key: Key, name: string) => to.set(key, [...(to.get(key) ?? []), name]);
  const ordinals = [...new Set([...was.keys(), ...is.keys()])].sort((a, b) => a - b);
  for (const ordinal of ordinals) {
    const [old, now] = [was.get(ordinal)?.pod ?? null, is.get(ordinal)?.pod ?? null];
    const name = (now ?? old)?.name ?? '';
    if (now !== null && isTroubled(now) && !(old?.uid === now.uid && isTroubled(old))) add(troubles, now.status, name);
    else {
      const change = changeOf(old, now);
      if (change !== null) add(groups, change, name);
    }
  }
  const clauses = [
    ...[...troubles].map(([status, names]) => t('narration.trouble', { pods: namesText(t, names), status })),
    ...order.flatMap((change) => {
      const names = groups.get(change);
      return names ? [t(`narration.${change}`, { pods: namesText(t, names), count: names.length })] : [];
    }),
    ...claimClauses(t, before.slots, after.slots),
  ];
  return { clauses, begun: new Set([...(groups.get('created') ?? []), ...(groups.get('terminating') ?? [])]) };
}

const isTroubled = (pod: PodModel): boolean => toneOf(pod) === 'bad';

function claimClauses(t: Translate, before: readonly SlotModel[], after: readonly SlotModel[]): string[] {
  const left = new Set(after.flatMap(({ claims }) => claims.map(({ uid }) => uid)));
  const gone = before.flatMap(({ claims }) => claims.filter(({ uid }) => !left.has(uid)).map(({ name }) => name));
  if (gone.length === 0) return [];
  return [t('narration.claimsGone', { claims: namesText(t, gone), count: gone.length })];
}

/**
 * Returns what the controller waits for, or that it has nothing to do; other decisions only if nothing else is
 * announced.
 */
function controller(t: Translate, before: StageModel | null, { lastDecision }: StageModel, quiet = true): string[] {
  if (lastDecision === null) return [];
  const same = (['rule', 'pod', 'waitingFor'] as const).every(
    (key) => before?.lastDecision?.[key] === lastDecision[key],
  );
  if (same || !(quiet || ['wait', 'keep', 'done'].includes(lastDecision.verb))) return [];
  return [decisionSentence(t, lastDecision)];
}

/**
 * Returns `web-0`, `web-0, web-2` or `web-0 to web-6`; for many without a range, their number. Names are in the order
 * of ordinals.
 */
export function namesText(t: Translate, names: readonly string[]): string {
  const ordinal = (name: string): number => Number(name.slice(name.lastIndexOf('-') + 1));
  const rows: string[][] = [];
  for (const name of names) {
    const row = rows.at(-1);
    if (row !== undefined && ordinal(row.at(-1)!) + 1 === ordinal(name)) row.push(name);
    else rows.push([name]);
  }
  const parts = rows.flatMap((row) =>
    row.length < 3 ? row : [t('narration.range', { from: row[0]!, to: row.at(-1)! })],
  );
  return parts.length > mostNames ? t('narration.count', { count: names.length }) : listText(t, parts);
}
