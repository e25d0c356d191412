/** `kubectl debug`: reads its flags; the lab has no debugging containers. */
import type { Command } from '../../command.ts';
import { failure } from '../../errors/failure.ts';
import { filenameFlag } from '../../files/files.ts';

export const debug: Command = {
  name: 'debug',
  short: 'Create debugging sessions for troubleshooting workloads and nodes',
  usage: '(POD | TYPE[[.VERSION].GROUP]/NAME) [ -- COMMAND [args...] ]',
  flags: [
    filenameFlag('identifying the resource to debug'),
    { name: 'arguments-only', type: 'bool', usage: 'Pass what follows -- as args instead of command.' },
    { name: 'attach', type: 'bool', usage: 'Wait for the container to start, and attach to it.' },
    { name: 'container', short: 'c', type: 'string', usage: 'Container name to use for debug container.' },
    { name: 'copy-to', type: 'string', usage: 'Create a copy of the target Pod with this name.' },
    { name: 'custom', type: 'string', usage: 'Path to a file with a partial container spec.' },
    { name: 'env', type: 'strings', usage: 'Environment variables to set in the container.' },
    { name: 'image', type: 'string', usage: 'Container image to use for debug container.' },
    { name: 'image-pull-policy', type: 'string', usage: 'The image pull policy for the container.' },
    { name: 'keep-annotations', type: 'bool', usage: 'With --copy-to: keep the annotations.' },
    { name: 'keep-init-containers', type: 'bool', default: 'true', usage: 'With --copy-to: run the init containers.' },
    { name: 'keep-labels', type: 'bool', usage: 'With --copy-to: keep the labels.' },
    { name: 'keep-liveness', type: 'bool', usage: 'With --copy-to: keep the liveness probes.' },
    { name: 'keep-readiness', type: 'bool', usage: 'With --copy-to: keep the readiness probes.' },
    { name: 'keep-startup', type: 'bool', usage: 'With --copy-to: keep the startup probes.' },
    { name: 'profile', type: 'string', default: 'general', usage: 'Debugging profile.' },
    { name: 'quiet', short: 'q', type: 'bool', usage: 'If true, suppress informational messages.' },
    { name: 'replace', type: 'bool', usage: 'With --copy-to: delete the original Pod.' },
    { name: 'same-node', type: 'bool', usage: 'With --copy-to: schedule the copy to the same node.' },
    { name: 'set-image', type: 'strings', usage: 'With --copy-to: images for the containers.' },
    { name: 'share-processes', type: 'bool', default: 'true', usage: 'With --copy-to: share the process namespace.' },
    { name: 'stdin', short: 'i', type: 'bool', usage: 'Keep stdin open on the container(s) in the pod.' },
    { name: 'target', type: 'string', usage: 'Target the processes of this container.' },
    { name: 'tty', short: 't', type: 'bool', usage: 'Allocate a TTY for the debugging container.' },
  ],
  completes: 'pods',
  *run({ args, dash }) {
    if ((dash < 0 ? args.length : dash) === 0) throw failure('NAME or TYPE/NAME is required for debug');
    throw failure('the lab has no debugging containers; look into the ones that there are with kubectl exec');
  },
};
