import { useEffect, useRef } from 'react';
import { bitmapSize, paint } from './canvas.ts';
import type { Drawing } from './drawing.ts';

interface PreviewProps {
  /** Null: not yet. */
  readonly drawing: Drawing | null;
  /** As of a slide that is as light or as dark. */
  readonly backdrop: string | undefined;
}

/** A drawing as it will be, in the room there is. */
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
