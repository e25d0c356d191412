/** Writes the inputs of a recording as a script that does the same on a real cluster. */
import type { Input, ObjectView, StatefulSet } from '../engine/index.ts';
import type { SavedCommand } from '../share/session.ts';
import { manifestFile, type Run } from './run.ts';

const head = `#!/bin/sh
# What was done in StatefulSet Lab, command by command. Where a set had come to rest, the script waits for that; other
# pauses are as long as they were in the lab, and a real cluster may need more.
set -e
`;

/**
 * Returns a shell script of the commands that led to a moment of a run. It contains the files that the commands read.
 * @param until Number of inputs by that moment.
 */
export function kubectlScript(run: Run, until: number): string {
  const parts: string[] = [];
  let done = 0;
  let before: Input | undefined;
  for (const command of run.commands) {
    if (command.inputs > until) break;
    const own = run.recording.inputs.slice(done, command.inputs);
    for (const input of own) parts.push(...remarkOn(input));
    if (before !== undefined && own.length > 0) parts.push(...pause(run, done, own[0]!.at - before.at));
    parts.push(line(command));
    done = command.inputs;
    before = own.at(-1) ?? before;
  }
  for (const input of run.recording.inputs.slice(done, until)) parts.push(...remarkOn(input));
  return [head, ...parts.map((part) => `${part}\n`)].join('\n');
}

/** Returns remarks for what kubectl cannot do. */
function remarkOn({ verb, args: [name, namespace] }: Input): string[] {
  switch (verb) {
    case 'cutNode':
      return [`# Here the machine of node ${String(name)} was cut off from the network; kubectl cannot do that.`];
    case 'restoreNode':
      return [`# Here the machine of node ${String(name)} came back.`];
    case 'finishPod':
      return [`# Here the containers of Pod ${String(namespace)}/${String(name)} ended.`];
    default:
      return [];
  }
}

/** Waits as the user did before the next command. */
function pause(run: Run, inputs: number, ms: number): string[] {
  if (ms < 1000) return [];
  const turn = run.recording.turns.findLast((then) => then.inputs <= inputs);
  const resting = setsAtRest(run.viewAt(turn?.seq ?? 0).objects);
  if (resting.length === 0) return [`sleep ${Math.ceil(ms / 1000)}`];
  return resting.map(({ metadata: { name, namespace } }) => {
    const flag = namespace === 'default' ? '' : ` -n ${namespace}`;
    return `kubectl rollout status statefulset/${name}${flag} --timeout=10m`;
  });
}

/** Sets for which `kubectl rollout status` has nothing left to wait for. */
function setsAtRest(view: ObjectView): readonly StatefulSet[] {
  return view.list('statefulsets').filter(({ metadata, spec, status }) => {
    if (spec.updateStrategy.type !== 'RollingUpdate' || metadata.deletionTimestamp !== undefined) return false;
    const { observedGeneration, readyReplicas = 0, updatedReplicas = 0, currentRevision, updateRevision } = status;
    if (observedGeneration !== metadata.generation || readyReplicas !== spec.replicas) return false;
    const partition = spec.updateStrategy.rollingUpdate?.partition ?? 0;
    return currentRevision === updateRevision || (partition > 0 && updatedReplicas >= spec.replicas - partition);
  });
}

function line({ command, file, refused }: SavedCommand): string {
  // A real cluster refuses it as well, after the same part of it was done.
  const end = refused ? ' || true' : '';
  return file === undefined ? `${command}${end}` : heredoc(command.replace(manifestFile, '-'), end, file);
}

function heredoc(command: string, end: string, text: string): string {
  // A delimiter that is not a line of the text.
  let word = 'EOF';
  while (text.split('\n').includes(word)) word += '_';
  return `${command} <<'${word}'${end}\n${text.endsWith('\n') || text === '' ? text : `${text}\n`}${word}`;
}
