/** The commands of a plan, for a terminal. */
import { manifestFile } from '../../timeline/run.ts';

/** The command of Apply. */
export const applyCommand = `kubectl apply -f ${manifestFile}`;

/** Returns the command with the file that it reads. */
export function commandsOf(command: string, text: string): string {
  if (!command.includes(manifestFile)) return `${command}\n`;
  let end = 'EOF';
  while (text.split('\n').includes(end)) end += 'F';
  return `cat > ${manifestFile} <<'${end}'\n${text.replace(/\n?$/, '\n')}${end}\n${command}\n`;
}
