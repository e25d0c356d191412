import { useEffect } from 'react';
import type { Lab } from '../../store/lab.ts';
import { fieldPath } from '../../lessons/format/field-path.ts';
import type { Outline } from '../../lessons/format/schema.ts';

const parts: Readonly<Record<Extract<Outline, { part: string }>['part'], string>> = {
  stage: '.stage',
  editor: '[data-panel="editor"]',
  terminal: '[data-panel="terminal"]',
  timeline: '.app-time',
  events: '[data-panel="events"]',
  reason: '.controller',
};

/** Returns the selector of the element that a lesson points at; null for a field, which the editor highlights. */
function selectorOf(outline: Outline): string | null {
  if ('slot' in outline) {
    const ordinal = outline.slot.slice(outline.slot.lastIndexOf('-') + 1);
    return `[data-slot="${ordinal}"], .node-pod[data-pod=${JSON.stringify(outline.slot)}]`;
  }
  if ('claim' in outline) return `[data-pvc=${JSON.stringify(outline.claim)}]`;
  if ('status' in outline) return `[data-walk][data-field=${JSON.stringify(outline.status)}]`;
  return 'part' in outline ? parts[outline.part] : null;
}

/** Outlines the element that a lesson points at, even if it appears later. */
export function useOutline(lab: Lab, outline: Outline | undefined): void {
  // As text, so that an equal object of the next render is no change.
  const key = outline === undefined ? '' : JSON.stringify(outline);
  useEffect(() => {
    if (key === '') return;
    const shown = JSON.parse(key) as Outline;
    const selector = selectorOf(shown);
    if (selector === null) {
      if ('field' in shown) lab.act('reveal', { path: fieldPath(shown.field) });
      return;
    }
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`${selector} { outline: 3px dashed var(--accent); outline-offset: 2px; }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    };
  }, [lab, key]);
}
