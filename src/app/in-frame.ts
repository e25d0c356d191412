/** Lets the page around control the whole lab in a frame. See docs/embedding.md. */
import { labAddress } from '../embed/frame/lab-address.ts';
import { listenToHost } from '../embed/protocol/listen.ts';
import { pausedOutOfSight } from '../embed/protocol/sight.ts';
import type { Translator } from '../i18n/index.ts';
import { decodeSession, encodeSession } from '../share/link.ts';
import type { Lab } from '../store/lab.ts';

/** Listens to the page around from now on. Does nothing if the page is not in a frame. */
export function listenInFrame(lab: Lab, translator: Translator): void {
  listenToHost(window, lab, {
    translate: () => translator.current().t,
    encode: encodeSession,
    decode: decodeSession,
    linkTo: (fragment) => labAddress(location.href, { fragment, lang: lab.store.getState().language }),
    picture: async (format) => {
      const [{ picture }] = await Promise.all([import('../embed/more/picture.ts'), translator.more()]);
      return picture(lab, translator.current().t, format);
    },
    setVisible: pausedOutOfSight(lab),
  });
}
