/**
 * Prepared sessions for tests that start from a certain state: created once, before all tests, and opened by a link.
 */
import { execFileSync } from 'node:child_process';

/** The sessions of `tooling/test-sessions.ts`, which describes each. */
export type SessionName = 'ready' | 'running' | 'stuck';

/** The fragment of the link to each session. */
export type SessionLinks = Readonly<Record<SessionName, string>>;

/** Creates the sessions as Playwright's global setup. The workers inherit the environment. */
export default function makeSessions(): void {
  const script = ['--import', 'tsx', 'tooling/test-sessions.ts'];
  process.env.LAB_SESSIONS = execFileSync(process.execPath, script, { encoding: 'utf8' });
}

export const sessionLinks = (): SessionLinks => JSON.parse(process.env.LAB_SESSIONS ?? '') as SessionLinks;
