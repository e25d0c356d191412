import type { Page } from '@playwright/test';

/** Returns the texts that extend beyond their Pod or are cut. Of an image, only the tag must be visible. */
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

/** Returns the DNS names, names of Pods, statuses and names of claims that are not completely visible. */
export const textsCutInSlots = (page: Page): Promise<readonly string[]> =>
  page.locator('.slot').evaluateAll((slots) =>
    slots.flatMap((slot) =>
      [...slot.querySelectorAll('.dns-name, .pod-name, .pod-status-word, .claim-name')]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }))
        .filter((element) => {
          const range = document.createRange();
          range.selectNodeContents(element);
          const { left, right, bottom } = range.getBoundingClientRect();
          const place = element.getBoundingClientRect();
          const within = slot.getBoundingClientRect();
          const [start, end] = [Math.max(place.left, within.left), Math.min(place.right, within.right)];
          return left < start - 0.5 || right > end + 0.5 || bottom > place.bottom + 4;
        })
        .map((element) => element.textContent ?? ''),
    ),
  );
