import { useState } from 'react';
import type { Outcome, PendingOutcome } from '../../store/state/outcome.ts';
import { useLabInstance } from '../../ui/kit/lab.tsx';
import { useMessages } from '../../ui/kit/messages.tsx';

/** An input for a kubectl command, with the output of the last one: a figure has no terminal. */
export function CommandLine() {
  const { t } = useMessages();
  const lab = useLabInstance();
  const [typed, setTyped] = useState('');
  const [printed, setPrinted] = useState('');

  async function run(): Promise<void> {
    const command = typed.trim();
    if (command === '') return;
    setTyped('');
    let done: Outcome | PendingOutcome | undefined = lab.act('runCommand', { command });
    while (done !== undefined && 'outcome' in done) done = await done.outcome;
    setPrinted([`$ ${command}`, ...(done?.lines ?? [])].join('\n'));
  }

  return (
    // Not a form: a sandboxed frame cannot submit one.
    <div className="lesson-command">
      <input
        value={typed}
        placeholder="kubectl …"
        aria-label={t('embed.lesson.command')}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        maxLength={10_000}
        onKeyDown={({ key }) => key === 'Enter' && void run()}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <button className="button" onClick={() => void run()}>
        {t('embed.lesson.run')}
      </button>
      <output>{printed}</output>
    </div>
  );
}
