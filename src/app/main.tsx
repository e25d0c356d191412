/** The composition root: makes the lab and the translator, ties them to the page, shows the app. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createTranslator, type Language, languages, preferredLanguage, type Translator } from '../i18n/index.ts';
import { apply } from '../store/actions/apply.ts';
import { exampleText, isExampleText } from '../store/examples.ts';
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
import { type Flags, readFlags } from './flags.ts';
import { anythingKept, startKeeping } from './keeping.ts';
import { listenToKeys } from './keyboard.ts';
import { remember, remembered } from '../ui/kit/preferences.ts';

/** Calls `changed` with each new value of one part of the state, and with the first. */
function follow<T>(lab: Lab, part: (state: LabState) => T, changed: (value: T, first: boolean) => void): void {
  changed(part(lab.state()), true);
  lab.store.subscribe((state, before) => {
    if (part(state) !== part(before)) changed(part(state), false);
  });
}

function followPreferences(lab: Lab, translator: Translator): void {
  const page = document.documentElement;
  // With colours of the system's own, what keeps colours of ours (the editor, the revisions) must stand out as well.
  const contrast = matchMedia('(prefers-contrast: more), (forced-colors: active)');
  const setContrast = (): void => {
    page.dataset.contrast = contrast.matches || lab.state().theme === 'contrast' ? 'more' : 'normal';
  };
  contrast.addEventListener('change', setContrast);
  follow(
    lab,
    ({ narrated }) => narrated,
    (narrated: boolean, first) => {
      if (!first) remember('narrated', narrated ? 'yes' : 'no');
    },
  );
  follow(
    lab,
    ({ language }) => language,
    (language: Language, first) => {
      page.lang = language === 'zh' ? 'zh-Hans' : language;
      if (first) return;
      remember('language', language);
      void translator.use(language);
      // An example that nobody has touched yet speaks the language of the page.
      const { text, example, appliedText } = lab.state();
      if (appliedText === null && isExampleText(example, text)) lab.edit(exampleText(example, language));
    },
  );
  follow(
    lab,
    ({ theme }) => theme,
    (theme: Theme, first) => {
      if (theme === 'auto' || theme === 'contrast') delete page.dataset.theme;
      else page.dataset.theme = theme;
      setContrast();
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
  follow(
    lab,
    ({ introduction }) => introduction,
    (step, first) => {
      if (!first && step === null) remember('introduction', 'seen');
    },
  );
  follow(
    lab,
    ({ presenting }) => presenting,
    (presenting) => page.toggleAttribute('data-presenting', presenting),
  );
}

const isLanguage = (name: string): name is Language => languages.some((language) => language === name);

/** An introduction is for who has never been here, and has come for nothing in particular. */
function isFirstVisit({ introduction }: Flags): boolean {
  return introduction && location.hash === '' && remembered('introduction') === null && !anythingKept();
}

const isLink = (asked: string): boolean => /^#v\d+\./.test(asked);

/** What the address asks for: the session in its fragment, or a beginning of its own; empty: nothing. */
function askedFor({ hash, search }: Location): string {
  if (isLink(hash)) return hash;
  const flags = new URLSearchParams(search);
  const asked = ['example', 'seed', 'autoplay'].filter((flag) => flags.has(flag));
  return asked.map((flag) => `${flag}=${flags.get(flag) ?? ''}`).join('&');
}

/**
 * Begins with what was left here, or with what the address holds.
 * @returns false when what was left here could not be gone on with.
 */
async function begin(lab: Lab, kept: Session | null, asked: string): Promise<boolean> {
  if (kept !== null && (await goOn(lab, kept, await beginningOf(asked)))) return true;
  if (isLink(location.hash)) await openLink(lab);
  return kept === null;
}

async function openLink(lab: Lab): Promise<void> {
  const { decodeSession } = await import('../share/link.ts');
  try {
    const session = decodeSession(location.hash);
    if ((await lab.restore(session, session)) === 'cancelled') return;
    // Who has chosen a language of their own keeps it.
    const chosen = remembered('language') !== null || new URLSearchParams(location.search).has('lang');
    const { language = '' } = session;
    if (!chosen && isLanguage(language)) lab.set({ language });
  } catch (error) {
    const code = error instanceof Error ? error.message : '';
    const banners = { NewerVersion: 'LinkNewer', TooLarge: 'LinkTooLarge' } as const;
    lab.set({ banner: banners[code as keyof typeof banners] ?? 'LinkUnreadable' });
  }
}

/** What the link holds that a session began with. */
async function beginningOf(asked: string): Promise<Session | null> {
  if (!isLink(asked)) return null;
  const { decodeSession } = await import('../share/link.ts');
  try {
    return decodeSession(asked);
  } catch {
    return null;
  }
}

async function goOn(lab: Lab, kept: Session, beginning: Session | null): Promise<boolean> {
  const { text, example } = lab.state();
  try {
    if ((await lab.restore(kept, beginning)) === 'cancelled') return false;
    // Somebody was quicker than the browser's memory.
    if (!isExampleText(example, text)) lab.set({ replacedText: text, notice: 'TextReplaced' });
    return true;
  } catch {
    // Kept by another version whose engine took inputs that this one does not: this tab begins anew.
    return false;
  }
}

/** Another link in the address of this page is another beginning; what there is stays kept. */
function followLinks(): void {
  addEventListener('hashchange', () => {
    if (isLink(location.hash)) location.reload();
  });
}

/** Asked for at once, so that they come while the page is painted. */
const cluster = import('../store/lab-store.ts');
const keeping = startKeeping(askedFor(location));

async function start(root: HTMLElement): Promise<void> {
  const flags = readFlags(location.search);
  const language = preferredLanguage([flags.language, remembered('language'), ...navigator.languages]);
  const translator = await createTranslator(language);
  const theme = flags.theme ?? readFlags(`?theme=${remembered('theme')}`).theme ?? 'auto';
  const introduction = isFirstVisit(flags) ? 0 : null;
  const layout = readLayout(remembered('layout'));
  const lab = createFrontLab({ ...flags, theme, language, layout, introduction }, () => cluster);
  lab.set({ narrated: remembered('narrated') !== 'no' });
  followPreferences(lab, translator);
  listenToKeys(lab, document);
  followLinks();
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
  const { session, asked, keep } = await keeping;
  const found = await begin(lab, session, asked);
  keep(lab, !found);
  if (flags.autoplay && lab.state().appliedText === null) lab.act(apply);
}

void start(document.getElementById('root')!);
