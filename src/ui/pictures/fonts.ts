/** The lab's fonts, to embed in an SVG. */
import mono400 from '@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2?url';
import mono600 from '@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-600-normal.woff2?url';
import sans400 from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2?url';
import sans600 from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-600-normal.woff2?url';
import type { Face } from './drawing.ts';
import { faces } from './faces.ts';

/** The font files, which the page has already loaded. */
const files: Readonly<Record<Face, string>> = {
  text: sans400,
  'text-bold': sans600,
  mono: mono400,
  'mono-bold': mono600,
};

async function dataOf(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return `data:font/woff2;base64,${btoa(text)}`;
}

/** Returns `@font-face` rules with embedded fonts; empty if they cannot be loaded: the picture also names fallbacks. */
export async function fontRules(wanted: readonly Face[]): Promise<string> {
  try {
    const rules = wanted.map(async (face) => {
      const { family, weight } = faces[face];
      const name = family.split(',')[0]!;
      return `@font-face{font-family:${name};font-weight:${weight};src:url(${await dataOf(files[face])}) format('woff2')}`;
    });
    return (await Promise.all(rules)).join('');
  } catch {
    return '';
  }
}
