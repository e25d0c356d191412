/** Makes figures of `div[data-statefulset-lab]` and of marked blocks of code, whenever the page changes. */
import { defineFigure, tag } from './figure.ts';

/** Makes a figure with an element's data attributes; those that it does not know change nothing. */
function figureOf({ dataset }: HTMLElement): HTMLElement {
  const figure = document.createElement(tag);
  for (const [name, value] of Object.entries(dataset)) figure.setAttribute(name, value!);
  return figure;
}

/** Finds what was added to the page. Called again, it does nothing more. */
function scan(): void {
  for (const div of document.querySelectorAll<HTMLElement>(`[data-${tag}]`)) {
    if (div.querySelector(tag)) continue;
    const figure = figureOf(div);
    figure.append(...div.childNodes);
    div.append(figure);
  }
  for (const mark of document.querySelectorAll<HTMLElement>(`.${tag},[data-meta~=${tag}]`)) {
    // The mark is on the block, in it, or around it. With line numbers, the second code is the text.
    const block = mark.closest('pre') ?? mark;
    const code = [...block.querySelectorAll('code')].at(-1);
    // The source stays: it is what is read where no script runs, and what is printed.
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
  // Of the document itself: pages that change without being loaded put another body in it.
  new MutationObserver(scan).observe(document, { childList: true, subtree: true });
  scan();
}
