/** What was done, as a script that does the same on a real cluster. */
import type { CommandRecord, LabState } from './lab-state.ts';

/** The commands of a run: its own, and those of the runs it came from, up to where it left them. */
export function commandsOf({
  commands,
  run,
  runs,
}: Pick<LabState, 'commands' | 'run' | 'runs'>): readonly CommandRecord[] {
  const until = new Map<number, number>([[run, Infinity]]);
  for (let at = runs.find(({ id }) => id === run)?.from; at; at = runs.find(({ id }) => id === at!.id)?.from) {
    until.set(at.id, at.inputs);
  }
  return commands.filter((command) => command.ok && command.inputs <= (until.get(command.run) ?? -1));
}

/** A shell script. Files that a command reads are written into it. */
export function kubectlScript(state: Pick<LabState, 'commands' | 'run' | 'runs'>): string {
  const lines = commandsOf(state).map(({ command, file }) =>
    file === undefined ? command : heredoc(command.replace('manifest.yaml', '-'), file),
  );
  return `#!/bin/sh\nset -e\n\n${lines.map((line) => `${line}\n`).join('\n')}`;
}

function heredoc(command: string, text: string): string {
  // A word that no line of the text is.
  let end = 'EOF';
  while (text.split('\n').includes(end)) end += '_';
  return `${command} <<'${end}'\n${text.endsWith('\n') || text === '' ? text : `${text}\n`}${end}`;
}
