import type { Page } from '@playwright/test';

/**
 * Runs a function in another page of the same site that has no Content-Security-Policy, so that code that reads the
 * lab's files may load and parse them in any way.
 */
export async function inPlainPage<Argument, Result>(
  page: Page,
  run: (argument: Argument) => Result | Promise<Result>,
  argument: Argument,
): Promise<Result> {
  const plain = await page.context().newPage();
  await plain.route('**/plain.html', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await plain.goto(new URL('plain.html', page.url()).href);
  try {
    return (await plain.evaluate(run as (argument: unknown) => Result, argument)) as Result;
  } finally {
    await plain.close();
  }
}
