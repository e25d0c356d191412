import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { Palette } from '../pages/palette.ts';
import { breadth, test } from '../pages/test.ts';

const file = readFileSync(new URL('../../src/lessons/course/state/first-set.yaml', import.meta.url), 'utf8');

const words = {
  en: {
    course: 'Course',
    notCourse: 'From a file. This is not a lesson of the course.',
    title: 'A set and its first Pods',
    wrong: 'unknown field',
    write: 'Write a lesson',
    open: 'Open a lesson file',
  },
  zh: {
    course: '课程',
    notCourse: '来自文件，不属于本课程。',
    title: '创建第一个 StatefulSet',
    wrong: 'unknown field',
    write: '编写课程',
    open: '打开课程文件',
  },
} as const;

for (const language of ['en', 'zh'] as const) {
  test(`a lesson file is opened, written and previewed: ${language}${breadth(language !== 'en')}`, async ({
    lab,
    page,
  }) => {
    const say = words[language];
    await lab.doWithoutMonaco();
    await lab.remember();
    await page.goto(`./?lang=${language}&motion=off&speed=32`);
    await new Palette(page).choose(say.write, say.write);
    const dialog = page.getByRole('dialog');
    const chooser = page.waitForEvent('filechooser');
    await dialog.getByRole('button', { name: say.open }).click();
    await (await chooser).setFiles({ name: 'mine.yaml', mimeType: 'application/yaml', buffer: Buffer.from(file) });

    // The lesson is played like one of the course, and labelled as not part of it.
    const lesson = page.getByRole('region', { name: say.course });
    await expect(lesson).toContainText(say.title);
    await expect(page.getByText(say.notCourse)).toBeVisible();
    await expect(page).toHaveURL(/lesson=own&page=1/);

    // The preview follows each edit. A text with errors keeps the last valid preview and shows where the error is.
    const text = page.locator('.lesson-file textarea');
    await text.fill(
      file.replace('A set and its first Pods', 'My own title').replace('创建第一个 StatefulSet', '我的标题'),
    );
    await expect(lesson).toContainText(language === 'en' ? 'My own title' : '我的标题');
    await text.fill(file.replace('minutes:', 'minuets: 3\nminutes:'));
    const problems = page.locator('.lesson-file-list');
    await expect(problems).toContainText('11:1');
    await expect(problems).toContainText(say.wrong);
    await expect(lesson).toContainText(language === 'en' ? 'My own title' : '我的标题');
  });
}

test('a lesson file is opened by its address, from this site only @breadth', async ({ lab, page }) => {
  await lab.doWithoutMonaco();
  await page.route('**/mine.yaml', (route) => route.fulfill({ contentType: 'application/yaml', body: file }));
  await lab.open('./?lessonUrl=mine.yaml&motion=off');
  await expect(page.getByRole('region', { name: 'Course' })).toContainText('A set and its first Pods');
  await lab.open('./?lessonUrl=https://example.com/mine.yaml&motion=off');
  await expect(page.getByRole('alert')).toContainText('must be a text file of this site');
});

test('a lesson is made from the user’s actions, and lacks only its texts @breadth', async ({ lab, page }) => {
  await lab.doWithoutMonaco();
  await lab.open('./?motion=off&speed=32');
  await lab.apply();
  await lab.expectReady('web-0', 'web-1', 'web-2');
  await lab.button('Add a replica').click();
  await lab.expectReady('web-0', 'web-1', 'web-2', 'web-3');
  await new Palette(page).choose('Make a lesson of', 'Make a lesson of what I just did');
  await page.getByRole('dialog').getByRole('button', { name: 'Make a lesson' }).click();
  const text = page.locator('.lesson-file textarea');
  await expect(text).toHaveValue(/kubectl scale statefulset.* --replicas=4/);
  await expect(page.getByRole('region', { name: 'Course' })).toContainText('TODO');
  await page.getByRole('button', { name: 'Check the lesson' }).click();
  const faults = page.locator('.lesson-file-list li');
  await expect(faults.first()).toContainText('is still to be written');
  await expect(faults.filter({ hasNotText: 'is still to be written' })).toHaveCount(0);
});

test('a file dropped on the page is opened according to its content @breadth', async ({ lab, page }) => {
  await lab.doWithoutMonaco();
  await lab.open('./?motion=off');
  const drop = (name: string, text: string) =>
    page.evaluate(
      ([name, text]) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text!], name!));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      },
      [name, text],
    );
  await drop('lesson.yaml', file);
  await expect(page.getByRole('region', { name: 'Course' })).toContainText('A set and its first Pods');
  await drop('lesson.yaml', `id: x\n# ${'x'.repeat(100_000)}`);
  await expect(page.getByRole('alert')).toContainText('at most 100,000 characters');
});

for (const editor of ['plain', 'monaco'] as const) {
  test(`a lesson file takes no text that is too long, and says so: ${editor} @breadth`, async ({ lab, page }) => {
    await page.route('**/mine.yaml', (route) => route.fulfill({ contentType: 'application/yaml', body: 'id: mine\n' }));
    await lab.open('./?lessonUrl=mine.yaml&motion=off', { editor });
    const text = page.locator('.lesson-file').getByRole('textbox');
    await expect(text).toHaveValue(/^id: mine/);
    const refusal = page.getByRole('alert').filter({ hasText: 'at most 100,000 characters' });
    const put = async (pasted: string) => {
      await page.evaluate((copied) => navigator.clipboard.writeText(copied), pasted);
      await text.focus();
      await page.keyboard.press('ControlOrMeta+V');
    };
    await put('('.repeat(100_001));
    await expect(refusal).toBeVisible();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(refusal).toHaveCount(0);
    // Together with what is there, this is too long.
    await put('('.repeat(99_999));
    await expect(refusal).toBeVisible();
    await expect(text).toHaveValue(/^id: mine\n$/);
  });
}

test('the editor knows the format of lesson files @breadth', async ({ lab, page }) => {
  await page.route('**/mine.yaml', (route) => route.fulfill({ contentType: 'application/yaml', body: 'id: mine\n' }));
  await lab.open('./?lessonUrl=mine.yaml&motion=off', { editor: 'monaco' });
  const file = page.locator('.lesson-file');
  await expect(file.locator('.lesson-file-list')).toContainText('minutes: is missing');
  await file.locator('.view-lines').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('min');
  const suggestion = page.locator('.suggest-widget').getByRole('option', { name: /minutes/ });
  await expect(async () => {
    await page.keyboard.press('Control+Space');
    await expect(suggestion).toBeVisible({ timeout: 2000 });
  }).toPass();
});
