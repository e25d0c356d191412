/** The composition root: makes the lab and the translator, connects them to the page, and renders the app. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createTranslator, languages, preferredLanguage } from '../i18n/index.ts';
import { createFrontLab } from '../store/front-lab.ts';
import type { Lab } from '../store/lab.ts';
import { lazyParts } from '../store/lazy-parts.ts';
import { readLayout } from '../store/state/layout.ts';
import { readUnfolded } from '../store/state/unfolded.ts';
import { showLoading } from '../ui/kit/browser/loading.ts';
import { LabProvider } from '../ui/kit/lab.tsx';
import { download } from '../ui/kit/browser/download.ts';
import { MessagesProvider } from '../ui/kit/messages.tsx';
import { remembered, rememberNothing } from '../ui/kit/browser/preferences.ts';
import { SiteProvider } from '../ui/kit/site.tsx';
import { isReplaced } from '../ui/kit/browser/replaced.ts';
import { attempt, localStore } from '../ui/kit/browser/storage.ts';
import { onIdle } from '../ui/kit/browser/when-idle.ts';
import { MotionProvider } from '../ui/motion/motion.tsx';
import '../ui/kit/base.css';
import { Address, themeOf } from './address.ts';
import { App } from './app.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { browserSession } from './kept/browser.ts';
import { SessionStore } from './kept/session-store.ts';
import { listenToDrops } from './drops.ts';
import { listenToKeys } from './keyboard.ts';
import type * as fileOpening from './open-file.ts';
import { followPreferences } from './preferences.ts';
import { KeptSite } from './kept-site.ts';

/**
 * Modes of the page: `lab` keeps the work from visit to visit, `embed` keeps nothing, `live` follows a real cluster and
 * keeps nothing.
 */
export type Mode = 'lab' | 'embed' | 'live';

interface BootOptions {
  readonly root: HTMLElement;
  /** Read from the address, if absent. */
  readonly mode?: Mode;
}

/** Starts the page. Importing this module does nothing by itself. */
export function boot({ root, mode: wanted }: BootOptions): void {
  const address = new Address(window);
  const mode = wanted ?? (address.flags.live ? 'live' : address.flags.embedded ? 'embed' : 'lab');
  const live = mode === 'live';
  if (mode === 'embed') rememberNothing();
  // Requested at once, so that it loads while the page is painted.
  const cluster = showLoading(!live ? import('../store/lab-store.ts') : import('./live/live-lab.ts'));
  const store = new SessionStore(localStore);
  // Show the introduction only to a first visitor whose address asks for nothing else.
  const isFirstVisit =
    !live &&
    address.flags.introduction &&
    address.plain &&
    remembered('introduction') === null &&
    store.ids().length === 0;
  const tab = mode === 'lab' ? browserSession(store, address.asked) : Promise.resolve(null);
  void start();

  async function start(): Promise<void> {
    const { flags } = address;
    const wishes = [flags.language, remembered('language'), ...attempt(() => navigator.languages, [])];
    const language = preferredLanguage(wishes);
    const translator = await createTranslator(language);
    const theme = flags.theme ?? themeOf(remembered('theme')) ?? 'auto';
    const introduction = isFirstVisit ? 0 : null;
    const layout = readLayout(remembered('layout'));
    const unfolded = readUnfolded(remembered('unfolded'));
    const narrated = remembered('narrated') !== 'no';
    const lab = createFrontLab(
      {
        ...flags,
        theme,
        language,
        languages,
        layout,
        unfolded,
        introduction,
        narrated,
        parts: lazyParts,
        download: save,
        preload: mode === 'lab',
        // A live page shows no example manifest: it would not describe the real cluster.
        ...(live && { readOnly: true, text: '', layout: { ...layout, sideFolded: true } }),
      },
      // The texts about a cluster are not needed for the first paint.
      async () => {
        const [part] = await Promise.all([cluster, showLoading(translator.more())]);
        return part;
      },
    );
    followPreferences(lab, translator);
    // Listen before the cluster is loaded: the host page gets an answer at once, and its requests wait.
    if (mode === 'embed') void import('./in-frame.ts').then(({ listenInFrame }) => listenInFrame(lab, translator));
    listenToKeys(lab, document);
    const site = new KeptSite(lab, address);
    // Another link in the address begins another session; the current one stays kept.
    if (!live) address.onLink(() => site.reload());
    let begun!: () => void;
    const hasBegun = new Promise<void>((resolve) => (begun = resolve));
    // A dropped file waits until the kept session is open.
    if (!live) listenToDrops((files) => void openDropped(files));
    async function openDropped(files: readonly File[]): Promise<void> {
      await hasBegun;
      await withFiles(lab, ({ openFiles }) => openFiles(lab, site, files));
    }
    createRoot(root).render(
      <StrictMode>
        <MessagesProvider translator={translator}>
          <LabProvider lab={lab}>
            <SiteProvider value={site}>
              <ErrorBoundary onCrash={() => site.crashed()} onRetry={() => site.retry()}>
                <MotionProvider enabled={flags.motion}>
                  <App />
                </MotionProvider>
              </ErrorBoundary>
            </SiteProvider>
          </LabProvider>
        </MessagesProvider>
      </StrictMode>,
    );
    // A chunk that fails to load may belong to a version that the site no longer has.
    addEventListener('vite:preloadError', () => {
      void isReplaced().then((replaced) => replaced && lab.act('showBanner', { banner: 'Replaced' }));
    });
    const own = await tab;
    if (own !== null) site.keep(own);
    try {
      await lab.ready;
    } catch {
      lab.act('showBanner', { banner: 'NotLoaded' });
      return;
    }
    // The address must not control the page of a real cluster.
    if (live) return;
    const isNew = await site.begin();
    begun();
    const { lessonUrl } = address;
    if (isNew && lessonUrl !== null) await withFiles(lab, ({ openLessonAt }) => openLessonAt(lab, lessonUrl));
    await import('./follow-lesson.ts').then(
      ({ followLesson }) => followLesson(lab, address),
      () => undefined,
    );
    if (mode === 'lab' && import.meta.env.PROD) onIdle(() => void beginOffline(lab));
    if (flags.autoplay && isNew && lab.store.getState().appliedText === null) lab.act('apply');
  }
}

/** Opens a file with a chunk that is loaded for it. If the chunk cannot be loaded, the page says so. */
async function withFiles(lab: Lab, open: (part: typeof fileOpening) => Promise<void>): Promise<void> {
  await import('./open-file.ts').then(open).catch(() => lab.act('showBanner', { banner: 'NotLoaded' }));
}

/** Prepares the lab for offline use, if the browser supports it. */
async function beginOffline(lab: Lab): Promise<void> {
  try {
    await (await import('../ui/offline/offline.ts')).beginOffline(() => lab.act('showNewVersion'));
  } catch {
    // The lab still works online.
  }
}

function save(name: string, text: string): void {
  download(new Blob([text], { type: 'application/json' }), name);
}
