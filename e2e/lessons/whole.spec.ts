/** Tests whole lessons, one of each chapter of the course, as a learner plays them in the browser. */
import { expect, type ViewportSize } from '@playwright/test';
import { LessonPlayer, type OnPage } from '../pages/lesson-player.ts';
import { test } from '../pages/test.ts';

const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

interface Whole {
  readonly id: string;
  readonly size: ViewportSize;
  readonly pages: readonly OnPage[];
}

const partitionTo = (partition: number) =>
  `kubectl patch sts web -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":${partition}}}}}'`;

const lessons: readonly Whole[] = [
  {
    id: 'first-set',
    size: phone,
    pages: ['reads', { guesses: 'web-1', right: false }, 'reads', { types: ['kubectl scale sts web --replicas=5'] }],
  },
  {
    id: 'partition',
    size: desktop,
    pages: [
      { guesses: '2', right: false },
      { types: [partitionTo(1)] },
      { guesses: 'registry.k8s.io/nginx-slim:0.21', right: true },
      { types: [partitionTo(0)] },
    ],
  },
  {
    id: 'unready-first',
    size: desktop,
    pages: [
      { guesses: 'WaitForReady', right: true },
      'reads',
      { guesses: true, right: false },
      { types: ['kubectl delete pod cache-0'] },
    ],
  },
  {
    id: 'question-updates',
    size: desktop,
    pages: [
      {
        types: [
          `kubectl patch sts cache -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":2}}}}'`,
          'kubectl set image sts/cache memcached=memcached:1.6.39',
        ],
      },
    ],
  },
];

for (const { id, size, pages } of lessons) {
  for (const language of ['en', 'zh'] as const) {
    test(`the lesson ${id} is learnt from its first page to its last: ${language}, ${size.width} px @breadth`, async ({
      lab,
      page,
    }) => {
      const lesson = new LessonPlayer(page, language);
      await page.setViewportSize(size);
      await lab.doWithoutMonaco();
      await lab.remember();
      await page.goto(`./?lesson=${id}&lang=${language}&motion=off&speed=32`);
      await lesson.play(pages);
      await expect(page.getByRole('dialog').locator('.course-done')).toHaveCount(1);
    });
  }
}
