/** A plan as text, for a pull request. */
import type { Translate } from '../i18n/translate.ts';
import type { Imported } from '../import/import-cluster.ts';
import { withheldTexts } from './import-text.ts';
import type { Plan } from './plan.ts';
import type { PlanStep } from './plan-steps.ts';

interface TextOptions extends Partial<Pick<Imported, 'withheld' | 'skipped'>> {
  /** True if each assumption names the option of `npm run plan` that changes it. */
  readonly switches?: boolean;
}

/** @param command The command line that is planned. */
export function planText(
  plan: Plan,
  command: string,
  t: Translate,
  { withheld = [], skipped = [], switches = false }: TextOptions = {},
): string {
  const { stdout, stderr, exit, steps, assumptions } = plan;
  const notes = [
    ...withheldTexts(t, withheld),
    ...(skipped.length > 0 ? [t('import.skipped', { names: skipped.join(', ') })] : []),
  ];
  const parts = [
    `$ ${command}\n${stdout}${stderr}${exit === 0 ? '' : `${t('plan.refused', { exit })}\n`}`,
    ...(steps.length > 0
      ? [
          section(
            t('plan.steps'),
            steps.map((step) => stepLine(t, step)),
          ),
        ]
      : exit === 0
        ? [`${t('plan.nothing')}\n`]
        : []),
    ...claims(t, plan),
    ...ending(t, plan),
    section(
      t('plan.holds'),
      assumptions.map(
        (a) => a.if + (a.command ? t('plan.toKnow', { command: a.command }) : '') + (switches ? switchOf(a) : ''),
      ),
    ),
    ...(notes.length > 0 ? [section(t('plan.leftOut'), notes)] : []),
  ];
  return parts.join('\n');
}

const section = (title: string, lines: readonly string[]): string =>
  `${title}:\n${lines.map((line) => `  ${line}\n`).join('')}`;

function stepLine(t: Translate, { what, by, reason, unavailable }: PlanStep): string {
  const missing = Object.entries(unavailable).map(([set, count]) => t('plan.unavailable', { set, count }));
  const note = missing.length > 0 ? `  [${missing.join(', ')}]` : '';
  return `${what === undefined ? '… ' : `${what}  (${by}) `}${reason}${note}`;
}

function switchOf({ switch: other }: Plan['assumptions'][number]): string {
  return other === undefined ? '' : ` [${other.option} ${other.values.join('|')}]`;
}

const nameOf = (object: object): string => {
  const { name, namespace } = object as { readonly name: string; readonly namespace?: string };
  return namespace === undefined ? name : `${namespace}/${name}`;
};

/** Names of the claims that are deleted with their data, that are created, and that stay. */
export function claimsOf({ before, state }: Plan): Readonly<Record<'deleted' | 'created' | 'kept', readonly string[]>> {
  const [old, now] = [before, state].map((then) => (then['persistentvolumeclaims'] ?? []).map(nameOf)) as [
    string[],
    string[],
  ];
  return {
    deleted: old.filter((name) => !now.includes(name)),
    created: now.filter((name) => !old.includes(name)),
    kept: old.filter((name) => now.includes(name)),
  };
}

/** Returns which claims are deleted, created and kept. */
function claims(t: Translate, plan: Plan): readonly string[] {
  const all = claimsOf(plan);
  const lines = (['deleted', 'created', 'kept'] as const).flatMap((what) =>
    all[what].length === 0 ? [] : [`${t(`plan.claims.${what}`)}: ${all[what].join(', ')}`],
  );
  return lines.length === 0 ? [] : [section(t('plan.claims'), lines)];
}

/** Returns where the plan ends. A refused command leads nowhere. */
function ending(t: Translate, { stuck, exit }: Plan): readonly string[] {
  if (stuck.length === 0) return exit === 0 ? [`${t('plan.atRest')}\n`] : [];
  const wayOut = (command?: string): string => (command === undefined ? '' : ` ${t('plan.wayOut', { command })}`);
  return [
    section(
      t('plan.stops'),
      stuck.map(({ object, reason, command }) => `${object}: ${reason}${wayOut(command)}`),
    ),
  ];
}
