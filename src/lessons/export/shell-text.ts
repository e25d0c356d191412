/** Writes steps and conditions of a lesson as bash. */
import { simulate } from '../../timeline/simulate.ts';
import type { Condition } from '../format/conditions.ts';
import type { Step } from '../format/steps.ts';
import { LessonRun } from '../run/lesson-run.ts';

/** Returns a text as one word of the shell. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** Returns a comment that no line break of the text can end. */
export const comment = (text: string): string => `# ${text.replaceAll(/\s+/g, ' ').trim()}`;

/** Returns a command with a text on its standard input. */
function heredoc(command: string, text: string): string {
  let word = 'EOF';
  // A word that no line of the text is.
  while (text.split('\n').includes(word)) word += '_';
  return `${command} <<'${word}'\n${text.endsWith('\n') || text === '' ? text : `${text}\n`}${word}`;
}

const manifestFile = 'manifest.yaml';
const writeManifest = (text: string): string => heredoc(`cat > ${manifestFile}`, text);
const nodeOf = (pod: string): string => `"$(kubectl get pod ${pod} -o jsonpath='{.spec.nodeName}')"`;
const volumeOf = (pod: string): string =>
  `"$(kubectl get pod ${pod} -o jsonpath='{.spec.containers[0].volumeMounts[0].mountPath}')"`;

/** The text in the editor, and what is in the file. Written when a command reads it. */
export class ManifestText {
  #written: string | undefined;
  #run: LessonRun;

  constructor(text: string) {
    this.#run = new LessonRun(simulate(1), text);
  }

  /** Replaces the text. */
  begin(text: string): void {
    this.#run.text = text;
  }

  /** Returns a step as lines of bash. */
  lines(step: Step): readonly string[] {
    if (typeof step === 'string') return [...(step.includes(manifestFile) ? this.#file() : []), step];
    if ('apply' in step) return [...this.#file(), `kubectl apply -f ${manifestFile}`];
    if ('try' in step) return [`${step.try} || true`];
    if ('settle' in step) return ['settle'];
    if ('wait' in step) return [`sleep ${step.wait}`];
    if ('write' in step) {
      const path = `${volumeOf(step.to)}/data.txt`;
      return [`printf '%s\\n' ${quoted(step.write)} | kubectl exec -i ${step.to} -- sh -c 'cat >> "$0"' ${path}`];
    }
    if ('cutNodeOf' in step) return [`ssh ${nodeOf(step.cutNodeOf)} systemctl stop kubelet`];
    if ('restoreNodeOf' in step) return [`ssh ${nodeOf(step.restoreNodeOf)} systemctl start kubelet`];
    // Edits of the text: they are written when it is applied.
    this.#run.perform(step);
    return [];
  }

  #file(): readonly string[] {
    const { text } = this.#run;
    if (text === this.#written) return [];
    this.#written = text;
    return [writeManifest(text)];
  }
}

/** Lets a real cluster come to rest: until its objects stay the same for ten seconds, or for five minutes. */
export const settleFunction = `settle() {
  before=
  for _ in $(seq 30); do
    now=$(kubectl get statefulsets,pods,persistentvolumeclaims -o jsonpath='{.items[*].metadata.resourceVersion}')
    [ "$now" = "$before" ] && return
    before=$now
    sleep 10
  done
}`;

const uidOf = (reference: string): string =>
  `"$(kubectl get ${reference} --ignore-not-found -o jsonpath='{.metadata.uid}')"`;
const noted = (reference: string): string => `"$state/${reference.replace('/', '-')}"`;

/** Returns the line that notes what a condition compares with; undefined where it compares with nothing. */
export function noteFor(condition: Condition): string | undefined {
  if (typeof condition === 'string') return undefined;
  const reference = 'same' in condition ? condition.same : 'replaced' in condition ? condition.replaced : undefined;
  return reference && `printf '%s' ${uidOf(reference)} > ${noted(reference)}`;
}

/** Returns the command that succeeds if the condition is met; undefined where only the lab knows what it asks for. */
export function testFor(condition: Condition): string | undefined {
  if (typeof condition === 'string') return `${condition} >/dev/null`;
  if ('run' in condition) return `[ "$(${condition.run})" = ${quoted(condition.prints)} ]`;
  if ('same' in condition) return `[ ${uidOf(condition.same)} = "$(cat ${noted(condition.same)})" ]`;
  if ('replaced' in condition) {
    const is = uidOf(condition.replaced);
    return `[ -n ${is} ] && [ ${is} != "$(cat ${noted(condition.replaced)})" ]`;
  }
  return undefined;
}
