import type { Locator } from '@playwright/test';
import { settled } from './settled.ts';

/**
 * Where an element is once it stands still, in CSS px: what is measured on its way is somewhere else when the pointer
 * gets there. That it has set out has to be seen before.
 */
export async function restingBox(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  await settled(locator.page());
  const element = await locator.elementHandle();
  await element!.waitForElementState('stable');
  return (await element!.boundingBox())!;
}
