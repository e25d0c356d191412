/** A style for the tests of this folder. */
import type { Translate } from '../../i18n/index.ts';
import { type Palette, tokens } from './palette.ts';
import type { PictureStyle } from './stage-picture.ts';

/** A colour of its own for each token. */
const colours = Object.fromEntries(
  tokens.map((token, i) => [token, `#0000${(i + 16).toString(16)}`]),
) as unknown as Palette;

/** Each character is as wide as those of IBM Plex Mono. */
export function styleOf(t: Translate, change: Partial<PictureStyle> = {}): PictureStyle {
  const measure: PictureStyle['measure'] = (text, _face, size) => [...text].length * size * 0.6;
  return { t, colours, measure, title: true, sentence: true, paper: true, ...change };
}
