/** Draws the stage of a figure as a picture. */
import type { Translate } from '../../i18n/translate.ts';
import type { Lab } from '../../store/lab.ts';
import { pageMeasure, toPng } from '../../ui/pictures/canvas.ts';
import { subjectOf } from '../../ui/pictures/subject.ts';
import { currentShade, readPalette } from '../../ui/pictures/palette.ts';
import { stagePicture } from '../../ui/pictures/stage-picture.ts';
import { toSvg } from '../../ui/pictures/svg.ts';

/** Pixels of a bitmap per pixel of the drawing. */
const scale = 2;

/** Returns the text of an SVG, or a PNG as a `data:` address. */
export async function picture(lab: Lab, t: Translate, format: 'svg' | 'png'): Promise<string> {
  const measure = await pageMeasure();
  const style = { t, measure, colours: readPalette(currentShade()), title: true, sentence: true, paper: true };
  const drawing = stagePicture(subjectOf(lab.store.getState()), style);
  return format === 'svg' ? toSvg(drawing, '') : dataAddress(await toPng(drawing, scale));
}

function dataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error('The picture could not be read.'));
    reader.readAsDataURL(blob);
  });
}
