/** Returns a lesson in a format for use outside the lab. */
import { killercodaScenario } from '../../../lessons/export/killercoda.ts';
import { lessonScript } from '../../../lessons/export/lesson-script.ts';
import { zipped } from '../../../share/zip.ts';
import { LaterPrograms } from '../../../store/commands/programs.ts';
import { lazyParts } from '../../../store/lazy-parts.ts';
import { withBefore } from '../before.ts';
import { loadLesson } from '../course.ts';

export async function exportedLesson(
  id: string,
  language: string,
  as: 'script' | 'killercoda',
): Promise<{ readonly blob: Blob; readonly name: string }> {
  await new LaterPrograms(lazyParts.programs).load();
  const lessons = await withBefore(id, language, loadLesson);
  const lesson = lessons.get(id);
  if (lesson === undefined) throw new Error(id);
  const find = (other: string) => lessons.get(other);
  if (as === 'script') {
    return { blob: new Blob([lessonScript(lesson, find)], { type: 'text/x-shellscript' }), name: `${id}.sh` };
  }
  return {
    blob: new Blob([zipped(killercodaScenario(lesson, find))], { type: 'application/zip' }),
    name: `${id}.zip`,
  };
}
