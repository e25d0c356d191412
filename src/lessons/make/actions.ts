/** Turns the actions of a run into steps of a lesson. */
import type { Input } from '../../engine/index.ts';
import type { SavedCommand } from '../../share/session.ts';
import { manifestFile, type Run } from '../../timeline/run.ts';
import type { Step } from '../format/steps.ts';

export interface Actions {
  readonly steps: readonly Step[];
  /** Actions that cannot become steps of a lesson, as the user gave them. */
  readonly left: readonly string[];
}

/** Longest command of a step. */
const maxCommand = 400;
const isOneCommand = (command: string): boolean =>
  command.length <= maxCommand && /^kubectl [^\n|;&<>`]+$/.test(command.replaceAll(/'[^'\n]*'|"[^"\n$`]*"/g, 'x'));

/** Returns the actions of a run as steps, up to its newest moment. */
export function actionsOf(run: Run): Actions {
  const steps: Step[] = [];
  const left: string[] = [];
  let text = run.textAt(0);
  let done = 0;
  let before: Input | undefined;
  const { inputs } = run.recording;
  const take = (until: number): readonly Input[] => {
    const own = inputs.slice(done, until);
    done = Math.max(done, until);
    if (before !== undefined && own[0] !== undefined)
      steps.push(...pauseBetween(run, before, own[0], done - own.length));
    before = own.at(-1) ?? before;
    return own;
  };

  for (const command of run.commands) {
    const own = take(command.inputs);
    for (const input of own) {
      const step = faultOf(run, input);
      if (step !== undefined) steps.push(step);
    }
    const step = stepOf(command);
    if (step === null) left.push(command.command);
    else {
      const file = command.file ?? run.textAt(command.inputs);
      if (command.command.includes(manifestFile) && file !== text) steps.push({ text: (text = file) });
      steps.push(step);
    }
  }
  for (const input of take(inputs.length)) {
    const step = faultOf(run, input);
    if (step !== undefined) steps.push(step);
    else left.push(input.verb);
  }
  return { steps, left };
}

function stepOf({ command, refused }: SavedCommand): Step | null {
  if (command === `kubectl apply -f ${manifestFile}` && refused !== true) return { apply: manifestFile };
  if (!isOneCommand(command)) return null;
  return refused === true ? { try: command } : command;
}

/**
 * Returns the pause between two inputs: until the cluster was at rest, or as long as the user waited.
 * @param count Number of inputs by then.
 */
function pauseBetween(run: Run, before: Input, next: Input, count: number): readonly Step[] {
  const seconds = Math.round((next.at - before.at) / 1000);
  if (seconds === 0) return [];
  const last = run.recording.turns.findLast(({ inputs, at }) => inputs === count && at < next.at);
  // If there was work just before the next input, the user did not wait for rest.
  const restless = last !== undefined && last.at > before.at && last.at >= next.at - 1000;
  return restless || seconds < 2 ? [{ wait: Math.min(seconds, 3600) }] : [{ settle: true }];
}

/** Returns the step for a fault of a machine. Lessons name a machine by a Pod on it. */
function faultOf(run: Run, { verb, args, seq }: Input): Step | undefined {
  const [name] = args;
  if (verb !== 'cutNode' && verb !== 'restoreNode') return undefined;
  const pods = run.viewAt(seq).objects.list('pods', { namespace: 'default' });
  const pod = pods.find(({ spec, metadata }) => spec.nodeName === name && /-\d+$/.test(metadata.name))?.metadata.name;
  if (pod === undefined) return undefined;
  return verb === 'cutNode' ? { cutNodeOf: pod } : { restoreNodeOf: pod };
}
