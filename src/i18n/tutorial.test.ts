/** Checks that the places in docs/tutorial.md are those of the page. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

type Messages = Readonly<Record<string, string>>;

function messagesOf(language: string): Messages {
  const folder = new URL(`languages/${language}/`, import.meta.url);
  const catalogs = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return Object.assign(
    {},
    ...catalogs.map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Messages),
  );
}

/** Kubernetes' own words, and characters on buttons that are not their names. */
const other = ['OrderedReady', 'RollingUpdate', '+', '−'];

/** Returns true if a message, with any values for its placeholders, is the name. */
function names(messages: Messages, name: string): boolean {
  const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return Object.values(messages).some((message) => {
    if (/\{\w+, /.test(message)) return false;
    const parts = message.split(/\{\w+\}/);
    // A message that consists of placeholders would match any name.
    return parts.join('').trim().length > 1 && new RegExp(`^${parts.map(quoted).join('.+')}$`).test(name);
  });
}

const doc = (file: string): string => readFileSync(new URL(`../../docs/${file}`, import.meta.url), 'utf8');

it.each([
  ['tutorial.md', messagesOf('en'), /_([^_\n]+)_/g],
  ['tutorial.zh.md', messagesOf('zh'), /“([^”\n]+)”/g],
])('docs/%s names only places that exist', (file, messages, place) => {
  const found = [
    ...doc(file)
      .replace(/`[^`]*`/g, '')
      .matchAll(place),
  ].map(
    // A button of an image has the image’s tag in its name.
    ([, name]) => name!.replace(/ :[\d.]+$/, ''),
  );
  expect(found.length).toBeGreaterThan(10);
  expect(found.filter((name) => !other.includes(name) && !names(messages, name))).toEqual([]);
});

it.each(['tutorial.md', 'tutorial.zh.md'])('docs/%s needs two steps at most for each statement', (file) => {
  const steps = [...doc(file).matchAll(/\|\s+(\d+) \|$/gm)].map(([, count]) => Number(count));
  expect(steps.length).toBeGreaterThan(25);
  expect(Math.max(...steps)).toBeLessThanOrEqual(2);
});
