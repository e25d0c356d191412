/** The faces that drawings are written in. */
import type { Face } from './drawing.ts';

interface FaceOf {
  readonly family: string;
  readonly weight: 400 | 600;
}

/** As in src/ui/kit/tokens.css; the other fonts are fallbacks, and for Chinese. */
const text = "'IBM Plex Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', Arial, sans-serif";
const mono =
  "'IBM Plex Mono', Consolas, Menlo, 'DejaVu Sans Mono', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans Mono CJK SC', monospace";

export const faces: Readonly<Record<Face, FaceOf>> = {
  text: { family: text, weight: 400 },
  'text-bold': { family: text, weight: 600 },
  mono: { family: mono, weight: 400 },
  'mono-bold': { family: mono, weight: 600 },
};
