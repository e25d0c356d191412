import { useEffect, useRef } from 'react';
import { bitmapSize, paint } from './canvas.ts';
import type { Drawing } from './drawing.ts';

interface PreviewProps {
  /** Null while it is being made. */
  readonly drawing: Drawing | null;
  /** The colour of a slide of that shade. */
  readonly backdrop: string | undefined;
}

/** A drawing, scaled to the available room. */
export function Preview({ drawing, backdrop }: PreviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (drawing === null || !element || !context) return;
    Object.assign(element, bitmapSize(drawing, devicePixelRatio));
    paint(context, drawing, devicePixelRatio);
  }, [drawing]);
  return (
    <div className="pictures-preview" style={{ background: backdrop }}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={drawing === null ? undefined : `${drawing.title}. ${drawing.description}`}
      />
    </div>
  );
}
