import { remember, remembered } from '../kit/browser/preferences.ts';

/** Ids of recent commands, newest first. */
export function recentCommands(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(remembered('commands') ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string').slice(0, 4) : [];
  } catch {
    return [];
  }
}

export function rememberCommand(id: string): void {
  remember('commands', JSON.stringify([id, ...recentCommands().filter((other) => other !== id)].slice(0, 4)));
}
