import type { Pen } from '../pen.ts';
import type { Tone } from '../../../view/pod/tone.ts';
import { markShapes } from '../../scene/shared/status-mark.tsx';

/** Returns the text colour of a tone. */
export function toneColour({ colours }: Pen, tone: Tone): string {
  return tone === 'leaving' ? colours['text-soft'] : colours[tone];
}

/** Draws the mark of a tone, 16 × 16 px. */
export function mark(pen: Pen, x: number, y: number, tone: Tone): void {
  pen.path(markShapes[tone], { x, y, fill: toneColour(pen, tone) });
}
