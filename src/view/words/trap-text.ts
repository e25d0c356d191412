/** Traps as sentences. */
import type { Decision } from '../../engine/index.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { Trap } from '../traps/traps.ts';
import { inferredText } from './decision-text.ts';
import { withNames } from './names-text.ts';

/**
 * Returns what a trap is and how to leave it.
 * @param decision The controller's last decision: the trap is inferred if that is.
 */
export const trapText = (t: Translate, { kind, facts }: Trap, decision: Decision | null): string =>
  inferredText(t, t(`trap.${kind}`, withNames(t, facts)), decision);
