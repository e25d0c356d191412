/** Makes the figure that the address asks for, and renders it. */
import { createRoot } from 'react-dom/client';
import { figureTranslator } from '../../i18n/figure.ts';
import { preferredLanguage } from '../../i18n/languages.ts';
import { decodeSession, encodeSession } from '../../share/link.ts';
import { exampleText } from '../../store/state/examples.ts';
import { followLook } from '../../ui/kit/browser/follow-look.ts';
import { attempt } from '../../ui/kit/browser/storage.ts';
import { LabProvider } from '../../ui/kit/lab.tsx';
import { MessagesProvider } from '../../ui/kit/messages.tsx';
import { WholePageProvider } from '../../ui/kit/whole-page.tsx';
import { MotionProvider } from '../../ui/motion/motion.tsx';
import '../../ui/kit/look.css';
import { readOptions } from '../options/read.ts';
import { listenToHost } from '../protocol/listen.ts';
import { Figure } from './figure.ts';
import { FigureProvider } from './figure-context.tsx';
import { Frame } from './frame.tsx';
import { watchHeight } from './height.ts';
import { labAddress } from './lab-address.ts';
import { loadLessons, loadMore } from './more.ts';
import { watchSight } from './sight.ts';

export async function startFrame(root: HTMLElement): Promise<void> {
  const asked = readOptions(location);
  const { options } = asked;
  const language = preferredLanguage([options.lang, ...attempt(() => navigator.languages, [])]);
  const translator = await figureTranslator(language, async (spoken) => (await loadLessons()).texts(spoken));
  const { example, manifest, theme, speed } = options;
  const figure = new Figure(
    asked,
    { example, theme, speed, language, text: manifest ?? exampleText(example, language) },
    {
      async lessons() {
        const lessons = await loadLessons();
        await translator.more();
        return lessons;
      },
      send: (event) => host.send(event),
    },
  );
  const { lab } = figure;
  followLook(lab, translator);
  lab.act('setStageView', { view: options.view });
  createRoot(root).render(
    <MessagesProvider translator={translator}>
      <LabProvider lab={lab}>
        <WholePageProvider value={false}>
          <MotionProvider enabled={options.motion === 'on'}>
            <FigureProvider value={figure}>
              <Frame />
            </FigureProvider>
          </MotionProvider>
        </WholePageProvider>
      </LabProvider>
    </MessagesProvider>,
  );
  const host = listenToHost(window, lab, {
    translate: () => translator.current().t,
    encode: (session) => encodeSession(session) + figure.carried,
    decode: decodeSession,
    linkTo: (fragment) =>
      labAddress(location.href, { fragment, lang: lab.store.getState().language, ...figure.lesson?.page }),
    picture: async (format) => (await loadMore()).picture(lab, translator.current().t, format),
    setVisible: (visible) => (figure.wanted = visible),
  });
  watchHeight(lab, (height) => host.height(height));
  watchSight(document.documentElement, (seen) => {
    document.documentElement.toggleAttribute('data-asleep', !seen);
    figure.inSight = seen;
  });
}
