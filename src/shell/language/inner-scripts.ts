/** Rewrites scripts that a command reads when it runs: those of `eval` and `source`. */
import { assigns } from './assignments.ts';
import { behind, hidden, type Streams, streamsWord } from './hidden.ts';
import { anyNode, fileOf, lastExit, outputOf, simpleCommand, type SimpleCommand } from './script.ts';

/** `eval "$x"`: its script is rewritten so that its output appears at once, too. */
export function evaluated(command: SimpleCommand, to: Streams): SimpleCommand {
  if (anyNode(command.args, assigns)) return command;
  const text = simpleCommand(hidden.script, [
    lastExit(),
    streamsWord(behind(command.redirections, to)),
    ...command.args,
  ]);
  return { ...command, args: [outputOf(text)] };
}

export function sourced(command: SimpleCommand, to: Streams): SimpleCommand {
  const [file, ...args] = command.args;
  if (file === undefined || anyNode(file, assigns)) return command;
  const text = simpleCommand(hidden.source, [lastExit(), streamsWord(behind(command.redirections, to)), file]);
  return { ...command, args: [fileOf(text), ...args] };
}
