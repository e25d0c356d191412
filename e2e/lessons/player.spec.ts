/** Tests the lesson player: solutions, ways back, the keyboard, a phone. */
import { expect } from '@playwright/test';
import { Keyboard } from '../pages/keyboard.ts';
import { LessonPlayer } from '../pages/lesson-player.ts';
import { test } from '../pages/test.ts';

const partition1 = `kubectl patch sts web -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":1}}}}'`;
const partition0 = `kubectl patch sts web -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":0}}}}'`;

test('the solution is played beside one’s own run, which comes back as it was', async ({ lab, page }) => {
  const lesson = new LessonPlayer(page);
  await lab.open('./?lesson=first-set&page=4&motion=off&speed=32');
  await lesson.expectReached(1);
  await lab.expectReady('web-0', 'web-1', 'web-2');
  await lesson.button('Show me').click();
  await expect(lesson.panel).toContainText('You are watching the solution.');
  for (let i = 0; i < 5; i++) await expect(lab.pod(`web-${i}`).first()).toHaveAttribute('data-ready', 'true');
  // The actions of the lab itself do not count as a goal of the learner.
  await lesson.expectReached(1);
  await lesson.button('Back to my cluster').click();
  await lab.expectReady('web-0', 'web-1', 'web-2');
  await expect(lesson.panel).not.toContainText('You are watching the solution.');
  await lesson.expectReached(1);
});

test('OrderedReady and Parallel compared: one has created its first Pod when the other has created all @breadth', async ({
  lab,
  page,
}) => {
  await lab.open('./?lesson=order&page=3&motion=off&speed=32');
  const parallel = page.getByRole('region', { name: 'Stage of Parallel, for comparison', exact: true });
  await lab.expectReady('web-0', 'web-1', 'web-2');
  await expect(parallel.locator('[data-pod="web-2"]')).toHaveAttribute('data-ready', 'true');
  await lab.button('Pause').click();
  const moment = page.getByRole('slider', { name: 'Moment' });
  await moment.focus();
  await expect(moment).toBeFocused();
  await page.keyboard.press('Home');
  await lab.button('Step').click();
  await expect(lab.stage.locator('[data-pod]')).toHaveCount(1);
  await expect(parallel.locator('[data-pod]')).toHaveCount(3);
});

test('a page of a lesson can be restarted with its initial cluster @breadth', async ({ lab, page }) => {
  const lesson = new LessonPlayer(page);
  await lab.open('./?lesson=first-set&page=4&motion=off&speed=32');
  await lesson.expectReached(1);
  await lab.button('Add a replica').click();
  await lab.button('Add a replica').click();
  await lesson.expectReached(2);
  await lesson.panel.getByText('Start over').click();
  await lesson.button('Restart this page').click();
  await lab.expectReady('web-0', 'web-1', 'web-2');
  await lesson.expectReached(1);
});

test('a goal that can no longer be reached says so, and offers to go back', async ({ lab, page }) => {
  const lesson = new LessonPlayer(page);
  await lab.open('./?lesson=partition&page=2&motion=off&speed=32');
  await lesson.expectReached(1);
  await lesson.type(partition0);
  const lost = lesson.goals.filter({ hasText: 'can no longer be reached' });
  await expect(lost).toContainText('web-0 was replaced.');
  await lost.getByRole('button', { name: 'Go back to when it could be reached' }).click();
  await expect(lost).toHaveCount(0);
  await lesson.type(partition1);
  await lesson.expectReached(3);
});

test('the commands of a prediction stand in the terminal until the next lesson begins @breadth', async ({
  lab,
  page,
}) => {
  const lesson = new LessonPlayer(page);
  await lab.open('./?lesson=stuck-rollout&motion=off&speed=32');
  await lesson.guess('1', true);
  const log = page.getByRole('region', { name: 'Terminal' }).getByRole('log');
  await expect(log).toContainText('kubectl set image sts/web nginx=registry.k8s.io/nginx-slim:broken');
  await expect(log).toContainText('statefulset.apps/web image updated');

  // Another lesson starts with another cluster.
  await lab.button('Course').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Question 5: the update strategy' }).click();
  await lesson.expectPage(1, 1);
  await expect(log).not.toContainText('kubectl set image');
});

test('on a phone, the lesson covers none of the Pods that it is about @breadth', async ({ lab, page }) => {
  const lesson = new LessonPlayer(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await lab.doWithoutMonaco();
  await page.goto('./?lesson=stuck-rollout&motion=off&speed=32');
  await lesson.guess('1', true);
  await lesson.button('Next').click();
  await lesson.expectPage(2, 3);
  // The lesson is as wide as the page: no part of it scrolls sideways.
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const covered = await lab
    .pod('web-2')
    .first()
    .evaluate((pod) => {
      pod.scrollIntoView({ block: 'center' });
      const { left, top, width, height } = pod.getBoundingClientRect();
      const seen = document.elementFromPoint(left + width / 2, top + height / 2);
      return !(seen !== null && (pod.contains(seen) || seen.contains(pod)));
    });
  expect(covered).toBe(false);
});

test('an address opens a lesson with the focus on its title, without an outline @breadth', async ({ lab, page }) => {
  const lesson = new LessonPlayer(page);
  await lab.open('./?lesson=first-set&motion=off');
  const heading = lesson.panel.getByRole('heading', { name: 'A set and its first Pods' });
  await expect(heading).toBeFocused();
  await expect(heading).toHaveCSS('outline-style', 'none');
});

test('a lesson can be played without a mouse, and the focus is always visible @breadth', async ({ lab, page }) => {
  const lesson = new LessonPlayer(page);
  const keyboard = new Keyboard(page);
  const heading = lesson.panel.getByRole('heading', { name: 'A stuck rollout' });
  await lab.open('./?motion=off&speed=32');
  await keyboard.tabTo(lab.button('Course'));
  await keyboard.press('Enter');
  const map = page.getByRole('dialog', { name: 'Course' });
  await expect(map.getByRole('button', { name: 'Close' })).toBeFocused();
  await keyboard.tabTo(map.getByRole('button', { name: 'A stuck rollout', exact: true }));
  await keyboard.press('Enter');

  // The focus moves with the lesson: to its title, or to the lesson if the pressed button is gone.
  await expect(heading).toBeFocused();
  await keyboard.expectFocusSeen();
  await keyboard.tabTo(lesson.button('1'));
  await keyboard.press('Enter');
  await expect(lesson.panel.locator('.lesson-beside')).toHaveAttribute('data-right', 'true');
  await expect(lesson.panel).toBeFocused();
  await keyboard.expectFocusSeen();
  await keyboard.tabTo(lesson.button('Next'));
  await keyboard.press('Enter');
  await lesson.expectPage(2, 3);
  await expect(heading).toBeFocused();
  await keyboard.tabTo(lesson.button('Yes'));
  await keyboard.press('Enter');
  await expect(lesson.panel).toBeFocused();
  await keyboard.tabTo(lesson.button('Next'));
  await keyboard.press('Enter');
  await lesson.expectPage(3, 3);
  await expect(heading).toBeFocused();
  await lesson.expectReached(2);
  await keyboard.tabTo(lesson.button('Hint'));
  for (const name of ['Hint', 'Where to do it', 'Type it for me']) {
    await expect(lesson.button(name)).toBeFocused();
    await keyboard.press('Enter');
  }

  // The solution is typed into the terminal, and the learner presses Enter.
  await expect(lesson.prompt).toBeFocused();
  await keyboard.expectFocusSeen();
  await expect(lesson.prompt).toHaveValue('kubectl delete pod web-2');
  await keyboard.press('Enter');
  await lesson.expectReached(3);
  await keyboard.press('Escape');
  await keyboard.tabTo(lesson.button('Finish'));
  await keyboard.press('Enter');
  await expect(map.locator('.course-done')).toHaveCount(1);
});
