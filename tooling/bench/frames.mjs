// Measures the page: how much script a frame costs while a rolling update goes through N Pods.
//
// What is counted is the CPU time of the page's main thread (Chromium's trace gives each task's, whatever else the
// machine does meanwhile) that goes into script: callbacks, microtasks, and the collection of what they leave. Style,
// layout and painting are the browser's. A frame lasts from one `requestAnimationFrame` callback of the page to the
// next; most of a rolling update's frames are ones in which nothing is due.
import { chromium } from '@playwright/test';
import { findBrowser } from '../browser.mjs';
import { dist, ensureBuilt } from '../build.mjs';
import { listen, staticHandler } from '../static-server.mjs';

/** @typedef {{ pods: number, speed: number, frames: number, p50: number, p95: number, max: number, long: number, updated: number }} Frames Times in ms. */
/** @typedef {{ name: string, ph: string, pid: number, tid: number, ts: number, tts?: number, dur?: number, tdur?: number }} TraceEvent Times in µs. */

/** By number of Pods and by speed (virtual ms per wall ms). At eight times the speed, ten Pods are updated too soon. */
export const frameCases = [
  { pods: 10, speed: 1 },
  ...[100, 1000, 10_000].flatMap((pods) => [1, 8].map((speed) => ({ pods, speed }))),
];

/** Wall ms before the trace, during which code is compiled, and wall ms of the trace. */
const [warmUp, length] = [3000, 15_000];
/** Callbacks of one frame run one after the other, at most this many µs apart. */
const sameFrame = 4000;

/** Tasks of the main thread that run script or collect its garbage. */
const scripts = new Set([
  'EvaluateScript',
  'EventDispatch',
  'FireAnimationFrame',
  'FireIdleCallback',
  'FunctionCall',
  'MajorGC',
  'MinorGC',
  'RunMicrotasks',
  'TimerFire',
  'v8.callFunction',
]);

/**
 * The script of each frame of a trace, and the tasks that held the page up.
 * @param {readonly TraceEvent[]} trace
 * @returns {{ frames: number[], long: number }} CPU ms of each whole frame, in order; number of tasks over 50 ms.
 */
export function framesOf(trace) {
  const counts = new Map();
  for (const { name, pid, tid } of trace) {
    if (name === 'FireAnimationFrame') counts.set(`${pid}/${tid}`, (counts.get(`${pid}/${tid}`) ?? 0) + 1);
  }
  const [page] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
  const own = trace
    .filter(({ ph, pid, tid }) => ph === 'X' && `${pid}/${tid}` === page)
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  /** @type {number[]} */
  const frames = [];
  let end = 0;
  let long = 0;
  let lastFrame = -Infinity;
  for (const { name, ts, dur = 0, tdur = 0 } of own) {
    if (name === 'RunTask' && tdur > 50_000) long++;
    if (!scripts.has(name)) continue;
    if (name === 'FireAnimationFrame') {
      if (ts - lastFrame > sameFrame) frames.push(0);
      lastFrame = ts;
    }
    // Nested events are included in the outer one.
    if (ts < end) continue;
    end = ts + dur;
    if (frames.length > 0) frames.push(/** @type {number} */ (frames.pop()) + tdur / 1000);
  }
  // The last frame is incomplete.
  return { frames: frames.slice(0, -1), long };
}

/**
 * @param {number} pods
 * @param {number} speed
 * @param {readonly number[]} frames
 * @param {number} long
 * @param {number} updated Pods that got the new revision meanwhile.
 * @returns {Frames}
 */
export function summary(pods, speed, frames, long, updated) {
  const sorted = [...frames].sort((a, b) => a - b);
  const at = (/** @type {number} */ share) =>
    sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0;
  return { pods, speed, frames: sorted.length, p50: at(0.5), p95: at(0.95), max: at(1), long, updated };
}

/**
 * @param {readonly { pods: number, speed: number }[]} cases
 * @param {(pods: number) => string} linkOf The fragment of an address that shows so many Pods, all Ready.
 * @returns {Promise<Frames[]>}
 */
export async function measureFrames(cases, linkOf) {
  await ensureBuilt();
  const { server, port } = await listen(staticHandler(dist), { port: 0, host: '127.0.0.1' });
  const browser = await chromium.launch({ executablePath: await findBrowser() });
  try {
    /** @type {Frames[]} */
    const rows = [];
    for (const { pods, speed } of cases) {
      console.log(`${pods} Pods on the page, speed ${speed} …`);
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
      page.setDefaultTimeout(120_000);
      await page.goto(`http://127.0.0.1:${port}/?speed=${speed}${linkOf(pods)}`);
      await page.getByText(`readyReplicas: ${pods}`).waitFor();
      await page.locator('.monaco-editor').first().waitFor();
      // A first visit has loaded everything that the first use loads.
      await page.mouse.move(900, 500);
      await page.getByRole('button', { name: /0\.9/ }).click();
      const updated = async () =>
        Number(/updatedReplicas: (\d+)/.exec(await page.locator('[data-panel="status"]').innerText())?.[1] ?? 0);
      await page.waitForTimeout(warmUp);
      const before = await updated();
      const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8'];
      await browser.startTracing(page, { categories });
      await page.waitForTimeout(length);
      const buffer = await browser.stopTracing();
      const after = await updated();
      /** @type {TraceEvent[]} */
      const trace = JSON.parse(buffer.toString('utf8')).traceEvents;
      const { frames, long } = framesOf(trace);
      rows.push(summary(pods, speed, frames, long, after - before));
      await page.close();
    }
    return rows;
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}
