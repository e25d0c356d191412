/**
 * Makes the sessions with which browser tests begin, as the page would, and prints the fragments of their links by name.
 * e2e/pages/sessions.ts runs it before the tests.
 */
import { edited } from '../e2e/manifests.ts';
import type { SessionName } from '../e2e/pages/sessions.ts';
import { encodeSession } from '../src/share/link.ts';
import { newLab } from '../src/store/testing.ts';
import './programs-setup.ts';

type Made = ReturnType<typeof newLab>;

const podsOf = ({ state }: Made) => state().stage.slots.flatMap(({ pod }) => pod ?? []);

/** Applies the text and lets time run at eight times the real speed until all three Pods are Ready. */
function applied(made: Made): Made {
  made.lab.act('apply');
  made.run(4000);
  if (podsOf(made).filter(({ ready }) => ready).length !== 3) throw new Error('Not all three Pods are Ready.');
  return made;
}

/** The example of the page with all Pods Ready. Time advances. */
const ready = (): Made => applied(newLab({ speed: 8 }));

/** The tutorial's manifest with three replicas, all of them Ready. Time advances. */
function running(): Made {
  const made = newLab({ speed: 8 });
  made.lab.act('edit', { text: edited({ replicas: 3 }) });
  return applied(made);
}

/** The same, with an image that cannot be pulled for the highest Pod. Time stands still. */
function stuck(): Made {
  const made = running();
  made.lab.act('pause');
  made.lab.act('setImage', { image: 'k8s.gcr.io/nginx-slim:broken' });
  const isStuck = () => podsOf(made).some(({ name, status }) => name === 'web-2' && status === 'ImagePullBackOff');
  for (let steps = 0; !isStuck(); steps++) {
    if (steps === 500) throw new Error('No image pull backs off.');
    made.lab.act('step');
  }
  return made;
}

const sessions: Record<SessionName, Made> = { ready: ready(), running: running(), stuck: stuck() };
const links = Object.entries(sessions).map(([name, { lab }]) => {
  const session = lab.read(({ session }) => session());
  return [name, `#${encodeSession(session)}`];
});
console.log(JSON.stringify(Object.fromEntries(links)));
process.exit(0);
