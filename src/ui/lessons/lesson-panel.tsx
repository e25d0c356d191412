import { useEffect, useState } from 'react';
import { neededParts } from '../../lessons/run/lesson-session.ts';
import { foldedAtFirst, type PagePart } from '../../share/saved-fields.ts';
import type { Session } from '../../share/session.ts';
import { LaterPrograms } from '../../store/commands/programs.ts';
import { lazyParts } from '../../store/lazy-parts.ts';
import type { Lab } from '../../store/lab.ts';
import type { Layout } from '../../store/state/layout.ts';
import { ownLesson } from '../../store/state/own-lesson.ts';
import { onIdle } from '../kit/browser/when-idle.ts';
import { Icon } from '../kit/icons.tsx';
import { useAct, useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { useSite } from '../kit/site.tsx';
import { withBefore } from './before.ts';
import { readCarried } from './carried.ts';
import { takeLink } from './carried-link.ts';
import { reportOf } from './lesson-reports.ts';
import { loadLesson } from './course.ts';
import type { LocalLesson } from './local-lesson.ts';
import { Playing } from './playing.tsx';
import { LessonPlayer } from './player.ts';
import type { Surroundings } from './player-state.ts';
import { finishLesson } from './lesson-progress.ts';
import './lesson.css';

type Loading = 'loading' | 'unknown' | { readonly failed: string } | LessonPlayer;

/** The session and the settings of the page before the first lesson. */
interface Own {
  readonly session: Session;
  readonly unfolded: readonly PagePart[];
  readonly layout: Layout;
}

/** By lab, as long as a lesson is open in it. */
const ownOf = new WeakMap<Lab, Own>();

function fold(lab: Lab, unfolded: readonly PagePart[], layout: Partial<Layout>): void {
  for (const part of foldedAtFirst) lab.act(unfolded.includes(part) ? 'unfold' : 'fold', { part });
  lab.act('setLayout', { layout });
}

/** Shows the parts of the page that a lesson uses, and folds the others. */
function foldFor(lab: Lab, { parts }: LocalLesson, id: string): void {
  // A lesson file that is being written is in the editor.
  const sideFolded = id !== ownLesson && !parts.includes('manifest') && !parts.includes('terminal');
  fold(lab, neededParts(parts), { sideFolded, stripFolded: false });
}

/** The lesson beside the stage. Restarting a lesson creates the component again. */
export default function LessonPanel({ version = 0 }: { readonly version?: number }) {
  const act = useAct();
  const { id } = useLab((state) => state.lesson)!;
  const [attempt, setAttempt] = useState(0);

  function restart(): void {
    act('openLesson', { id, at: 0 });
    setAttempt(attempt + 1);
  }

  return <Lesson key={`${id} ${attempt}`} version={version} onRestart={restart} />;
}

interface LessonProps {
  /** Changes when the texts of the lesson change. */
  readonly version: number;
  readonly onRestart: () => void;
}

function Lesson({ version, onRestart }: LessonProps) {
  const { t } = useMessages();
  const lab = useLabInstance();
  const act = useAct();
  const site = useSite();
  const { id, page } = useLab((state) => state.lesson)!;
  const language = useLab((state) => state.language);
  const [player, setPlayer] = useState<Loading>('loading');

  useEffect(() => {
    let wanted = true;
    let begun: LessonPlayer | undefined;

    async function begin(): Promise<void> {
      const lessons = await withBefore(id, lab.store.getState().language, loadLesson);
      const lesson = lessons.get(id);
      if (!wanted) return;
      if (lesson === undefined) return setPlayer('unknown');
      const { unfolded, layout } = lab.store.getState();
      // Do not reopen a lesson file that was closed in the meantime.
      const { lessonFile: _, ...session } = lab.read(({ session: save }) => save());
      const isFirst = !ownOf.has(lab);
      if (isFirst) ownOf.set(lab, { session, unfolded, layout });
      const link = takeLink(lab);
      const around: Surroundings = {
        schedule: onIdle,
        // The user's own session is kept; the session of a previous lesson is not.
        open: async (start) =>
          isFirst ? site.openApart(start) : lab.act('openSession', { session: start, beginning: null }),
        programs: () => new LaterPrograms(lazyParts.programs).load(),
        compares: true,
        report: (event) => reportOf(lab)?.(event, begun?.store.getState().lesson ?? lesson),
      };
      const carried = link === undefined ? undefined : readCarried(link, lesson, lab);
      // The lesson began in a figure, and its session is already open.
      begun = carried
        ? new LessonPlayer(lab, lesson, around, carried)
        : await LessonPlayer.begin(lab, lesson, lessons, around);
      if (!wanted) return begun.end();
      foldFor(lab, lesson, id);
      setPlayer(begun);
    }

    /** Restores the session from before the lessons, once no lesson is open. */
    async function leave(): Promise<void> {
      const own = ownOf.get(lab);
      if (own === undefined || lab.store.getState().lesson !== null) return;
      ownOf.delete(lab);
      await site.openApart(own.session);
      fold(lab, own.unfolded, own.layout);
    }

    void begin().catch(
      (error: unknown) => wanted && setPlayer({ failed: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      wanted = false;
      begun?.end();
      void leave();
    };
  }, [lab, site, id]);

  useEffect(() => {
    if (!(player instanceof LessonPlayer)) return;
    try {
      player.show(page);
    } catch (error) {
      // eslint-disable-next-line react-hooks/set-state-in-effect -- The page could not be opened.
      setPlayer({ failed: error instanceof Error ? error.message : String(error) });
    }
  }, [player, page]);

  // The page stays the same when the language changes.
  useEffect(() => {
    if (!(player instanceof LessonPlayer)) return;
    void loadLesson(id, language).then((lesson) => lesson !== undefined && player.store.setState({ lesson }));
  }, [player, id, language, version]);

  return (
    <section className="lesson" data-panel="lesson" aria-label={t('course.title')} tabIndex={-1}>
      {player instanceof LessonPlayer ? (
        <Playing
          player={player}
          onPage={(at) => act('openLesson', { id, at })}
          onRestart={onRestart}
          onFinish={() => {
            finishLesson(player.store.getState().lesson);
            act('openCourse');
          }}
        />
      ) : (
        <p role="status">
          {player === 'loading' && t('lesson.loading')}
          {player === 'unknown' && t('lesson.unknown', { id })}
          {typeof player === 'object' && t('lesson.failed', { reason: player.failed })}
        </p>
      )}
      <button
        className="button icon-only small lesson-close"
        aria-label={t('action.closeLesson')}
        title={t('action.closeLesson')}
        onClick={() => act('closeLesson')}
      >
        <Icon name="cross" />
      </button>
    </section>
  );
}
