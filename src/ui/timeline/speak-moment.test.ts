import { expect, it } from 'vitest';
import { createTranslator } from '../../i18n/index.ts';
import { newLab } from '../../store/testing.ts';
import { pause, speakMoment, type WallClock } from './speak-moment.ts';

const t = await (await createTranslator('en')).inLanguage('en');

/** A lab, its slider, and wall time that passes as the test says. */
function speaking() {
  let wall = 0;
  let timers: { readonly at: number; readonly callback: () => void }[] = [];
  const clock: WallClock = {
    performance: { now: () => wall },
    setTimeout(callback, ms) {
      const timer = { at: wall + ms, callback };
      timers.push(timer);
      return timer;
    },
    clearTimeout: (timer) => (timers = timers.filter((other) => other !== timer)),
  };
  /** Each value, when it was given, and whether time ran. */
  const said: { readonly at: number; readonly running: boolean; readonly text: string }[] = [];
  const { lab, run } = newLab();
  const slider = Object.defineProperty(
    Object.assign(new EventTarget(), { ariaValueMax: '', ariaValueNow: '', ariaValueText: '' }),
    'ariaValueText',
    { set: (text: string) => said.push({ at: wall, running: lab.store.getState().running, text }) },
  );
  const end = speakMoment(slider, lab, t, clock);
  /** Lets wall time pass in frames of 50 ms. */
  function wait(ms: number): void {
    for (const until = wall + ms; wall < until; wall += 50) {
      const due = timers.filter(({ at }) => at <= wall);
      timers = timers.filter(({ at }) => at > wall);
      for (const { callback } of due) callback();
      run(50);
    }
  }
  return { lab, slider, said, wait, end, waiting: () => timers.length };
}

it('says the value at once, and at most once per pause while time runs', () => {
  const { lab, said, wait } = speaking();
  expect(said).toEqual([{ at: 0, running: false, text: '0:00.0' }]);
  wait(5000);
  lab.act('apply');
  wait(20_000);
  const running = said.filter((value) => value.running).map(({ at }) => at);
  expect(running.length).toBeGreaterThan(5);
  for (const [i, at] of running.slice(1).entries()) expect(at - running[i]!).toBeGreaterThanOrEqual(pause);
  expect(said.at(-1)?.text).toMatch(/^0:\d\d\.\d, /);
});

it('says at once that time stands still', () => {
  const { lab, said, wait, waiting } = speaking();
  lab.act('apply');
  wait(2400);
  const count = said.length;
  lab.act('pause');
  expect(said).toHaveLength(count + 1);
  expect(waiting()).toBe(0);
});

it('says at once where a key has led, and nothing once it has ended', () => {
  const { lab, slider, said, wait, end, waiting } = speaking();
  lab.act('apply');
  wait(2400);
  const count = said.length;
  slider.dispatchEvent(new Event('keydown'));
  wait(50);
  expect(said).toHaveLength(count + 1);
  wait(200);
  expect(waiting()).toBe(1);
  end();
  expect(waiting()).toBe(0);
  wait(2000);
  expect(said).toHaveLength(count + 1);
});
