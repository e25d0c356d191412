/** Writes steps and conditions of a lesson as bash. */
import { simulate } from '../../timeline/simulate.ts';
import type { Condition } from '../format/conditions.ts';
import type { Step } from '../format/steps.ts';
import { LessonRun } from '../run/lesson-run.ts';

/** Returns a text as one word of the shell. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** Returns a comment; a line break in the text does not end it. */
export const comment = (text: string): string => `# ${text.replaceAll(/\s+/g, ' ').trim()}`;

/** Returns a command with a text on its standard input. */
function heredoc(command: string, text: string): string {
  let word = 'EOF';
  // Returns a word that is not a line of the text.
  while (text.split('\n').includes(word)) word += '_';
  return `${command} <<'${word}'\n${text.endsWith('\n') || text === '' ? text : `${text}\n`}${word}`;
}

const manifestFile = 'manifest.yaml';
const writeManifest = (text: string): string => heredoc(`cat > ${manifestFile}`, text);
const nodeOf = (pod: string): string => `"$(kubectl get pod ${pod} -o jsonpath='{.spec.nodeName}')"`;
const volumeOf = (pod: string): string =>
  `"$(kubectl get pod ${pod} -o jsonpath='{.spec.containers[0].volumeMounts[0].mountPath}')"`;

/** The text in the editor, and the content of the file. The file is written when a command reads it. */
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
    // Edits of the text, written when it is applied.
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

/** Waits until a real cluster is at rest: its objects have not changed for ten seconds, or five minutes have passed. */
export const settleFunction = `settle() {
  before=
  for _ in $(seq 30); do
    now=$(kubectl get statefulsets,pods,persistentvolumeclaims -o jsonpath='{.items[*].metadata.resourceVersion}')
    [ "$now" = "$before" ] && return
    before=$now
    sleep 10
  done
}`;

/** Lists Pods, or Pods that kubelets have stopped, oldest first, without those in the notes of the page. */
export const historyFunctions = `pods() {
  kubectl get pods --sort-by=.metadata.creationTimestamp -o jsonpath='{range .items[*]}{.metadata.uid} {.metadata.name}{"\\n"}{end}'
}
stopped() {
  kubectl get events --field-selector reason=Killing --sort-by=.metadata.creationTimestamp -o jsonpath='{range .items[*]}{.metadata.uid} {.involvedObject.name}{"\\n"}{end}'
}
since() {
  while read -r uid name; do grep -q "$uid" "$state/$1" </dev/null || echo "$name"; done | uniq | xargs
}`;

const uidOf = (reference: string): string =>
  `"$(kubectl get ${reference} --ignore-not-found -o jsonpath='{.metadata.uid}')"`;
const noted = (reference: string): string => `"$state/${reference.replace('/', '-')}"`;

/** Returns the object whose identity a condition compares. */
function comparedIn(condition: Exclude<Condition, string>): string | undefined {
  if ('same' in condition) return condition.same;
  if ('replaced' in condition) return condition.replaced;
  return 'survived' in condition ? `pvc/${condition.survived}` : undefined;
}

/** Returns the list that shows the order of an event; undefined if neither objects nor Events show it. */
const listed = { created: 'pods', deleted: 'stopped', ready: undefined } as const;

/** Returns the line that notes the value that a condition compares with; undefined if there is none. */
export function noteFor(condition: Condition): string | undefined {
  if (typeof condition === 'string') return undefined;
  const list = 'order' in condition ? listed[condition.event] : undefined;
  if (list !== undefined) return `${list} > "$state/${list}"`;
  const reference = comparedIn(condition);
  return reference && `printf '%s' ${uidOf(reference)} > ${noted(reference)}`;
}

const watched = 'it would have to be watched all the time; a script looks once';

/** Returns the command that succeeds if a condition is met, or the reason why a script cannot check it. */
export function testFor(
  condition: Condition,
): { readonly test: string; readonly note?: string } | { readonly why: string } {
  if (typeof condition === 'string') return { test: `${condition} >/dev/null` };
  if ('run' in condition) return { test: `[ "$(${condition.run})" = ${quoted(condition.prints)} ]` };
  if ('replaced' in condition) {
    const is = uidOf(condition.replaced);
    return { test: `[ -n ${is} ] && [ ${is} != "$(cat ${noted(condition.replaced)})" ]` };
  }
  const reference = comparedIn(condition);
  if (reference !== undefined) {
    const is = uidOf(reference);
    const test = `[ -n ${is} ] && [ ${is} = "$(cat ${noted(reference)})" ]`;
    return 'survived' in condition ? { test, note: 'The claim is the same; its files are not read.' } : { test };
  }
  if ('order' in condition) {
    const list = listed[condition.event];
    if (list === undefined) return { why: watched };
    return { test: `[ "$(${list} | since ${list})" = ${quoted(condition.order.join(' '))} ]` };
  }
  if ('deleted' in condition) return { why: 'who deleted a Pod stands in the audit log of the API server alone' };
  if ('resolves' in condition) {
    if (condition.askedBefore === true) return { why: 'a client would have to have asked when the page was opened' };
    const pod = 'kubectl run lookup --rm -i --quiet --restart=Never --image=busybox:1.36';
    return { test: `${pod} -- nslookup ${condition.resolves}.default.svc.cluster.local >/dev/null` };
  }
  return { why: watched };
}
