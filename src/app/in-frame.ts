/** Lets the page around control the whole lab in a frame. See docs/embedding.md. */
import { labAddress } from '../embed/frame/lab-address.ts';
import { eventOf } from '../embed/lessons/statement.ts';
import { type Listening, listenToHost } from '../embed/protocol/listen.ts';
import { pausedOutOfSight } from '../embed/protocol/sight.ts';
import type { Translator } from '../i18n/index.ts';
import { decodeSession, encodeSession } from '../share/link.ts';
import type { Lab } from '../store/lab.ts';
import { reportLessons } from '../ui/lessons/lesson-reports.ts';

/** Listens to the page around from now on. Does nothing if the page is not in a frame. */
export function listenInFrame(lab: Lab, translator: Translator): void {
  const host = listenToHost(window, lab, {
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
  reportLessonsTo(host, lab);
}

/** Sends the reader's steps in lessons to the page around, as a figure does. */
function reportLessonsTo(host: Listening, lab: Lab): void {
  let opened = performance.now();
  lab.store.subscribe(({ lesson }, before) => {
    if (lesson?.id !== before.lesson?.id) opened = performance.now();
  });
  reportLessons(lab, (event, lesson) => {
    const { language } = lab.store.getState();
    const elapsed = performance.now() - opened;
    const addressOf = (page?: string): string => {
      const index = lesson.pages.findIndex(({ id }) => id === page);
      return labAddress(location.href, { lesson: lesson.id, ...(index >= 0 && { page: index + 1 }) });
    };
    host.send(eventOf(event, { lesson, addressOf, language, elapsed }));
  });
}
