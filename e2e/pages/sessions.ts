/** Sessions for tests that begin where others end: made once, before all tests, and opened as anybody opens a link. */
import { execFileSync } from 'node:child_process';

/** The sessions of `tooling/test-sessions.ts`, where each is described. */
export type SessionName = 'ready' | 'running' | 'stuck';

/** The fragment of the link to each session. */
export type SessionLinks = Readonly<Record<SessionName, string>>;

/** Playwright's global setup: makes the sessions. The workers inherit the environment. */
export default function makeSessions(): void {
  const script = ['--import', 'tsx', 'tooling/test-sessions.ts'];
  process.env.LAB_SESSIONS = execFileSync(process.execPath, script, { encoding: 'utf8' });
}

export const sessionLinks = (): SessionLinks => JSON.parse(process.env.LAB_SESSIONS ?? '') as SessionLinks;
