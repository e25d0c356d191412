import type { Page } from '@playwright/test';

/** Returns the texts that leave the place of their Pod, or are cut there. Of an image, the tag is what is seen. */
export const textsOutOfSlots = (page: Page): Promise<readonly string[]> =>
  page.locator('.socket').evaluateAll((sockets) =>
    sockets.flatMap((socket) => {
      const place = socket.getBoundingClientRect();
      const texts = document.createTreeWalker(socket, NodeFilter.SHOW_TEXT);
      const faults: string[] = [];
      for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
        const parent = text.parentElement!;
        if (text.textContent!.trim() === '' || !parent.checkVisibility({ visibilityProperty: true })) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        const { left, right, top, bottom } = range.getBoundingClientRect();
        const cutBy = parent.closest('p:not(.pod-image), .pod-status-word, .pod-name');
        const cut =
          cutBy !== null && (cutBy.scrollWidth > cutBy.clientWidth || cutBy.scrollHeight > cutBy.clientHeight + 4);
        const out = left < place.left || right > place.right || top < place.top || bottom > place.bottom;
        if (cut || out) faults.push(`${cut ? 'cut' : 'out'}: ${text.textContent}`);
      }
      return faults;
    }),
  );
