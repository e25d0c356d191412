import { type CSSProperties, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { showLoading } from '../ui/kit/browser/loading.ts';
import { keepFocus } from '../ui/kit/browser/keep-focus.ts';
import { useLab, useLabInstance, useUnfolded } from '../ui/kit/lab.tsx';
import { later } from '../ui/kit/later.tsx';
import { useMessages } from '../ui/kit/messages.tsx';
import { layoutLimits, useLayout, useStripFolded } from '../ui/kit/use-layout.ts';
import { Splitter } from '../ui/kit/splitter.tsx';
import { narrow, useMedia } from '../ui/kit/browser/use-media.ts';
import { Introduction } from '../ui/introduction/introduction.tsx';
import { FocusHint } from '../ui/panels/focus-hint.tsx';
import { Banner, Restoring } from '../ui/panels/banner.tsx';
import { Header } from '../ui/panels/header.tsx';
import { Narration } from '../ui/panels/narration.tsx';
import { SheetHandle } from '../ui/panels/sheet-handle.tsx';
import { SkipLinks } from '../ui/panels/skip-links.tsx';
import { SideColumn } from '../ui/panels/side-column.tsx';
import { SideEdge } from '../ui/panels/side-edge.tsx';
import { Stages } from '../ui/scene/stages.tsx';
import { defaultLayout } from '../store/state/layout.ts';
import { Dialogs } from './dialogs.tsx';
import './app.css';
import './print.css';

const views = ['stage', 'editor', 'terminal', 'events', 'status'] as const;
type View = (typeof views)[number];
/** Views that a recording does not need. */
const writes: readonly View[] = ['editor', 'terminal'];

const Presenter = later(() => import('../ui/presenter/presenter.tsx').then((module) => module.default), {
  moreTexts: true,
});
/** Loaded at once: the first Apply shows them. Until they are loaded, their place stays empty. */
const loadBegun = () => showLoading(import('./begun.tsx'));
const Time = later(() => loadBegun().then((module) => module.Time), {
  waiting: <div className="app-time" data-waiting />,
});
const Strip = later(() => loadBegun().then((module) => module.Strip), {
  waiting: <div className="strip" data-waiting />,
});
const Lesson = later(() => import('../ui/lessons/own/any-lesson.tsx').then((module) => module.default), {
  moreTexts: true,
});
const LiveBar = later(() => import('../ui/live/live-bar.tsx').then((module) => module.default), { moreTexts: true });
const TextLimit = later(() => import('../ui/kit/browser/text-limit.tsx').then((module) => module.default));
const Inspector = later(() => import('../ui/inspector/inspector.tsx').then((module) => module.default), {
  moreTexts: true,
});

/**
 * The page. A wide screen shows all parts, in sizes that the user can set. A narrow one shows the stage, and a sheet
 * with one of the other parts over its lower half.
 */
export function App() {
  const { t } = useMessages();
  const lab = useLabInstance();
  const inspected = useLab((state) => state.inspected);
  const presenting = useLab((state) => state.presenting);
  const inLesson = useLab((state) => state.lesson !== null);
  const recalled = useLab((state) => state.recalled);
  const readOnly = useLab((state) => state.readOnly);
  const observed = useLab((state) => state.observed);
  const { layout, share } = useLayout();
  const isNarrow = useMedia(narrow);
  // If the inspector has no column of its own, it takes the manifest's: the stage stays visible.
  const hasColumn = useMedia(layout.sideFolded ? '(min-width: 70rem)' : '(min-width: 94rem)');
  const stripFolded = useStripFolded();
  const hasTime = useUnfolded('time');
  // A phone has a button for it, and a presenter has a key.
  const logUnfolded = useUnfolded('log');
  const hasLog = logUnfolded || isNarrow || presenting;
  const [chosen, setChosen] = useState<View>('stage');
  const nav = useRef<HTMLElement>(null);
  useEffect(() => keepFocus('.stage'), []);
  useEffect(() => void loadBegun().catch(() => undefined), []);
  const typed = useLab((state) => state.typed?.key);
  const [written, setWritten] = useState(typed);
  // Shows the terminal when a lesson writes a line into it.
  if (typed !== written) {
    setWritten(typed);
    setChosen('terminal');
  }
  const view = isNarrow && inspected !== null ? 'inspector' : chosen;

  function show(name: View): void {
    setChosen(name);
    lab.act('closeInspector');
  }

  function skipTo(name: View): void {
    show(name);
    if (name !== 'stage' && layout.sideFolded) share({ sideFolded: false });
  }

  function closeSheet(): void {
    show('stage');
    nav.current?.querySelector('button')?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented || !isNarrow || chosen === 'stage') return;
    closeSheet();
  }

  const inspector = inspected !== null && <Inspector inspected={inspected} />;
  const place = isNarrow ? 'sheet' : hasColumn ? 'column' : 'side';
  const sizes = {
    '--side': `${layout.side}%`,
    '--strip': `${layout.strip}%`,
    '--inspector': `${layout.inspector}vw`,
    '--sheet': `${layout.sheet}%`,
  } as CSSProperties;
  return (
    <div
      className="app"
      data-view={view}
      data-lesson={inLesson}
      data-presenting={presenting}
      data-recalled={recalled}
      onKeyDown={onKeyDown}
    >
      <SkipLinks onView={skipTo} />
      <Header />
      <div className="app-notes">
        {observed && <LiveBar />}
        <Restoring />
        <Banner />
        <Introduction />
      </div>
      <main
        className="app-main"
        style={sizes}
        data-side={layout.sideFolded && !(inspector && place === 'side') ? 'folded' : 'open'}
        data-strip={!hasLog ? 'none' : stripFolded ? 'folded' : 'open'}
      >
        <Stages />
        {hasTime && <Time />}
        {!hasTime && !inLesson && <div className="app-later" data-strip={stripFolded ? 'folded' : 'open'} />}
        <SideColumn over={place === 'side' && inspector ? inspector : null} />
        {!readOnly && <SideEdge />}
        {hasLog && !stripFolded && (
          <Splitter
            className="strip-bar"
            label={t('layout.strip')}
            sizes="below"
            value={layout.strip}
            limits={layoutLimits.strip}
            onSize={(strip) => share({ strip })}
            onReset={() => share({ strip: defaultLayout.strip })}
            onToggle={() => share({ stripFolded: true })}
          />
        )}
        {hasLog && <Strip />}
        {place === 'column' && inspector && (
          <>
            <Splitter
              className="inspector-bar"
              label={t('layout.inspector')}
              sizes="right"
              value={layout.inspector}
              limits={layoutLimits.inspector}
              onSize={(size) => share({ inspector: size })}
              onReset={() => share({ inspector: defaultLayout.inspector })}
            />
            {inspector}
          </>
        )}
        {inLesson && <Lesson />}
        {isNarrow && view !== 'stage' && <SheetHandle onClose={closeSheet} />}
        {place === 'sheet' && inspector}
      </main>
      <nav ref={nav} className="app-views" aria-label={t('app.views')}>
        {views
          .filter((name) => !readOnly || !writes.includes(name))
          .map((name) => (
            <button key={name} aria-pressed={name === view} onClick={() => show(name)}>
              {t(`app.view.${name}`)}
            </button>
          ))}
      </nav>
      <Narration />
      <FocusHint />
      {presenting && <Presenter />}
      <Dialogs />
      <TextLimit />
    </div>
  );
}
