/** `kubectl rollout` */
import type { Command } from '../../command.ts';
import { rolloutHistory } from './rollout-history.ts';
import { rolloutPause, rolloutRestart, rolloutResume } from './rollout-restart.ts';
import { rolloutStatus } from './rollout-status.ts';
import { rolloutUndo } from './rollout-undo.ts';

export const rollout: Command = {
  name: 'rollout',
  short: 'Manage the rollout of a resource',
  long:
    'Manage the rollout of one or many resources.\n        \n Valid resource types include:\n\n' +
    '  *  deployments\n  *  daemonsets\n  *  statefulsets',
  examples:
    '# Rollback to the previous deployment\nkubectl rollout undo deployment/abc\n  \n' +
    '# Check the rollout status of a daemonset\nkubectl rollout status daemonset/foo\n  \n' +
    '# Restart a deployment\nkubectl rollout restart deployment/abc\n  \n' +
    "# Restart deployments with the 'app=nginx' label\nkubectl rollout restart deployment --selector=app=nginx\n",
  helpOn: 'stdout',
  subcommands: [rolloutHistory, rolloutPause, rolloutRestart, rolloutResume, rolloutStatus, rolloutUndo],
};
