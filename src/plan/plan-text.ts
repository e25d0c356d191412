/** A plan as text, for a pull request. */
import type { Imported } from '../import/import-cluster.ts';
import type { Plan } from './plan.ts';
import type { PlanStep } from './plan-steps.ts';

/** @param command The command line that the plan is about. */
export function planText(
  plan: Plan,
  command: string,
  { withheld, skipped }: Pick<Imported, 'withheld' | 'skipped'>,
): string {
  const { stdout, stderr, exit, steps, stuck, assumptions } = plan;
  const notes = [
    ...[...withheld].map(([what, count]) => `withheld: ${what}${count > 1 ? ` (${count})` : ''}`),
    ...(skipped.length > 0 ? [`not simulated: ${skipped.join(', ')}`] : []),
  ];
  const parts = [
    `$ ${command}\n${stdout}${stderr}${exit === 0 ? '' : `exit ${exit}: refused, nothing follows\n`}`,
    ...(steps.length > 0
      ? [section('What happens', steps.map(stepLine))]
      : exit === 0
        ? ['Nothing else happens.\n']
        : []),
    ...claims(plan),
    ending(stuck),
    section(
      'This holds',
      assumptions.map((a) => a.if + (a.command ? ` – to know: ${a.command}` : '') + switchOf(a)),
    ),
    ...(notes.length > 0 ? [section('Left out of the dump', notes)] : []),
  ];
  return parts.join('\n');
}

const section = (title: string, lines: readonly string[]): string =>
  `${title}:\n${lines.map((line) => `  ${line}\n`).join('')}`;

function stepLine({ what, by, reason, unavailable }: PlanStep): string {
  const missing = Object.entries(unavailable).map(([set, count]) => `${set}: ${count} unavailable`);
  const note = missing.length > 0 ? `  [${missing.join(', ')}]` : '';
  return `${what === undefined ? '… ' : `${what}  (${by}) `}${reason}${note}`;
}

function switchOf({ switch: other }: Plan['assumptions'][number]): string {
  return other === undefined ? '' : ` [${other.option} ${other.values.join('|')}]`;
}

/** Which claims go, come and stay. */
function claims({ before, state }: Plan): readonly string[] {
  const names = (objects: readonly object[] = []): readonly string[] =>
    objects.map((claim) => (claim as { name: string }).name);
  const [old, now] = [names(before['persistentvolumeclaims']), names(state['persistentvolumeclaims'])];
  const lines = [
    ['deleted, with their data', old.filter((name) => !now.includes(name))],
    ['created', now.filter((name) => !old.includes(name))],
    ['kept', old.filter((name) => now.includes(name))],
  ] as const;
  const shown = lines.filter(([, list]) => list.length > 0).map(([what, list]) => `${what}: ${list.join(', ')}`);
  return shown.length === 0 ? [] : [section('Claims', shown)];
}

function ending(stuck: Plan['stuck']): string {
  if (stuck.length === 0) return 'It comes to rest: every set is as it is to be.\n';
  return section(
    'It stops',
    stuck.map(
      ({ object, reason, command }) => `${object}: ${reason}${command === undefined ? '' : ` Way out: ${command}`}`,
    ),
  );
}
