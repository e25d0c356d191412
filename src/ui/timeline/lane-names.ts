/** Names of two compared branches, by their differences. */
import type { Translate } from '../../i18n/index.ts';
import type { Run } from '../../timeline/run.ts';
import { runDifferences, type Trait } from '../../timeline/run-differences.ts';
import { clockText } from '../../view/words/clock-text.ts';
import { imageParts } from '../../view/words/image-parts.ts';
import { runName, shortCommand } from './run-name.ts';

/** The most differences that a name is made of. */
const most = 3;
/** Fields whose values are clear by themselves. */
const wellKnown = ['podManagementPolicy', 'updateStrategy'];

export type LaneNames = readonly [string, string];

/**
 * Returns the names of two branches by their differences. A branch has its own name if it has no difference to name, or
 * if it was given one and differs by commands.
 */
export function laneNames(t: Translate, runs: readonly [Run, Run]): LaneNames {
  const differences = runDifferences(...runs);
  const nameOf = (lane: 0 | 1): string => {
    if (runs[lane].name !== null && differences.some((traits) => traits[lane].is === 'action'))
      return runName(t, runs[lane]);
    const words = differences.slice(0, most).flatMap((traits) => traitText(t, traits[lane]) ?? []);
    if (words.length === 0) return runName(t, runs[lane]);
    const more = differences.length - most;
    return [...words, ...(more > 0 ? [`+${more}`] : [])].join(t('slot.comma'));
  };
  return [nameOf(0), nameOf(1)];
}

/** Returns null for a branch in which nothing was done: that names nothing. */
function traitText(t: Translate, trait: Trait): string | null {
  switch (trait.is) {
    case 'kind':
      return t('lane.as', { kind: trait.kind });
    case 'nothing':
      return null;
    case 'action': {
      const command = shortCommand(trait.command);
      return trait.at === null ? command : t('lane.at', { command, at: clockText(trait.at) });
    }
    case 'field': {
      const { field, value } = trait;
      if (value === null) return t('lane.without', { field });
      if (wellKnown.includes(field)) return value;
      return field === 'image' ? imageParts(value)[1] : `${field} ${value}`;
    }
  }
}
