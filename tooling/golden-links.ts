/**
 * Creates golden links. `npx tsx tooling/golden-links.ts FOLDER` writes, for each feature that a session can hold, the
 * link (`*.txt`) and what it shows (`*.shows.json`), and some of them as files (`files/`). Run it once for each version
 * of the format, before its release; files of a release are never written again. With `NAME=MS` after the folder, one
 * latency of the engine has another value (`kubeletSync=65`); with names of links, only those are created.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { otherLatencies } from '../src/engine/testing/other-latencies.ts';
import { createShell } from '../src/shell/index.ts';
import { encodeSession } from '../src/share/link.ts';
import { shownFacts } from '../src/store/session/shown-facts.ts';
import { applied, newLab } from '../src/store/testing.ts';
import './programs-setup.ts';

const image = (tag: string): string => `registry.k8s.io/nginx-slim:${tag}`;
const moment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

type Made = ReturnType<typeof newLab>;

/** A terminal on the lab. Time advances while a command waits. */
function terminal({ lab, run }: Made) {
  const { api, cluster, wait, timeRuns, settle, inputs, record, inside, files, keepFiles } = lab.read(
    ({ access }) => access,
  );
  const shell = createShell(
    {
      api,
      cluster,
      wait,
      timeRuns,
      settle,
      inputs,
      record,
      inside,
      files,
      keepFiles,
      readText: () => lab.store.getState().text,
      writeText: (text) => lab.act('edit', { text }),
      edit: () => Promise.resolve(undefined),
    },
    () => {},
  );
  return async (line: string): Promise<void> => {
    let over = false;
    void shell.enter(line).then(() => (over = true));
    for (let i = 0; !over && i < 20_000; i++) {
      await moment();
      run(50);
    }
    if (!over) throw new Error(`"${line}" does not end`);
  };
}

const scenarios: Record<string, () => Made | Promise<Made>> = {
  empty: () => newLab(),
  apply: () => applied(),
  'apply-midway'() {
    const made = newLab({ seed: 7 });
    made.lab.act('apply');
    made.run(2300);
    return made;
  },
  scale() {
    const made = applied();
    made.lab.act('scale', { replicas: 5 });
    made.run(12_000);
    made.lab.act('scale', { replicas: 2 });
    made.run(1700);
    return made;
  },
  rollout() {
    const made = applied();
    made.lab.act('scale', { replicas: 5 });
    made.run(20_000);
    made.lab.act('setImage', { image: image('0.22') });
    made.run(5450);
    made.lab.act('deletePod', { name: 'web-1' });
    made.run(1300);
    return made;
  },
  partition() {
    const made = applied();
    made.lab.act('setPartition', { partition: 2 });
    made.run(500);
    made.lab.act('setImage', { image: image('0.23') });
    made.run(20_000);
    return made;
  },
  'broken-images'() {
    const made = applied();
    made.lab.act('setImage', { image: image('crash') });
    made.run(60_000);
    made.lab.act('setImage', { image: image('broken') });
    made.run(500);
    made.lab.act('deletePod', { name: 'web-2' });
    made.run(30_000);
    return made;
  },
  deletes() {
    const made = applied();
    made.lab.act('deleteClaim', { name: 'www-web-1' });
    made.run(900);
    made.lab.act('deletePod', { name: 'web-1' });
    made.run(8000);
    made.lab.act('deleteSet', { orphan: true });
    made.run(3000);
    made.lab.act('apply');
    made.run(3000);
    made.lab.act('deleteSet', { orphan: false });
    made.run(650);
    return made;
  },
  async nodes() {
    const made = applied();
    made.lab.act('setStageView', { view: 'nodes' });
    made.lab.act('cordonNode', { name: 'node-2' });
    made.run(400);
    made.lab.act('drainNode', { name: 'node-1' });
    for (let i = 0; i < 100; i++) {
      made.run(200);
      await moment();
    }
    made.lab.act('cutNode', { name: 'node-3' });
    made.run(90_000);
    made.lab.act('deleteNode', { name: 'node-2' });
    made.run(10_000);
    made.lab.act('restoreNode', { name: 'node-3' });
    made.run(30_000);
    return made;
  },
  'forks-compared'() {
    const made = applied();
    made.lab.act('scale', { replicas: 5 });
    made.run(9000);
    made.lab.act('undo');
    made.lab.act('setImage', { image: image('noready') });
    made.run(7000);
    made.lab.act('renameRun', { name: 'never <b>Ready</b>' });
    made.lab.act('compareWith', { id: 1 });
    made.lab.act('seek', { at: 12_000 });
    made.lab.act('scale', { replicas: 1 });
    made.run(2000);
    made.lab.act('selectRun', { id: 2 });
    return made;
  },
  async variation() {
    const made = applied();
    made.lab.act('setImage', { image: image('0.22') });
    made.run(3000);
    made.lab.act('compareVariation', { variation: 'Deployment' });
    for (let i = 0; i < 200 && made.lab.store.getState().beside === null; i++) await moment();
    made.run(1000);
    return made;
  },
  'paused-in-the-past'() {
    const made = applied();
    made.lab.act('scale', { replicas: 4 });
    made.run(10_000);
    made.lab.act('undo');
    made.lab.act('pause');
    return made;
  },
  'look-and-language'() {
    const made = newLab({ example: 'tutorial', language: 'zh', speed: 4 });
    made.lab.act('apply');
    made.run(30_000);
    made.lab.act('setSpeed', { speed: 8 });
    made.lab.act('setLanguage', { language: 'zh' });
    made.lab.act('inspect', { resource: 'pods', name: 'web-1', namespace: 'default' });
    made.lab.act('edit', { text: `${made.lab.store.getState().text}# 我的\n` });
    made.lab.act('pause');
    return made;
  },
  async terminal() {
    const made = newLab();
    const type = terminal(made);
    await type('kubectl apply -f manifest.yaml');
    made.run(15_000);
    await type('kubectl get sts web -o yaml > mine.yaml');
    await type('echo "own words 文" > notes.txt');
    await type('kubectl scale sts web --replicas=4');
    made.run(10_000);
    await type(`kubectl patch sts web --type=json -p '[{"op":"replace","path":"/spec/replicas","value":2}]'`);
    made.run(10_000);
    await type(`kubectl exec web-0 -- sh -c 'echo hello > /usr/share/nginx/html/index.html'`);
    await type(`kubectl create -f - <<'END'
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  minAvailable: 2
  selector:
    matchLabels:
      app: nginx
END`);
    await type('kubectl set image sts/web nginx=registry.k8s.io/nginx-slim:0.22');
    await type('kubectl rollout status sts/web');
    await type('kubectl delete pod web-0');
    made.run(3000);
    return made;
  },
  async 'deployment-stepped'() {
    const made = applied();
    await terminal(made)('kubectl create deployment front --image=nginx:1.27 --replicas=2');
    made.run(5000);
    made.lab.act('deletePod', { name: 'web-0' });
    for (let i = 0; i < 5; i++) made.lab.act('step');
    made.lab.act('scale', { replicas: 4 });
    for (let i = 0; i < 7; i++) made.lab.act('step');
    made.lab.act('deletePod', { name: 'web-2' });
    made.lab.act('step');
    return made;
  },
  'another-beginning'() {
    const made = applied();
    made.lab.act('reset');
    made.lab.act('apply');
    made.run(4000);
    made.lab.act('setStageView', { view: 'table' });
    return made;
  },
};

const asFiles = ['rollout', 'forks-compared', 'terminal'];

const [folder = 'golden', ...rest] = process.argv.slice(2);
const [changes, only] = [rest.filter((word) => word.includes('=')), rest.filter((word) => !word.includes('='))];
otherLatencies(Object.fromEntries(changes.map((word) => [word.split('=')[0], Number(word.split('=')[1])])));
for (const [name, play] of Object.entries(scenarios)) {
  if (only.length > 0 && !only.includes(name)) continue;
  const { lab } = await play();
  const session = lab.read(({ session }) => session());
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(`${folder}/${file}`), { recursive: true });
    writeFileSync(`${folder}/${file}`, `${text}\n`);
  };
  write(`${name}.txt`, encodeSession(session));
  write(`${name}.shows.json`, JSON.stringify(shownFacts(lab.store.getState()), null, 1));
  if (asFiles.includes(name)) write(`files/${name}.json`, JSON.stringify(session, null, 1));
  console.log(name, encodeSession(session).length);
}
process.exit(0);
