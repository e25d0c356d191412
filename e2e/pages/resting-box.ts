import type { Locator } from '@playwright/test';
import { settled } from './settled.ts';

/**
 * Returns the box of an element at rest, in CSS px: a moving element is elsewhere when the pointer arrives. The caller
 * waits until the movement has started.
 */
export async function restingBox(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  await settled(locator.page());
  const element = await locator.elementHandle();
  await element!.waitForElementState('stable');
  return (await element!.boundingBox())!;
}
