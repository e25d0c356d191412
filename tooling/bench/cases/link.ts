// Makes the link that the measurement of frames opens: a StatefulSet of N Pods, all of them Ready.
// `node case.mjs N` prints the fragment of the address.
import { homeFiles } from '../../../src/shell/machine/tutorial-files.ts';
import { encodeSession } from '../../../src/share/link.ts';
import { sessionVersion } from '../../../src/share/session.ts';
import { applyText } from '../../../src/view/manifest-text.ts';
import { Run } from '../../../src/timeline/run.ts';
import { simulate } from '../../../src/timeline/simulate.ts';

const text = homeFiles['web-parallel.yaml']!.replace('replicas: 2', `replicas: ${Number(process.argv[2])}`);

const run = new Run({ id: 1, text }, simulate(1));
const { ok, lines } = applyText(run.cluster.api, text, { name: 'user', reason: 'apply' });
if (!ok) throw new Error(lines.join('\n'));
run.remember(text);
run.cluster.settle(Infinity);
console.log(
  encodeSession({
    version: sessionVersion,
    seed: 1,
    example: 'complete',
    text,
    runs: [run.save()],
    run: run.id,
    moment: null,
    set: 'default/web',
  }),
);
