/** Subjects of a picture: the branch in use, and the one that it is compared with. */
import type { Translate } from '../../i18n/index.ts';
import { MomentReader } from '../../store/moment/beside.ts';
import type { Lab } from '../../store/lab.ts';
import type { LabState } from '../../store/state/lab-state.ts';
import { laneNames } from '../timeline/lane-names.ts';
import { runName } from '../timeline/run-name.ts';

/** A branch that is drawn. */
export interface Lane {
  readonly name: string;
  /** Returns the state at a moment (virtual ms); the lab does not move. */
  readonly stateAt: (at: number) => LabState;
}

/** Returns the branches on the stage: one, or two that are compared. */
export function lanesOf(t: Translate, lab: Lab): readonly Lane[] {
  const { run, beside } = lab.store.getState();
  const runs = lab.read(({ timeline }) => timeline.runs);
  const [own, other] = [run, beside].map((id) => runs.find((kept) => kept.id === id));
  const lane = (name: string, id: number): Lane => {
    const reader = new MomentReader(lab, id);
    return { name, stateAt: (at) => reader.stateAt(at) };
  };
  if (own === undefined) return [];
  if (other === undefined || other === own) return [lane(runName(t, own), own.id)];
  const [a, b] = laneNames(t, [own, other]);
  return [lane(`A · ${a}`, own.id), lane(`B · ${b}`, other.id)];
}
