import { expect, it } from 'vitest';
import { newSession, play, script } from '../../testing/session.ts';

// Validate and RunLogs of logs.go; the contexts of clientcmd.
it('kubectl logs refuses what cannot be meant', () => {
  const session = newSession();
  for (const name of ['a', 'b']) session.settled(`run ${name} --image=app --labels=app=x`);
  expect(
    play(
      session,
      script`
        $ logs a --tail=-5
        $ logs a --limit-bytes=-1
        $ logs a --since=-1s
        $ logs a --since=1h --since-time=2026-01-01T00:00:00Z
        $ logs a -c a extra
        $ logs a --all-containers -c a
        $ logs -f -l app=x --max-log-requests=1
        $ logs nope --tail=-5
        $ logs a --context=other
        `,
    ),
  ).toBe(
    script`
    $ logs a --tail=-5
    ! error: --tail must be greater than or equal to -1
    [1]
    $ logs a --limit-bytes=-1
    ! error: --limit-bytes must be greater than 0
    [1]
    $ logs a --since=-1s
    ! error: --since must be greater than 0
    [1]
    $ logs a --since=1h --since-time=2026-01-01T00:00:00Z
    ! error: at most one of \`sinceTime\` or \`sinceSeconds\` may be specified
    [1]
    $ logs a -c a extra
    ! error: only one of -c or an inline [CONTAINER] arg is allowed
    [1]
    $ logs a --all-containers -c a
    ! error: --all-containers=true should not be specified with container name a
    [1]
    $ logs -f -l app=x --max-log-requests=1
    ! error: you are attempting to follow 2 log streams, but maximum allowed concurrency is 1, use --max-log-requests to increase the limit
    [1]
    $ logs nope --tail=-5
    ! error: error from server (NotFound): pods "nope" not found in namespace "default"
    [1]
    $ logs a --context=other
    ! error: context "other" does not exist
    [1]
    `.replaceAll('\\`', '`'),
  );
});
