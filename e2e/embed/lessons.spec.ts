// Tests lessons in figures: opened by address, in frames of other pages, and from a file, with the messages to the page
// around.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../pages/axe.ts';
import { Figure, quick } from '../pages/figure.ts';
import { HostPage } from '../pages/host-page.ts';
import { faultsInSight } from '../pages/stage-sight.ts';
import { breadth, test } from '../pages/test.ts';

const dist = join(import.meta.dirname, '../../dist');
const title = 'Partition: which Pods are updated';
const address = (page: number, more = ''): string => `embed.html?${quick}&lesson=partition&page=${page}${more}`;
const heading = (figure: Figure) => figure.lesson.getByRole('heading', { name: title });

test('lesson and page: a page of a lesson stands beside the stage; the player comes only when it is asked for', async ({
  page,
}) => {
  const figure = new Figure(page);
  const scripts: string[] = [];
  page.on('request', (request) => scripts.push(request.url().replace(/^.*\//, '')));
  await page.goto(`./embed.html?${quick}`);
  await figure.expectReady('web-2');
  expect(scripts.filter((name) => /lesson/.test(name))).toEqual([]);

  await page.goto(`./${address(3)}`);
  await expect(heading(figure)).toBeVisible();
  await expect(figure.lesson.getByText('Page 3 of 4')).toBeVisible();
  await expect(figure.lesson.getByText('You delete web-0', { exact: false })).toBeVisible();
  expect(scripts.filter((name) => /^lesson-/.test(name))).toEqual([
    expect.stringMatching(/^lesson-partition-en-[0-9a-f]{8}\.js$/),
  ]);
  // The lesson has not taken the focus, and the reader can go to the next page.
  await expect(page.locator('body')).toBeFocused();
  await figure.lesson.getByRole('button', { name: 'Back' }).click();
  await expect(figure.lesson.getByText('Page 2 of 4')).toBeVisible();
});

test('a lesson that does not exist is reported, and the manifest is shown instead', async ({ page }) => {
  const figure = new Figure(page);
  for (const id of ['nothing', '../../evil', '__proto__']) {
    await page.goto(`./embed.html?${quick}&lesson=${encodeURIComponent(id)}`);
    await expect(figure.problems).toContainText(`The lesson could not be opened: ${id}`);
    await figure.expectReady('web-0', 'web-1', 'web-2');
  }
});

/**
 * A page of another site that stores the progress its figure reports, with the ten lines of code in the documentation.
 */
async function listening(page: Page): Promise<() => Promise<{ verb: string; object: string; result: object }[]>> {
  await page.addInitScript(() => {
    const heard: object[] = [];
    Object.assign(window, { heard });
    for (const type of ['lab-prediction', 'lab-goal', 'lab-end']) {
      addEventListener(type, (event) => {
        const { statement } = (event as CustomEvent<{ statement: object }>).detail;
        heard.push(statement);
      });
    }
  });
  return () =>
    page.evaluate(() =>
      (
        window as unknown as {
          heard: { verb: { display: { en: string } }; object: { id: string }; result: { duration: string } }[];
        }
      ).heard.map(({ verb, object, result: { duration, ...result } }) => ({
        verb: verb.display.en,
        object: object.id.replace(/^.*\?/, ''),
        result: /^PT\d+\.\d\dS$/.test(duration) ? result : { duration },
      })),
    );
}

test('the page around is notified of a prediction, of goals that its own messages reach, and of the end', async ({
  page,
  baseURL,
}) => {
  const heard = await listening(page);
  const host = new HostPage(page, baseURL!);
  await host.open(
    '<statefulset-lab title="Lesson" lesson="partition" autoplay speed="32" motion="off"></statefulset-lab>',
  );
  await host.live();
  const figure = new Figure(host.inside() as never);
  await expect(heading(figure)).toBeVisible();
  await figure.lesson.getByRole('button', { name: '2', exact: true }).click();
  await expect(figure.lesson.getByText('No ordinal is 3 or more.', { exact: false })).toBeVisible();
  await expect
    .poll(heard)
    .toEqual([{ verb: 'answered', object: 'lesson=partition&page=1', result: { success: false, response: '2' } }]);

  await figure.lesson.getByRole('button', { name: 'Next' }).click();
  await expect(figure.lesson.getByText('not yet').first()).toBeVisible();
  expect(await host.call('partition', 1)).toMatchObject({ exit: 0 });
  await expect(figure.lesson.getByText('You have reached all goals.')).toBeVisible();
  const reached = { success: true, completion: true };
  await expect
    .poll(async () => (await heard()).slice(1))
    .toEqual([
      { verb: 'completed', object: 'lesson=partition&page=2#goal-1', result: reached },
      { verb: 'completed', object: 'lesson=partition&page=2#goal-2', result: reached },
    ]);

  await figure.lesson.getByRole('button', { name: 'Next' }).click();
  await figure.lesson.getByRole('button', { name: 'Skip and show the result' }).click();
  await figure.lesson.getByRole('button', { name: 'Next' }).click();
  await figure.lesson.getByRole('button', { name: 'Finish' }).click();
  await expect(figure.lesson.getByText('The lesson is finished.', { exact: false })).toBeVisible();
  await expect
    .poll(async () => (await heard()).slice(3))
    .toEqual([
      { verb: 'skipped', object: 'lesson=partition&page=3', result: {} },
      {
        verb: 'completed',
        object: 'lesson=partition',
        result: { completion: true, score: { raw: 0, min: 0, max: 2, scaled: 0 } },
      },
    ]);
});

test('in a frame without an origin a task is solved by the command line of the lesson', async ({ page, baseURL }) => {
  const host = new HostPage(page, baseURL!);
  const source = `${baseURL}${address(2)}`.replaceAll('&', '&amp;');
  await host.open(`<iframe title="figure" sandbox="allow-scripts" width="720" height="480" src="${source}"></iframe>`);
  const figure = new Figure(page.frameLocator('iframe') as never);
  const command = figure.lesson.getByRole('textbox', { name: 'kubectl command' });
  await command.fill('kubectl get nothing');
  await command.press('Enter');
  await expect(
    figure.lesson.getByText(`the server doesn't have a resource type "nothing"`, { exact: false }),
  ).toBeVisible();
  await command.fill(`kubectl patch sts web -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":1}}}}'`);
  await figure.lesson.getByRole('button', { name: 'Run' }).click();
  await expect(figure.lesson.getByText('You have reached all goals.')).toBeVisible();
  await expect(command).toHaveCount(0);
  // The page around was not scrolled, and the focus is still in the frame.
  expect(await page.evaluate(() => [scrollY, document.activeElement?.tagName])).toEqual([0, 'IFRAME']);
});

test('from a file @breadth', async ({ page }) => {
  await page.goto(`${pathToFileURL(join(dist, 'embed.html')).href}?${quick}&lesson=order`);
  await expect(new Figure(page).lesson.getByRole('heading', { name: 'In order, or all at once' })).toBeVisible();
});

test('Open in the lab continues the lesson with its page, predictions and cluster', async ({ page, context }) => {
  const figure = new Figure(page);
  await page.goto(`./${address(1)}`);
  await figure.lesson.getByRole('button', { name: '2', exact: true }).click();
  await figure.lesson.getByRole('button', { name: 'Next' }).click();
  await expect(figure.lesson.getByText('not yet').first()).toBeVisible();
  const [lab] = await Promise.all([context.waitForEvent('page'), figure.button('Open in the lab').click()]);
  const lesson = lab.locator('[data-panel="lesson"]');
  await expect(lesson.getByText('Page 2 of 4')).toBeVisible();
  expect(new URL(lab.url()).search).toContain('lesson=partition&page=2');
  await lesson.getByRole('button', { name: 'Back' }).click();
  await expect(lesson.getByText('Your prediction').locator('xpath=following-sibling::dd')).toHaveText('2');
  await expect(lesson.getByText('What happens').locator('xpath=following-sibling::dd')).toHaveText('0');
});

test('a change of language does not reload the page @breadth', async ({ page, baseURL }) => {
  const host = new HostPage(page, baseURL!);
  await host.open(
    '<statefulset-lab title="Lesson" lesson="partition" page="2" autoplay motion="off"></statefulset-lab>',
  );
  await host.live();
  const figure = new Figure(host.inside() as never);
  await expect(figure.lesson.getByText('Page 2 of 4')).toBeVisible();
  await host.call('request', 'language', { language: 'zh' });
  await expect(figure.lesson.getByText('第 2 页，共 4 页')).toBeVisible();
  await expect(figure.lesson.getByText('更新 web-1 和 web-2，web-0 保持不变。')).toBeVisible();
});

for (const [width, height] of [
  [720, 480],
  [360, 500],
] as const) {
  test(`${width} × ${height}: Pods and lesson in sight, nothing scrolls but the lesson; accessible${breadth(width !== 360)}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    const figure = new Figure(page);
    await page.goto(`./${address(1)}`);
    await expect(heading(figure)).toBeInViewport({ ratio: 1 });
    await figure.expectReady('web-0', 'web-1', 'web-2');
    for (const pod of ['web-0', 'web-1', 'web-2']) await expect(figure.pod(pod)).toBeInViewport({ ratio: 1 });
    expect(await faultsInSight(page)).toEqual([]);
    await expectAccessible(page, 'prediction');
    await figure.lesson.getByRole('button', { name: 'Skip and show the result' }).click();
    await figure.lesson.getByRole('button', { name: 'Next' }).click();
    await expect(figure.lesson.getByText('not yet').first()).toBeVisible();
    await expectAccessible(page, 'task');
    expect(await page.evaluate(() => document.scrollingElement!.scrollHeight - innerHeight)).toBeLessThanOrEqual(0);
  });
}
