import { expect } from '@playwright/test';
import type { LabPage } from './pages/lab-page.ts';
import { PicturesDialog } from './pages/pictures-dialog.ts';
import { inPlainPage } from './pages/plain-page.ts';
import { test } from './pages/test.ts';

/** Opens a stuck rollout and pauses it. */
async function stuck(lab: LabPage): Promise<PicturesDialog> {
  await lab.openSession('stuck', 'theme=light');
  const pictures = new PicturesDialog(lab.page);
  await pictures.open();
  return pictures;
}

/** Colors of the page's tokens in the light scheme, as `r,g,b,a`. */
const paper = '243,241,234,255';
const bad = '179,38,30,255';

test('the picture shows what the stage shows, and is saved as SVG and as PNG', async ({ lab, page }) => {
  const pictures = await stuck(lab);
  await expect(pictures.dialog.getByRole('img')).toHaveAccessibleName(/Pod web-2: ImagePullBackOff, 0\/1/);

  const svg = await pictures.save('Save SVG');
  expect(svg.name).toMatch(/^web-\dm\d+s\.svg$/);
  const text = svg.bytes.toString();
  const read = await inPlainPage(
    page,
    (source) => {
      const parsed = new DOMParser().parseFromString(source, 'image/svg+xml');
      return {
        wrong: parsed.querySelector('parsererror')?.textContent ?? null,
        texts: [...parsed.querySelectorAll('text')].map((element) => element.textContent),
        foreign: parsed.querySelectorAll('script, foreignObject, image, use, a').length,
      };
    },
    text,
  );
  expect(read).toMatchObject({ wrong: null, foreign: 0 });
  expect(read.texts).toEqual(expect.arrayContaining(['web-0', 'web-2', 'ImagePullBackOff', 'www-web-2']));
  expect([...text.matchAll(/url\(([^)]{0,20})/g)].map(([, start]) => start)).toEqual(
    Array.from({ length: 4 }, () => 'data:font/woff2;base'),
  );
  const drawn = await pictures.read(svg.bytes, 'image/svg+xml');

  const png = await pictures.save('Save PNG');
  expect(png.name).toMatch(/^web-\dm\d+s\.png$/);
  const pixels = await pictures.read(png.bytes, 'image/png');
  expect([pixels.width, pixels.height]).toEqual([2 * drawn.width, 2 * drawn.height]);
  expect(pixels.colours[paper]).toBeGreaterThan(50_000);
  expect(pixels.colours[bad]).toBeGreaterThan(200);

  await pictures.button('1× the size of the SVG').click();
  const small = await pictures.read((await pictures.save('Save PNG')).bytes, 'image/png');
  expect([small.width, small.height]).toEqual([drawn.width, drawn.height]);
  // The SVG and the PNG are painted from one drawing: the PNG shows what the SVG shows.
  for (const colour of [paper, bad]) {
    expect(Math.abs(drawn.colours[colour]! - small.colours[colour]!)).toBeLessThan(0.02 * small.colours[colour]!);
  }
});

test('the picture can be dark, and without paper @breadth', async ({ lab }) => {
  const pictures = await stuck(lab);
  await pictures.button('Dark').click();
  await pictures.dialog.getByRole('checkbox', { name: 'Background' }).uncheck();
  const { colours } = await pictures.read((await pictures.save('Save PNG')).bytes, 'image/png');
  expect(colours['0,0,0,0']).toBeGreaterThan(50_000);
  // A few pixels at the soft edges of letters may have any color.
  expect(colours[paper] ?? 0).toBeLessThan(100);
  expect(colours['255,143,134,255']).toBeGreaterThan(200);
});

test('the picture is copied @breadth', async ({ lab, page }) => {
  const pictures = await stuck(lab);
  await pictures.button('Copy PNG').click();
  await expect(pictures.dialog.getByText('PNG copied.')).toBeVisible();
  const type = await page.evaluate(async () => (await navigator.clipboard.read())[0]?.types);
  expect(type).toContain('image/png');
  await pictures.button('Copy SVG').click();
  await expect(pictures.dialog.getByText('SVG copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^<svg /);
});

test('where the page must not copy, it says so, and can still save @breadth', async ({ lab, page }) => {
  await page.addInitScript(() => {
    Object.assign(navigator.clipboard, {
      write: () => Promise.reject(new DOMException('Blocked by permissions policy', 'NotAllowedError')),
    });
  });
  const pictures = await stuck(lab);
  await pictures.button('Copy PNG').click();
  await expect(pictures.dialog.getByText('The browser does not allow copying.')).toBeVisible();
  expect((await pictures.save('Save PNG')).bytes.length).toBeGreaterThan(10_000);
});

test('a film of the last action is a GIF of that length, and the lab keeps its moment @breadth', async ({
  lab,
  page,
}) => {
  const pictures = await stuck(lab);
  const clock = await page.getByRole('slider', { name: 'Moment' }).getAttribute('aria-valuetext');
  await pictures.button('Recording').click();
  await pictures.moveTo('From', 2000);
  await pictures.moveTo('To', 6000);
  await pictures.button('4×').click();
  await pictures.button('640').click();
  await expect(pictures.dialog.getByRole('status')).toContainText('2.6 s, at most 11 frames');
  await pictures.button('Create').click();
  const gif = await pictures.save(/^Save web-.*\.gif$/);
  expect(gif.name).toBe('web-0m2s-0m6s.gif');
  const { width, durations } = await pictures.readGif(gif.bytes);
  expect(width).toBe(640);
  expect(durations.length).toBeGreaterThan(4);
  expect(durations.length).toBeLessThanOrEqual(11);
  expect(durations.reduce((sum, duration) => sum + duration, 0)).toBe(2600);

  await page.keyboard.press('Escape');
  await expect(pictures.dialog).toHaveCount(0);
  await expect(lab.button('LIVE')).toBeVisible();
  expect(await page.getByRole('slider', { name: 'Moment' }).getAttribute('aria-valuetext')).toBe(clock);
});

for (const [format, type, magic] of [
  ['WebM', 'video/webm', '1a45dfa3'],
  ['MP4', 'video/mp4', ''],
] as const) {
  test(`a film can be ${format}, if the browser encodes it @breadth`, async ({ lab }) => {
    const pictures = await stuck(lab);
    await pictures.button('Recording').click();
    await pictures.moveTo('From', 2000);
    await pictures.moveTo('To', 6000);
    await pictures.button('4×').click();
    await pictures.button(format).click();
    await pictures.button('Create').click();
    const film = await pictures.save(new RegExp(`^Save web-.*\\.${format.toLowerCase()}$`));
    expect(film.bytes.toString('hex')).toMatch(new RegExp(`^${magic}`));
    const { width, height, duration } = await pictures.readVideo(film.bytes, type);
    expect([width, height % 2]).toEqual([960, 0]);
    expect(duration).toBeCloseTo(2.6, 1);
  });
}

test('a browser without encoders offers GIF only @breadth', async ({ lab, page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'VideoEncoder'));
  const pictures = await stuck(lab);
  await pictures.button('Recording').click();
  await expect(pictures.button('WebM')).toBeDisabled();
  await expect(pictures.button('WebM')).toHaveAttribute('title', /no encoder/);
  await expect(pictures.button('GIF')).toBeEnabled();
});

test('a film has a limited length, and can be cancelled @breadth', async ({ lab }) => {
  const pictures = await stuck(lab);
  await pictures.button('Recording').click();
  await pictures.button('All').click();
  await pictures.moveTo('From', 9000);
  await pictures.moveTo('To', 1000);
  await expect(pictures.dialog.getByRole('status')).toContainText('The end is before the beginning');
  await expect(pictures.button('Create')).toBeDisabled();

  await pictures.moveTo('From', 0);
  await pictures.moveTo('To', 8000);
  await pictures.button('1×').click();
  await pictures.button('20/s').click();
  await pictures.button('1920').click();
  await pictures.button('Create').click();
  await expect(pictures.dialog.getByRole('progressbar')).toBeVisible();
  await pictures.button('Cancel').click();
  await expect(pictures.button('Create')).toBeEnabled();
});
