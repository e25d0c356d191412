/** Tests the progress through the course: saved, exported, and deleted. */
import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { LessonPlayer } from '../pages/lesson-player.ts';
import { test } from '../pages/test.ts';

const map = (page: Page) => page.getByRole('dialog', { name: 'Course' });
const done = (page: Page) => map(page).locator('.course-done');

/** Opens the page as a learner who finished one lesson on an earlier visit. */
const remember = (page: Page, lessons: string) =>
  page.addInitScript((kept) => (localStorage['statefulset-lab.lessons'] ??= kept), lessons);

test('progress is kept, taken to another browser as a file, and reset', async ({ lab, page }) => {
  await remember(page, 'first-set: partition:');
  await lab.open('./?motion=off');
  await lab.button('Course').click();
  await expect(done(page)).toHaveCount(2);
  const download = page.waitForEvent('download');
  await map(page).getByRole('button', { name: 'Export progress' }).click();
  const file = await readFile(await (await download).path());

  await map(page)
    .getByRole('button', { name: /Reset “Partition/ })
    .click();
  await expect(done(page)).toHaveCount(1);
  await map(page).getByRole('button', { name: 'Reset all progress' }).click();
  await expect(done(page)).toHaveCount(0);
  await page.reload();
  await lab.button('Course').click();
  await expect(map(page).getByRole('button', { name: 'Reset all progress' })).toBeDisabled();

  const choose = async (name: string, buffer: Buffer) => {
    const chooser = page.waitForEvent('filechooser');
    await map(page).getByRole('button', { name: 'Import progress' }).click();
    await (await chooser).setFiles({ name, mimeType: 'application/json', buffer });
  };
  await choose('other.json', Buffer.from('{}'));
  await expect(map(page).getByRole('status')).toHaveText('This is not a progress file.');
  await expect(done(page)).toHaveCount(0);
  await choose('progress.json', file);
  await expect(map(page).getByRole('status')).toHaveText('Progress imported.');
  await expect(done(page)).toHaveCount(2);
});

test('with storage blocked a lesson works, and the map says that nothing is kept @breadth', async ({ lab, page }) => {
  await page.addInitScript(() => {
    const blocked = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
    for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get: blocked });
  });
  const lesson = new LessonPlayer(page);
  await lab.doWithoutMonaco();
  await page.goto('./?lesson=question-updates&motion=off&speed=32');
  await lesson.expectPage(1, 1);
  await lesson.button('Finish').click();
  await expect(map(page)).toContainText('This browser stores nothing for this page');
  await expect(done(page)).toHaveCount(1);
});

test('no byte of a lesson is loaded before the page is idle', async ({ lab, page }) => {
  const requested: string[] = [];
  page.on('request', (request) => requested.push(new URL(request.url()).pathname));
  await lab.open('./?motion=off');
  await page.waitForLoadState('networkidle');
  // Every lesson and the map of the course are separate chunks, named after their files.
  const lessons = ['first-set', 'partition', 'stuck-rollout', 'any-lesson', 'course-map', 'player'];
  expect(requested.filter((path) => lessons.some((name) => path.includes(`/${name}-`)))).toEqual([]);
  await lab.button('Course').click();
  await map(page).getByRole('button', { name: 'A stuck rollout', exact: true }).click();
  await new LessonPlayer(page).expectPage(1, 3);
  // The same names, as requested: one lesson, in one language.
  expect(requested.filter((path) => path.includes('/stuck-rollout-'))).toHaveLength(1);
  expect(requested.filter((path) => path.includes('/partition-'))).toEqual([]);
});
