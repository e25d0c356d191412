import { expect } from '@playwright/test';
import { expectAccessible, expectContrast } from '../pages/axe.ts';
import { LessonPlayer } from '../pages/lesson-player.ts';
import { restingBox } from '../pages/resting-box.ts';
import { breadth, test } from '../pages/test.ts';

const words = {
  en: {
    course: 'Course',
    lesson: 'A stuck rollout',
    next: 'Next',
    finish: 'Finish',
    done: 'done',
    yes: 'Yes',
    met: 'reached',
    hint: 'Hint',
    inSync: 'In sync with the cluster',
    where: 'Where to do it',
  },
  zh: {
    course: '课程',
    lesson: '卡住的滚动更新',
    next: '下一页',
    finish: '完成',
    done: '已完成',
    yes: '是',
    met: '已达到',
    hint: '提示',
    inSync: '与集群一致',
    where: '在哪里操作',
  },
} as const;

for (const language of ['en', 'zh'] as const) {
  test(`a lesson is learnt by predicting and doing: ${language}${breadth(language !== 'en')}`, async ({
    lab,
    page,
  }) => {
    const say = words[language];
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    const lesson = page.getByRole('region', { name: say.course });
    await lab.doWithoutMonaco();
    await lab.remember();
    await page.goto(`./?lang=${language}&motion=off&speed=32`);
    await button(say.course).click();
    await page.getByRole('button', { name: say.lesson }).click();

    // The prediction comes first: nothing happens before the learner answers.
    await expect(lesson.getByRole('button', { name: '1', exact: true })).toBeVisible();
    await expect(lab.pod('web-2')).toHaveAttribute('data-status', 'Running');
    await expect(page).toHaveURL(/lesson=stuck-rollout&page=1/);
    await expect(page.getByText(say.inSync)).toBeVisible();
    await lesson.getByRole('button', { name: '3', exact: true }).click();
    await expect(lab.pod('web-2')).toHaveAttribute('data-status', 'ImagePullBackOff');
    // The guess is shown beside what happened, with the reason why it was wrong.
    await expect(lesson).toContainText(/3.*1/s);
    await expect(lesson.locator('[data-guessed="true"]')).toHaveCount(1);

    await button(say.next).click();
    await lesson.getByRole('button', { name: say.yes, exact: true }).click();
    await button(say.next).click();

    // The second hint shows where to act.
    for (const hint of [say.hint, say.where]) await button(hint).click();
    const outlined = () => page.locator('[data-slot="2"]').evaluate((slot) => getComputedStyle(slot).outlineStyle);
    await expect.poll(outlined).toBe('dashed');

    // A near miss has its own message. A goal is judged by the state at rest, however the learner reached it.
    const goals = lesson.getByRole('listitem');
    await expect(goals.filter({ hasText: say.met })).toHaveCount(2);
    await lab.pod('web-2').getByRole('button', { name: /web-2/ }).last().click();
    await expect(goals.filter({ hasText: say.met })).toHaveCount(3);
    await button(say.finish).click();
    await expect(page.getByRole('dialog').locator('.course-done')).toContainText(say.done);
  });
}

test('the Pod that a prediction asks for is outlined only after the guess', async ({ lab, page }) => {
  await lab.doWithoutMonaco();
  await lab.remember();
  await page.goto('./?lesson=first-set&page=2&motion=off&speed=32');
  const guess = page.getByRole('region', { name: 'Course' }).getByRole('button', { name: 'web-1', exact: true });
  await expect(guess).toBeVisible();
  const outline = () => page.locator('[data-slot="0"]').evaluate((slot) => getComputedStyle(slot).outlineStyle);
  expect(await outline()).toBe('none');
  await guess.click();
  await expect.poll(outline).toBe('dashed');
});

test('a lesson has an address, the browser’s Back works, and the language keeps the place', async ({ lab, page }) => {
  await lab.open('./?lesson=partition&motion=off');
  const lesson = page.getByRole('region', { name: 'Course' });
  await expect(lesson).toContainText('Page 1 of 4');
  await lab.button('Skip this page').click();
  await expect(lesson).toContainText('Page 2 of 4');
  await page.goBack();
  await expect(lesson).toContainText('Page 1 of 4');
  await lab.button('中文').click();
  await expect(page.getByRole('region', { name: '课程' })).toContainText('第 1 页，共 4 页');
});

test('leaving a lesson restores the user’s own work @breadth', async ({ lab, page }) => {
  await lab.open('./?motion=off&speed=32');
  await lab.apply();
  await lab.expectReady('web-0', 'web-1', 'web-2');
  for (let i = 0; i < 2; i++) await lab.button('Add a replica').click();
  await lab.expectReady('web-0', 'web-1', 'web-2', 'web-3', 'web-4');
  await lab.button('Course').click();
  await page.getByRole('button', { name: 'In order, or all at once' }).click();
  await expect(page.getByRole('region', { name: 'Course' })).toContainText('Page 1 of');
  await lab.expectReady('web-0', 'web-1', 'web-2');
  await lab.button('Leave the lesson').click();
  await lab.expectReady('web-0', 'web-1', 'web-2', 'web-3', 'web-4');
});

test('an unknown lesson says so, and leaves the lab alone @breadth', async ({ lab, page }) => {
  await lab.open('./?lesson=nothing&motion=off');
  await expect(page.getByRole('region', { name: 'Course' })).toContainText('There is no lesson “nothing”.');
  await lab.button('Leave the lesson').click();
  await lab.apply();
  await lab.expectReady('web-0', 'web-1', 'web-2');
});

test(
  'every kind of page has no accessibility violations that a tool can find',
  { tag: '@appearance' },
  async ({ lab, page }) => {
    const expectSeen = async (state: string) => {
      await expectAccessible(page, state);
      await expectContrast(page, state, 'dark');
    };
    await lab.open('./?lesson=first-set&motion=off&speed=32');
    const lesson = page.getByRole('region', { name: 'Course' });
    await expect(lesson).toContainText('Page 1 of 4');
    await expectSeen('a text');
    await lab.button('Next').click();
    await expectSeen('a prediction');
    await lesson.getByRole('button', { name: 'web-1', exact: true }).click();
    await lab.expectReady('web-0', 'web-1', 'web-2');
    await expectSeen('what happened');
    await lab.button('Next').click();
    await lab.button('Next').click();
    await expect(lesson).toContainText('not yet');
    await expectSeen('a task');
    await lab.button('Course').click();
    await expect(page.getByRole('dialog')).toContainText('Three kinds of state');
    await expectSeen('the map of the course');
    await page.getByRole('button', { name: 'Question 5: the update strategy' }).click();
    await expect(lesson).toContainText('Page 1 of 1');
    await expect(lesson).toContainText('not yet');
    await expectSeen('a question of the last part');
    const own = 'id: mine\nunknown: 1\n';
    await page.route('**/mine.yaml', (route) => route.fulfill({ contentType: 'application/yaml', body: own }));
    await lab.open('./?lessonUrl=mine.yaml&motion=off');
    await expect(page.locator('.lesson-file-list')).toContainText('unknown');
    await expectSeen('the panel of an author');
  },
);

/** One lesson for each kind of prediction that the test above does not ask; each asks it on its first page. */
const asked = {
  order: { lesson: 'order', guess: 'web-0, web-1' },
  count: { lesson: 'stuck-rollout', guess: '3' },
  print: { lesson: 'missing-class', guess: 'Lost' },
  rule: { lesson: 'unready-first', guess: 'UpToDate' },
  holds: { lesson: 'one-node-disk', guess: 'Yes' },
} as const;

test(
  'every kind of prediction has no accessibility violations that a tool can find',
  { tag: '@appearance' },
  async ({ lab, page }) => {
    const player = new LessonPlayer(page);
    for (const [kind, { lesson, guess }] of Object.entries(asked)) {
      await lab.open(`./?lesson=${lesson}&motion=off&speed=32`);
      await expect(player.button(guess)).toBeVisible();
      await expectAccessible(page, `a prediction: ${kind}`);
      await player.guess(guess === 'Yes' ? true : guess, false);
      await expectAccessible(page, `its result: ${kind}`);
      await expectContrast(page, `its result: ${kind}`, 'dark');
    }
  },
);

test(
  'a goal that is lost, one that is reached, hints and the end have no accessibility violations that a tool can find',
  { tag: '@appearance' },
  async ({ lab, page }) => {
    const player = new LessonPlayer(page);
    const expectSeen = async (state: string) => {
      await expectAccessible(page, state);
      await expectContrast(page, state, 'dark');
    };
    await lab.open('./?lesson=partition&page=2&motion=off&speed=32');
    await player.expectReached(1);
    for (const hint of ['Hint', 'Where to do it']) await player.button(hint).click();
    await expectSeen('hints');
    await player.type(`kubectl patch sts web -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":0}}}}'`);
    await expect(player.goals.filter({ hasText: 'can no longer be reached' })).toHaveCount(1);
    await expectSeen('a lost goal');
    await lab.open('./?lesson=first-set&page=4&motion=off&speed=32');
    await player.expectReached(1);
    for (let i = 0; i < 2; i++) await lab.button('Add a replica').click();
    await player.expectReached(2);
    await expectSeen('reached goals');
    await player.button('Finish').click();
    await expect(page.getByRole('dialog').locator('.course-done')).toHaveCount(1);
    await expectSeen('the end of a lesson');
  },
);

test('on a phone, what happened and its reason are in sight after a guess @breadth', async ({ lab, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await lab.doWithoutMonaco();
  await lab.remember();
  const player = new LessonPlayer(page);
  for (const { lesson, guess } of [asked.order, asked.rule]) {
    await page.goto(`./?lesson=${lesson}&motion=off&speed=32`);
    await player.guess(guess, false);
    await expect(player.panel.locator('.lesson-beside')).toBeInViewport({ ratio: 0.9 });
    const reason = player.panel.locator('.lesson-outcome > p:not([class])').last();
    const below = async () => {
      const [{ y, height }, steps] = [
        await restingBox(reason),
        await restingBox(player.panel.locator('.lesson-steps')),
      ];
      return y + height - steps.y;
    };
    await expect.poll(below).toBeLessThan(1);
  }
});

test('on a phone, the Pod that a page speaks of is in sight, also among nodes @breadth', async ({ lab, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await lab.doWithoutMonaco();
  await lab.remember();
  await page.goto('./?lesson=one-node-disk&motion=off&speed=32');
  await expect(lab.stage.locator('.node-pod[data-pod="db-0"]')).toBeInViewport({ ratio: 0.9 });
});
