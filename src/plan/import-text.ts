/** Texts about an import: the objects that it lacks, and the fields that were left out. */
import type { Translate } from '../i18n/translate.ts';
import type { Lack, Withheld } from '../import/import-cluster.ts';

/** Returns e.g. `Nodes node-1, node-2`. */
export function lackText(t: Translate, { kind, names, more }: Lack): string {
  const count = names.length + more;
  return t(`import.lack.${kind}`, { count, names: more > 0 ? `${names.join(', ')} (+${more})` : names.join(', ') });
}

/** Returns e.g. `if they are Ready and have room (not in the dump: nodes node-1)`. */
export const assumedInstead = (t: Translate, lack: Lack): string =>
  t('import.assumedInstead', { assumed: t(`import.assumed.${lack.kind}`), what: lackText(t, lack) });

/** Returns a line for each kind of field that was left out. */
export const withheldTexts = (t: Translate, withheld: Withheld): readonly string[] =>
  withheld.map(({ field, kind, count }) => t(`import.withheld.${field}`, { kind, count }));
