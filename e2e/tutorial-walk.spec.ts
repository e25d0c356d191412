/**
 * Follows docs/tutorial.md: carries out the steps of each row on the page, and expects what the row says. A row that
 * needs more steps than it states, or that no test follows, fails. In `npm test`, the first rows represent all.
 */
import { readFileSync } from 'node:fs';
import { expect, type Locator } from '@playwright/test';
import { breadth, test } from './pages/test.ts';
import { Walker, words } from './pages/tutorial-walker.ts';

/** The statement of each row and its number of steps. */
function rowsOf(file: string): readonly { readonly statement: string; readonly steps: number }[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[ -]*-/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => /^\d+$/.test(cells.at(-2) ?? ''))
    .map((cells) => ({ statement: cells[1] ?? '', steps: Number(cells.at(-2)) }));
}

interface Walk {
  /** Continues where the row above ends. */
  readonly then?: true;
  readonly go: (w: Walker) => Promise<void>;
}

const ip = (w: Walker, name: string): Promise<string> =>
  w.page.locator(`[data-dns^="${name}."]`).evaluate((dns) => /\d+\.\d+\.\d+\.\d+/.exec(dns.textContent)?.[0] ?? '');
const image = (w: Walker, name: string): Locator => w.pod(name).locator('.pod-image');
const three = ['web-0', 'web-1', 'web-2'] as const;

async function isReplaced(w: Walker): Promise<void> {
  await w.deletePod('web-1');
  await expect(w.pod('web-1').locator('[data-new="uid"]')).toContainText('→');
  await expect(w.pod('web-1').locator('[data-new="IP"]')).toContainText('→');
}

/** The rows are in the order of the page. */
const walks: readonly Walk[] = [
  // Why state needs identity
  { go: isReplaced },
  {
    async go(w) {
      await w.command('kubectl create deployment app --image=nginx --replicas=2');
      const pods = w.page.locator('[data-deployment-pod]');
      await expect(pods).toHaveCount(2);
      const before = await pods.evaluateAll((all) => all.map((pod) => (pod as HTMLElement).dataset['deploymentPod']));
      await w.command('kubectl delete pod -l app=app');
      for (const name of before) await expect(w.page.locator(`[data-deployment-pod="${name}"]`)).toHaveCount(0);
      await expect(pods).toHaveCount(2);
    },
  },
  {
    async go(w) {
      await w.click(w.words.writeLine);
      const claim = w.lab.claim('www-web-1');
      await expect(claim).toContainText('index.html');
      await w.deletePod('web-1');
      await expect(w.pod('web-1').locator('[data-new="uid"]')).toBeVisible();
      await expect(claim).toContainText('index.html');
    },
  },
  {
    async go(w) {
      const before = await ip(w, 'web-1');
      await w.deletePod('web-1');
      await expect.poll(() => ip(w, 'web-1')).not.toBe(before);
      await expect(w.page.locator('[data-dns="web-1.nginx.default.svc.cluster.local"]')).toHaveCount(1);
    },
  },
  {
    async go(w) {
      await w.click(w.words.add);
      await w.rests(...three, 'web-3');
      await w.click(w.words.decisions);
      await w.sees(w.words.created);
    },
  },
  {
    async go(w) {
      await w.click(w.words.remove);
      await expect(w.pod('web-2')).toHaveCount(0);
      await expect(w.lab.claim('www-web-2')).toContainText(w.words.kept);
    },
  },
  { go: isReplaced },
  {
    async go(w) {
      const slot = w.page.locator('[data-slot="1"]');
      await expect(slot.locator('[data-pod="web-1"]')).toBeVisible();
      await expect(slot.locator('[data-pvc="www-web-1"]')).toBeVisible();
      await expect(slot.locator('[data-dns^="web-1.nginx."]')).toBeVisible();
    },
  },
  // The spec
  { go: (w) => expect(w.page.locator('.service')).toContainText('nginx') },
  { go: (w) => expect(w.page.locator('.stepper-value').first()).toContainText('3') },
  {
    async go(w) {
      await w.command('kubectl label pod web-1 app=x --overwrite');
      await w.click(w.words.decisions);
      await w.sees(w.words.released);
    },
  },
  {
    async go(w) {
      await w.click(w.words.update);
      await expect(w.page.locator('.revisions li')).toHaveCount(2);
    },
  },
  { go: (w) => expect(w.lab.claim('www-web-0')).toContainText('www-web-0') },
  {
    async go(w) {
      await w.click(w.lab.claim('www-web-0').getByRole('button', { name: 'www-web-0', exact: true }));
      await w.sees(/kind: PersistentVolumeClaim/);
    },
  },
  // The status
  {
    async go(w) {
      await expect(w.page.locator('[data-panel="status"] [data-field]')).toHaveCount(9);
      w.steps++;
      await w.page.locator('[data-field="readyReplicas"] > button').hover();
      await expect(w.page.locator('[data-pod][data-lit]')).toHaveCount(3);
    },
  },
  {
    async go(w) {
      await w.click(w.words.update);
      await expect(w.page.locator('[data-panel="status"]')).toContainText(/updatedReplicas: ?1/);
    },
  },
  {
    async go(w) {
      const revisions = w.page.locator('.revisions');
      await expect(revisions).toContainText(w.words.current);
      await expect(revisions).toContainText(w.words.updateRole);
      await expect(w.page.locator('[data-panel="status"]')).toContainText(/currentRevision: ?web-/);
    },
  },
  {
    async go(w) {
      await expect(w.pod('web-0').locator('.pod-revision')).toContainText(/[a-z0-9]{8,}/);
      await w.click(w.pod('web-0').getByRole('button', { name: 'web-0', exact: true }));
      await w.sees(/controller-revision-hash/);
    },
  },
  {
    async go(w) {
      await w.click(w.words.update);
      await expect(w.pod('web-2')).toContainText('= updateRevision');
      await expect(w.pod('web-0')).toContainText('≠ updateRevision');
    },
  },
  // In use
  {
    async go(w) {
      await w.command('kubectl delete storageclass standard');
      // The command takes time; a claim that is created before has the class.
      await expect(w.page.locator('[data-panel="terminal"]')).toContainText('"standard" deleted');
      await w.click(w.words.add);
      await expect(w.lab.claim('www-web-3')).toHaveAttribute('data-phase', 'Pending');
      await expect(w.page.locator('.trap')).toContainText(w.words.noDefaultClass);
    },
  },
  {
    async go(w) {
      const volume = (): Promise<string | null> => w.page.locator('[data-slot="2"] .volume').textContent();
      const before = await volume();
      await w.click(w.words.remove);
      await expect(w.pod('web-2')).toHaveCount(0);
      await w.click(w.words.add);
      await w.rests(...three);
      expect(await volume()).toBe(before);
    },
  },
  {
    async go(w) {
      await w.command('kubectl delete service nginx');
      await expect(w.page.locator('[data-resolves="true"]')).toHaveCount(0);
      await expect(w.button(w.words.createService)).toBeVisible();
    },
  },
  {
    async go(w) {
      await w.command('kubectl delete sts web');
      await expect(w.page.locator('[data-pod]')).toHaveCount(0);
      await expect(w.page.locator('.service')).toContainText('nginx');
      await expect(w.button(w.words.createService)).toHaveCount(0);
      await expect(w.lab.claim('www-web-0')).toContainText('Bound');
    },
  },
  {
    async go(w) {
      await w.command('kubectl scale sts web --replicas=0');
      await expect(w.pod('web-2')).toHaveCount(0);
      await expect(w.page.locator('[data-pod]')).toHaveCount(0);
    },
  },
  // Policies
  {
    async go(w) {
      await w.click(w.policy('OrderedReady'));
      await w.sees(w.words.oneAtATime);
    },
  },
  {
    async go(w) {
      await w.click(w.policy('OrderedReady'));
      await w.click(w.words.again);
      await expect(w.page.locator('.stages > .stage')).toHaveCount(2);
    },
  },
  {
    async go(w) {
      await w.click(w.policy('RollingUpdate'));
      await w.sees(w.words.onDelete);
      await w.click(w.words.setOnDelete);
      await expect(w.policy('OnDelete')).toBeVisible();
    },
  },
  {
    async go(w) {
      await w.click(w.words.update);
      await expect(image(w, 'web-2')).toContainText('0.22');
      await expect(image(w, 'web-0')).toContainText('0.21');
    },
  },
  {
    async go(w) {
      await w.click(w.policy('OrderedReady'));
      await w.sees(w.words.updatesUnderParallel);
    },
  },
  {
    async go(w) {
      w.steps++;
      const divider = w.page.getByRole('slider', { name: w.words.partition });
      await divider.focus();
      await divider.press('ArrowRight');
      await expect(divider).toHaveAttribute('aria-valuenow', '1');
      await w.click(w.words.update);
      await expect(image(w, 'web-1')).toContainText('0.22');
      await w.rests(...three);
      await expect(image(w, 'web-0')).toContainText('0.21');
    },
  },
  {
    then: true,
    async go(w) {
      await w.deletePod('web-0');
      await expect(w.pod('web-0')).toContainText(w.words.oldRevision);
      await expect(image(w, 'web-0')).toContainText('0.21');
    },
  },
  {
    async go(w) {
      await w.command(
        `kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":1}}}}'`,
      );
      await w.sees('statefulset.apps/web patched');
    },
  },
];

for (const [lang, count] of [
  ['en', 3],
  ['en', walks.length],
  ['zh', walks.length],
] as const) {
  const title = `${count} rows of the tutorial’s table are seen in as many steps as each says, ${lang}`;
  test(`${title}${breadth(count > 3)}`, async ({ page, lab }) => {
    const all = rowsOf(words[lang].file);
    expect(all).toHaveLength(walks.length);
    const rows = all.slice(0, count);
    await lab.doWithoutMonaco();
    await page.goto(`./?motion=off&lang=${lang}`);
    const walker = new Walker(page, lab, lang);
    await expect(walker.button(words[lang].apply)).toBeEnabled();
    for (const [index, { statement, steps }] of rows.entries()) {
      await test.step(statement, async () => {
        if (walks[index]!.then === undefined) await walker.begin();
        else walker.steps = 0;
        await walks[index]!.go(walker);
        expect.soft(walker.steps, statement).toBe(steps);
      });
    }
    expect(Math.max(...rows.map(({ steps }) => steps))).toBeLessThanOrEqual(2);
  });
}
