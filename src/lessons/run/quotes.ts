/** Proves what the texts of a lesson quote: each is typed in the lesson, printed in its course, or listed as a name. */
import type { Path } from '../../manifests/parse.ts';
import type { Lesson } from '../format/schema.ts';
import type { LessonRun } from './lesson-run.ts';
import { Course, isOf } from './check-condition.ts';
import { firstTurn } from './moments.ts';
import { askKubectl, logsOf } from './run-kubectl.ts';

/** Words of a text that stand for something in the cluster, with the field that contains them. */
interface Quote {
  readonly path: Path;
  readonly words: string;
}

/** Fields that are neither typed nor said: names, and options that may be wrong. */
const ignored = new Set(['id', 'serves', 'names', 'value']);
const languages = new Set(['en', 'zh']);

/** Code of Markdown; names such as ContainerCreating and statuses, which a text may use without it. */
const code = /(`+)([^`]+)\1/g;
const camelCase = /(?<![\w.-])(?:[A-Z][a-z]+){2,}(?![\w-])/g;

/** Words that kubectl prints as a status. */
const status =
  /(?<![\w.-])(?:Pending|Running|Terminating|Bound|Released|Available|Lost|Evicted|Completed|Succeeded|Failed|Error)(?![\w-])/g;
const isStatus = (words: string): boolean => new RegExp(`^${status.source}$`).test(words);

/** Commands that print everything about a cluster, the cheapest first. */
const looks = [
  'kubectl api-resources',
  'kubectl get all,pvc,pv,storageclass,controllerrevisions,pdb,nodes,endpointslices,events -A -o wide',
  'kubectl describe sts,deployments,pods,pvc,nodes,services -A',
  'kubectl get sts,deployments,services -A -o yaml',
  'kubectl get pods,pvc,pv,storageclass,controllerrevisions,pdb,nodes,endpointslices -A -o yaml',
];

/** The quotes of a lesson that are not proven yet. */
export class Quotes {
  #open: readonly Quote[];

  constructor(lesson: Lesson) {
    const names = new Set(lesson.names);
    const quotes = [...quotesOf(lesson, [])].filter(({ words }) => !names.has(words));
    this.#open = unprinted(quotes, [...typedIn(lesson)].join('\n'));
  }

  /** Looks in what the steps of a run have printed, and in what kubectl prints about its cluster now. */
  look(run: LessonRun): void {
    this.#open = this.#open.filter(({ words }) => !isKnown(words, run));
    this.#read(printedOf(run), (words) => !isCommand(words));
    this.#read(statusesIn(run), isStatus);
  }

  /** Reads on as long as such a quote is open. */
  #read(texts: Iterable<string>, isOne: (words: string) => boolean): void {
    if (!this.#open.some(({ words }) => isOne(words))) return;
    for (const text of texts) {
      this.#open = unprinted(this.#open, text);
      if (!this.#open.some(({ words }) => isOne(words))) return;
    }
  }

  /** Returns the quotes that nothing has printed. */
  get unproven(): readonly Quote[] {
    return this.#open;
  }
}

function* quotesOf(value: unknown, path: Path): Generator<Quote> {
  if (typeof value === 'string') {
    if (!languages.has(String(path.at(-1)))) return;
    const inCode = [...value.matchAll(code)].flatMap(([, , inner = '']) => inner.split('\n'));
    const said = value.replaceAll(code, ' ');
    const words = [
      ...inCode.map((line) => line.trim()),
      ...(said.match(camelCase) ?? []),
      ...(said.match(status) ?? []),
    ];
    for (const one of new Set(words.filter((line) => line !== ''))) yield { path, words: one };
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      yield* quotesOf(item, [...path, Array.isArray(value) ? Number(key) : key]);
    }
  }
}

/** Returns what the author of a lesson or its learner types: manifests, steps, conditions. */
function* typedIn(value: unknown, key = ''): Generator<string> {
  if (ignored.has(key) || languages.has(key)) return;
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) yield* typedIn(item, name);
  }
}

/** Returns what the steps of a run have printed, then what kubectl prints about its cluster. */
function* printedOf(run: LessonRun): Generator<string> {
  yield [run.text, ...run.printed].join('\n');
  const ask = (line: string): string => printedBy(line, run).stdout;
  for (const line of looks) yield ask(line);
  for (const pod of ask('kubectl get pods -o name').split('\n')) {
    if (pod !== '') yield ask(`kubectl logs ${pod} --all-containers`);
  }
}

/** Returns the statuses that kubectl has printed at the moments of a run: some, as Terminating, do not last. */
function* statusesIn({ recording }: LessonRun): Generator<string> {
  const course = new Course(recording, firstTurn);
  for (const { view, at } of course.moments(isOf('pods', 'persistentvolumeclaims', 'persistentvolumes', 'nodes'))) {
    yield course.ask('kubectl get pods,pvc,pv,nodes -A', view.objects, at).stdout;
  }
}

const printedBy = (line: string, { cluster }: LessonRun) => askKubectl(line, cluster.api, cluster, logsOf(cluster));

const isCommand = (words: string): boolean => words.startsWith('kubectl ');

/** Returns true for a command that kubectl has with its flags, and for a field that a set has, as status.replicas. */
function isKnown(words: string, run: LessonRun): boolean {
  if (isCommand(words)) return printedBy(`${words} --help`, run).exit === 0;
  if (!/^(?:metadata|spec|status)(?:\.\w+)+$/.test(words)) return false;
  return printedBy(`kubectl get sts -o jsonpath={.items[*].${words}}`, run).stdout !== '';
}

/** Returns the quotes that a text does not contain as whole words, wherever its lines end. */
function unprinted(quotes: readonly Quote[], text: string): readonly Quote[] {
  const printed = text.replaceAll(/\s+/g, ' ');
  return quotes.filter(({ words }) => {
    const escaped = words.replaceAll(/\s+/g, ' ').replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
    return !new RegExp(`(?<![\\w])${escaped}(?![\\w])`).test(printed);
  });
}
