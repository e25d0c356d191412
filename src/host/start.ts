/** Makes figures of `div[data-statefulset-lab]` elements and of marked code blocks, also when the page changes. */
import { defineFigure, tag } from './figure.ts';

/** Makes a figure with the data attributes of an element; unknown ones are ignored. */
function figureOf({ dataset }: HTMLElement): HTMLElement {
  const figure = document.createElement(tag);
  for (const [name, value] of Object.entries(dataset)) figure.setAttribute(name, value!);
  return figure;
}

/** Converts the elements that were added to the page. Calling it again changes nothing. */
function scan(): void {
  for (const div of document.querySelectorAll<HTMLElement>(`[data-${tag}]`)) {
    if (div.querySelector(tag)) continue;
    const figure = figureOf(div);
    figure.append(...div.childNodes);
    div.append(figure);
  }
  for (const mark of document.querySelectorAll<HTMLElement>(`.${tag},[data-meta~=${tag}]`)) {
    // The mark is on the block, in it, or around it. With line numbers, the second `code` holds the text.
    const block = mark.closest('pre') ?? mark;
    const code = [...block.querySelectorAll('code')].at(-1);
    // The source stays in the page, for readers without scripts and for printing.
    if (!code || block.nextElementSibling?.localName === tag) continue;
    const figure = figureOf(mark);
    figure.setAttribute('manifest', code.textContent);
    block.after(figure);
  }
}

/** @param script Address of this script. */
export function start(script: string): void {
  if (customElements.get(tag)) return;
  defineFigure(script);
  // Observe the document itself: some sites replace the body without loading a page.
  new MutationObserver(scan).observe(document, { childList: true, subtree: true });
  scan();
}
