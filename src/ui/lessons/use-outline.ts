/** Outlines parts of the page for a lesson. */
import { useEffect } from 'react';
import type { Translate } from '../../i18n/index.ts';
import { fieldPath } from '../../lessons/format/field-path.ts';
import type { Outline } from '../../lessons/format/schema.ts';
import type { PagePart } from '../../share/saved-fields.ts';
import type { Lab } from '../../store/lab.ts';

type Part = Extract<Outline, { part: string }>['part'];

const parts: Readonly<Record<Part, string>> = {
  stage: '.stage',
  editor: '[data-panel="editor"]',
  terminal: '[data-panel="terminal"]',
  timeline: '.app-time',
  events: '[data-panel="events"]',
  reason: '.controller',
};

/** The parts of the page to unfold so that something in them is visible. */
const within: Readonly<Partial<Record<Part, PagePart>>> = { terminal: 'terminal', timeline: 'time', events: 'log' };

/** Returns the selector of the outlined element; null for a field, which the editor highlights itself. */
function selectorOf(outline: Outline): string | null {
  if ('slot' in outline) {
    const ordinal = outline.slot.slice(outline.slot.lastIndexOf('-') + 1);
    return `[data-slot="${ordinal}"], .node-pod[data-pod=${JSON.stringify(outline.slot)}]`;
  }
  if ('claim' in outline) return `[data-pvc=${JSON.stringify(outline.claim)}]`;
  if ('status' in outline) return `[data-walk][data-field=${JSON.stringify(outline.status)}]`;
  return 'part' in outline ? parts[outline.part] : null;
}

/** Describes the outlined element. */
export function outlineWords(t: Translate, outline: Outline): string {
  if ('slot' in outline) return t('lesson.outline', { what: outline.slot });
  if ('claim' in outline) return t('lesson.outline', { what: outline.claim });
  if ('status' in outline) return t('lesson.outline', { what: `status.${outline.status}` });
  if ('field' in outline) return t('lesson.outline', { what: outline.field });
  return t('lesson.outline', { what: t(`lesson.part.${outline.part}`) });
}

/** Unfolds the part of the page with the outlined element. */
function uncover(lab: Lab, outline: Outline): void {
  const part = 'status' in outline ? 'log' : 'part' in outline ? within[outline.part] : undefined;
  if (part !== undefined) lab.act('unfold', { part });
  const side = 'field' in outline || ('part' in outline && ['editor', 'terminal'].includes(outline.part));
  if (side) lab.act('setLayout', { layout: { sideFolded: false } });
}

/**
 * Outlines an element of the page while a lesson points at it, also if it appears later. Unfolds its part of the page,
 * and scrolls it into view.
 */
export function useOutline(lab: Lab, outline: Outline | undefined): void {
  // As text, so that an equal object of the next render changes nothing.
  const key = outline === undefined ? '' : JSON.stringify(outline);
  useEffect(() => {
    if (key === '') return;
    const shown = JSON.parse(key) as Outline;
    uncover(lab, shown);
    const selector = selectorOf(shown);
    if (selector === null) {
      if ('field' in shown) lab.act('reveal', { path: fieldPath(shown.field) });
      return;
    }
    const coming = new MutationObserver(lead);
    coming.observe(document.body, { childList: true, subtree: true });
    lead();
    function lead(): void {
      const found = document.querySelector(selector!);
      if (found === null) return;
      coming.disconnect();
      found.scrollIntoView({ block: 'nearest' });
    }
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`${selector} { outline: 3px dashed var(--accent); outline-offset: 2px; }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      coming.disconnect();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    };
  }, [lab, key]);
}
