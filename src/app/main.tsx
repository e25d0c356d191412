/** The composition root: makes the lab and the translator, ties them to the page, shows the app. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createTranslator, type Language, languages, preferredLanguage, type Translator } from '../i18n/index.ts';
import { apply } from '../store/actions/apply.ts';
import { exampleText } from '../store/examples.ts';
import { createFrontLab } from '../store/front-lab.ts';
import type { Session } from '../share/session.ts';
import type { Lab } from '../store/lab.ts';
import { layoutText, readLayout } from '../store/layout.ts';
import type { LabState, Theme } from '../store/lab-state.ts';
import { LabProvider } from '../ui/kit/lab.tsx';
import { MessagesProvider } from '../ui/kit/messages.tsx';
import { MotionProvider } from '../ui/motion/motion.tsx';
import '../ui/kit/base.css';
import { App } from './app.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { readFlags } from './flags.ts';
import { startKeeping } from './keeping.ts';
import { listenToKeys } from './keyboard.ts';
import { remember, remembered } from './preferences.ts';

/** Calls `changed` with each new value of one part of the state, and with the first. */
function follow<T>(lab: Lab, part: (state: LabState) => T, changed: (value: T, first: boolean) => void): void {
  changed(part(lab.state()), true);
  lab.store.subscribe((state, before) => {
    if (part(state) !== part(before)) changed(part(state), false);
  });
}

function followPreferences(lab: Lab, translator: Translator): void {
  const page = document.documentElement;
  follow(
    lab,
    ({ language }) => language,
    (language: Language, first) => {
      page.lang = language === 'zh' ? 'zh-Hans' : language;
      if (first) return;
      remember('language', language);
      void translator.use(language);
    },
  );
  follow(
    lab,
    ({ theme }) => theme,
    (theme: Theme, first) => {
      if (theme === 'auto') delete page.dataset.theme;
      else page.dataset.theme = theme;
      if (!first) remember('theme', theme);
    },
  );
  follow(
    lab,
    ({ layout }) => layout,
    (layout, first) => {
      if (!first) remember('layout', layoutText(layout));
    },
  );
}

const isLanguage = (name: string): name is Language => languages.some((language) => language === name);

/** Begins with what the address holds, or with what was left here, unless the address asks for something else. */
async function begin(lab: Lab, kept: Session | null): Promise<void> {
  if (/^#v\d+\./.test(location.hash)) {
    const { decodeSession } = await import('../share/link.ts');
    try {
      const session = decodeSession(location.hash);
      lab.restore(session);
      // Who has chosen a language of their own keeps it.
      if (!remembered('language') && isLanguage(session.language)) lab.set({ language: session.language });
    } catch (error) {
      const code = error instanceof Error ? error.message : '';
      const banners = { NewerVersion: 'LinkNewer', TooLarge: 'LinkTooLarge' } as const;
      lab.set({ banner: banners[code as keyof typeof banners] ?? 'LinkUnreadable' });
    }
    return;
  }
  const asked = new URLSearchParams(location.search);
  if (kept === null || ['example', 'seed', 'autoplay'].some((flag) => asked.has(flag))) return;
  const { text, example } = lab.state();
  try {
    lab.restore(kept);
    // Somebody was quicker than the browser's memory.
    if (text !== exampleText(example)) lab.set({ replacedText: text, notice: 'TextReplaced' });
  } catch {
    // Kept by another version whose engine took inputs that this one does not: it stays kept, this tab begins anew.
  }
}

/** Asked for at once, so that they come while the page is painted. */
const cluster = import('../store/lab-store.ts');
const keeping = startKeeping();

async function start(root: HTMLElement): Promise<void> {
  const flags = readFlags(location.search);
  const language = preferredLanguage([flags.language, remembered('language'), ...navigator.languages]);
  const translator = await createTranslator(language);
  const theme = flags.theme ?? readFlags(`?theme=${remembered('theme')}`).theme ?? 'auto';
  const lab = createFrontLab({ ...flags, theme, language, layout: readLayout(remembered('layout')) }, () => cluster);
  followPreferences(lab, translator);
  listenToKeys(lab, document);
  createRoot(root).render(
    <StrictMode>
      <MessagesProvider translator={translator}>
        <LabProvider lab={lab}>
          <ErrorBoundary>
            <MotionProvider enabled={flags.motion}>
              <App />
            </MotionProvider>
          </ErrorBoundary>
        </LabProvider>
      </MessagesProvider>
    </StrictMode>,
  );
  try {
    await lab.ready;
  } catch {
    return lab.set({ banner: 'NotLoaded' });
  }
  const { session, keep } = await keeping;
  await begin(lab, session);
  keep(lab);
  if (flags.autoplay && lab.state().appliedText === null) lab.act(apply);
}

void start(document.getElementById('root')!);
