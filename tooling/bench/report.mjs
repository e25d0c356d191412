// The figures as Markdown, and their place in docs/benchmarks.md.

/** @typedef {{ cpu: number, events: number, heap: number }} Measurement CPU in ms, heap in bytes. */
/** @typedef {{ ready: Measurement, update?: Measurement }} Result */
/** @typedef {{ shape: string, pods: number, result: Result }} Row */
/** @typedef {{ events: number, objects: number, heap: number, seek: { p50: number, p95: number, max: number } }} Travel */

/** @typedef {import('./frames.mjs').Frames} Frames */

/** @param {number[]} values @returns {number} */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

/** @param {Measurement[]} runs @returns {Measurement} Each figure's median. */
function medianOf(runs) {
  const of = (/** @type {keyof Measurement} */ figure) => median(runs.map((run) => run[figure]));
  return { cpu: of('cpu'), events: of('events'), heap: of('heap') };
}

/** @param {Result[]} runs Of the same case. @returns {Result} */
export function medianResult(runs) {
  const updates = runs.flatMap((run) => run.update ?? []);
  return { ready: medianOf(runs.map((run) => run.ready)), ...(updates.length > 0 && { update: medianOf(updates) }) };
}

/** @param {number} ms */
const duration = (ms) => (ms < 1000 ? `${ms.toPrecision(ms < 100 ? 2 : 3)} ms` : `${(ms / 1000).toPrecision(3)} s`);
/** @param {number} bytes */
const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;
/** @param {number} n */
const thousands = (n) => n.toLocaleString('en-US');
/** @param {number} n */
const times = (n) => `${n >= 20 ? Math.round(n) : n.toPrecision(2)}×`;
/** @param {Measurement} m */
const rate = (m) => `${Math.round(m.events / m.cpu)} k`;

/** @param {string[]} head @param {string[][]} rows */
const table = (head, rows) => [head, head.map(() => '---:'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** @param {Row[]} rows @param {(row: Row) => Measurement | undefined} of @returns {number[]} CPU against a tenth of the Pods. */
function growth(rows, of) {
  return rows.flatMap((row) => {
    const tenth = rows.find((r) => r.shape === row.shape && r.pods * 10 === row.pods);
    const [cpu, before] = [of(row)?.cpu, tenth && of(tenth)?.cpu];
    return cpu === undefined || before === undefined ? [] : [cpu / before];
  });
}

/** @param {Row[]} rows One for each case that was measured. @returns {string} */
function growthLine(rows) {
  const factors = [...growth(rows, (r) => r.result.ready), ...growth(rows, (r) => r.result.update)];
  if (factors.length === 0) return '';
  return `Ten times the Pods cost at most ${times(Math.max(...factors))} the CPU, to Ready or through the update.`;
}

/** @param {number} ms */
const milliseconds = (ms) => `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;

/** @param {readonly Frames[]} frames @returns {string} */
export function framesReport(frames) {
  return [
    'The page in a browser, while a rolling update goes through a set that is shown: script per frame (CPU of the main',
    'thread, garbage collection included, layout and painting not), and tasks over 50 ms in 15 s. _Speed_ is virtual',
    'seconds per second.',
    '',
    table(
      ['Pods', 'speed', 'frames', 'p50', 'p95', 'longest', 'long tasks', 'Pods updated'],
      frames.map(({ pods, speed, frames, p50, p95, max, long, updated }) => [
        thousands(pods),
        `${speed}×`,
        thousands(frames),
        milliseconds(p50),
        milliseconds(p95),
        milliseconds(max),
        String(long),
        String(updated),
      ]),
    ),
  ].join('\n');
}

/** @typedef {{ page: string, pods: number, p50: number, p95: number, part: number }} Checked */

/** @param {readonly Checked[]} checked @returns {string} */
export function lessonsReport(checked) {
  const slowest = [...checked].sort((a, b) => b.p50 - a.p50);
  const middle = median(checked.map(({ p50 }) => p50));
  return [
    'A check of all goals of a task after an action: the fork that the page has made ahead takes what was done since, is run',
    `until it rests, and is judged. Of the ${checked.length} tasks of the course, half take no more than ${milliseconds(middle)} of`,
    'script. The page draws between the parts of a check. These take most:',
    '',
    table(
      ['task', 'Pods', 'p50', 'p95', 'longest part'],
      slowest
        .slice(0, 5)
        .map(({ page, pods, p50, p95, part }) => [page, String(pods), ...[p50, p95, part].map(milliseconds)]),
    ),
  ].join('\n');
}

/**
 * @param {Row[]} rows
 * @param {Travel} travel Jumps through a history.
 * @param {readonly Frames[]} frames
 * @param {{ cpu: string, cores: number, node: string }} machine
 * @returns {string}
 */
export function report(rows, travel, frames, machine) {
  const sets = rows.filter((r) => r.shape === 'OrderedReady' || r.shape === 'Parallel');
  const find = (/** @type {string} */ shape, /** @type {number} */ pods) =>
    rows.find((r) => r.shape === shape && r.pods === pods)?.result.ready;
  const beside = rows
    .filter((r) => r.shape === 'webernetes')
    .map(({ pods, result: { ready: other } }) => {
      const own = /** @type {Measurement} */ (find('Deployment', pods));
      return [
        thousands(pods),
        duration(own.cpu),
        duration(other.cpu),
        times(other.cpu / own.cpu),
        megabytes(own.heap),
        megabytes(other.heap),
      ];
    });
  return [
    'A StatefulSet with a claim for each Pod and a headless Service, brought to Ready and then through a rolling update.',
    '_Events_ are the records of the history (writes and decisions), counted per second of CPU; _heap_ is what is left',
    'after a collection, with the whole history in it.',
    '',
    table(
      ['Pods', 'podManagementPolicy', 'to Ready', 'events/s', 'heap', 'update', 'events/s', 'heap'],
      sets.map(({ shape, pods, result: { ready, update } }) => [
        thousands(pods),
        shape,
        duration(ready.cpu),
        rate(ready),
        megabytes(ready.heap),
        ...(update ? [duration(update.cpu), rate(update), megabytes(update.heap)] : ['', '', '']),
      ]),
    ),
    '',
    growthLine(sets),
    '',
    'A Deployment brought to Ready, beside [webernetes](https://github.com/ngrok/webernetes), another simulator of',
    'Kubernetes for the browser (it has no StatefulSets):',
    '',
    table(['Pods', 'CPU', 'webernetes', 'ratio', 'heap', 'webernetes'], beside),
    '',
    `A history of ${thousands(travel.events)} events over ${thousands(travel.objects)} objects, with all of its moments, takes ${megabytes(travel.heap)};`,
    `a jump to any of them, up to the stage that is to be drawn, takes ${duration(travel.seek.p50)} of script`,
    `(95 of 100 no more than ${duration(travel.seek.p95)}, the longest ${duration(travel.seek.max)}).`,
    '',
    framesReport(frames),
    '',
    `CPU time of a fresh process with its compilation and garbage collection, medians; ${machine.cpu}, ${machine.cores} cores,`,
    `Node.js ${machine.node}; \`npm run bench\` measures and writes this page.`,
  ].join('\n');
}

/**
 * @param {string} page
 * @param {string} section
 * @param {string} [name] Of the two comments that it stands between.
 * @returns {string}
 */
export function withSection(page, section, name = 'bench') {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the page has no ${begin} … ${end}`);
  return `${page.slice(0, from + begin.length)}\n\n${section}\n\n${page.slice(to)}`;
}
