import type { Page } from '@playwright/test';
import type { PodOnStage } from './lab-page.ts';

/** All Pods on the stage at one moment, by name. */
export type Moment = Readonly<Record<string, PodOnStage>>;

interface Recorder {
  moments: Moment[];
}

/** Records every state that the stage shows from now on, as often as the page changes. */
export async function recordStage(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Stage', exact: true }).evaluate((stage) => {
    const recorder: Recorder = { moments: [] };
    (window as unknown as { stageRecorder: Recorder }).stageRecorder = recorder;
    const record = () => {
      const moment: Record<string, PodOnStage> = {};
      for (const { dataset } of stage.querySelectorAll<HTMLElement>('[data-pod]')) {
        moment[dataset.pod!] = {
          name: dataset.pod!,
          phase: dataset.phase!,
          ready: dataset.ready === 'true',
          terminating: dataset.terminating === 'true',
          revision: dataset.revision!,
        };
      }
      if (JSON.stringify(moment) !== JSON.stringify(recorder.moments.at(-1))) recorder.moments.push(moment);
    };
    record();
    new MutationObserver(record).observe(stage, { subtree: true, childList: true, attributes: true });
  });
}

/** Returns the recorded moments so far, oldest first. */
export function moments(page: Page): Promise<readonly Moment[]> {
  return page.evaluate(() => (window as unknown as { stageRecorder: Recorder }).stageRecorder.moments);
}

/** Returns the names in the order in which `is` first returned true for them. */
export function orderOf(history: readonly Moment[], is: (pod: PodOnStage) => boolean): readonly string[] {
  return [
    ...new Set(
      history.flatMap((moment) =>
        Object.values(moment)
          .filter(is)
          .map(({ name }) => name),
      ),
    ),
  ];
}

/** Returns the names in the order in which they were last seen, without those that are there at the end. */
export function orderOfLeaving(history: readonly Moment[]): readonly string[] {
  const end = history.at(-1) ?? {};
  const last = new Map<string, number>();
  history.forEach((moment, i) => Object.keys(moment).forEach((name) => last.set(name, i)));
  return [...last]
    .filter(([name]) => !(name in end))
    .sort(([, a], [, b]) => a - b)
    .map(([name]) => name);
}
