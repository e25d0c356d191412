// Tests the Content-Security-Policy. Every browser test also checks that nothing violates it: see pages/test.ts.
import { expect } from '@playwright/test';
import { test } from '../pages/test.ts';

test.use({ violates: true });

const attacks: Record<string, () => unknown> = {
  'an inline script': () => {
    const script = document.createElement('script');
    script.append('document.title = "attacked"');
    document.head.append(script);
  },
  // The script runs later, as the browser allows tests to evaluate code.
  eval: () => {
    requestAnimationFrame(() => {
      try {
        (0, eval)('document.title = "attacked"');
      } catch {
        // Tries eval as a library does that only checks if it may.
      }
    });
  },
  'markup from text': () => {
    document.body.innerHTML = '<img src="x" onerror="document.title = \'attacked\'">';
  },
  'a request to another site': () => fetch('https://example.com/'),
  'a picture of another site': () => {
    document.body.append(Object.assign(new Image(), { src: 'https://example.com/a.png' }));
  },
  'a script of another site': () => new Worker('https://example.com/a.js'),
  'a plugin': () => {
    document.body.append(Object.assign(document.createElement('object'), { data: './favicon.svg' }));
  },
  'another base': () => {
    document.head.append(Object.assign(document.createElement('base'), { href: 'https://example.com/' }));
  },
  'a form': () => {
    const form = document.createElement('form');
    document.body.append(form);
    form.submit();
  },
};

test('the page’s policy refuses to load scripts or to send data, and tests detect violations', async ({
  lab,
  page,
  violations,
}) => {
  await lab.open();
  for (const [what, attack] of Object.entries(attacks)) {
    await page.evaluate(attack).catch(() => {});
    await expect.poll(() => violations, { message: what }).not.toEqual([]);
    violations.length = 0;
    expect(await page.title(), what).not.toBe('attacked');
  }
});

test('the policy is in the page itself: a host that sends no headers has it, too', async ({
  lab,
  page,
  violations,
}) => {
  await page.route('./', async (route) => {
    const response = await route.fetch();
    const { 'content-security-policy': _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await lab.open();
  await page.evaluate(attacks['an inline script']!);
  await expect.poll(() => violations).not.toEqual([]);
});

test('the scripts for other sites make no markup and no code from text', async ({ page }) => {
  for (const file of ['embed.js', 'embed.mjs']) {
    const response = await page.request.get(file);
    expect(response.ok()).toBe(true);
    const script = await response.text();
    expect(script).toContain('statefulset-lab');
    expect(script).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|setHTML|document\.write|createContextualFragment|DOMParser|srcdoc|\beval\b|\bFunction\b|\bimport\s*\(/,
    );
  }
});
