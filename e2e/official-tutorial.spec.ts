/**
 * Runs the commands of the tutorial "StatefulSet Basics" of kubernetes.io, unchanged and in their order, as it asks
 * for: a watch in one terminal, everything else in another.
 */
import { expect, type Page } from '@playwright/test';
import { LabPage } from './pages/lab-page.ts';
import { TerminalPanel } from './pages/terminal.ts';
import { test } from './pages/test.ts';

const web = 'https://k8s.io/examples/application/web/web.yaml';
const webParallel = 'https://k8s.io/examples/application/web/web-parallel.yaml';
const dnsTest = 'kubectl run -i --tty --image busybox:1.28 dns-test --restart=Never --rm';
const readPages = `for i in 0 1; do kubectl exec -i -t "web-$i" -- curl http://localhost/; done`;
const imageTemplate = `--template '{{range $i, $c := .spec.containers}}{{$c.image}}{{end}}'`;
const images = `for p in 0 1 2; do kubectl get pod "web-$p" ${imageTemplate}; echo; done`;
const patchImage = (image: string) =>
  `kubectl patch statefulset web --type='json' -p='[{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value":"${image}"}]'`;
const patchPartition = (partition: number) =>
  `kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":${partition}}}}}'`;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Matches the lines of a table in this order, with any others between them and any space between columns. */
function inOrder(...lines: string[]): RegExp {
  return new RegExp(lines.map((line) => line.split(' ').map(escaped).join(' +')).join('[^]*\\n'));
}

/** Matches a table of exactly these lines, with any text at the end of each. */
function table(...lines: string[]): RegExp {
  return new RegExp(`^NAME.*\\n${lines.map((line) => `${line.split(' ').map(escaped).join(' +')}.*\\n`).join('')}$`);
}

/** A user with two terminals, who watches in the first and types in the second. */
class Learner {
  readonly lab: LabPage;
  readonly terminal: TerminalPanel;

  constructor(page: Page) {
    this.lab = new LabPage(page);
    this.terminal = new TerminalPanel(page);
  }

  async begin(): Promise<void> {
    await this.lab.open('./?speed=32');
    await this.terminal.add();
  }

  /** Pastes a block into the second terminal and waits until it has run. */
  async run(...lines: string[]): Promise<void> {
    await this.terminal.paste(`${lines.join('\n')}\n`);
    await this.terminal.done();
  }

  /** Pastes a block whose last command prints exactly this. */
  async expectFrom(block: string | readonly string[], printed: string | RegExp): Promise<void> {
    await this.run(...[block].flat());
    await expect(this.terminal.last()).toHaveText(printed);
  }

  /** Starts a watch in the first terminal, and returns to the second. */
  async watch(...lines: string[]): Promise<void> {
    await this.terminal.show(1);
    await this.terminal.paste(`# a comment, as blocks of the tutorial have them\n${lines.join('\n')}\n`);
    await expect(this.terminal.tab(1)).toHaveAccessibleName(/running: kubectl get/);
    await this.terminal.show(2);
  }

  /** Expects the watch to show these lines, in this order. */
  async sees(...lines: string[]): Promise<void> {
    await this.terminal.show(1);
    await expect(this.terminal.last()).toHaveText(inOrder(...lines));
    await this.terminal.show(2);
  }

  async endWatch(): Promise<void> {
    await this.terminal.show(1);
    await this.terminal.line.press('Control+c');
    await this.terminal.done();
    await this.terminal.show(2);
  }

  /** The container's shell has its own prompt until it is left. */
  async expectName(pod: string): Promise<void> {
    await expect(this.terminal.prompt()).toHaveText('/ # ');
    await this.run(`nslookup ${pod}.nginx`);
    await expect(this.terminal.last()).toContainText(`${pod}.nginx.default.svc.cluster.local`);
  }
}

/** The first section: creates the set while the other terminal watches. */
async function create(learner: Learner): Promise<void> {
  await test.step('creating', async () => {
    await learner.watch('kubectl get pods --watch -l app=nginx');
    await learner.expectFrom(`kubectl apply -f ${web}`, 'service/nginx created\nstatefulset.apps/web created\n');
    await learner.expectFrom('kubectl get service nginx', table('nginx ClusterIP None <none> 80/TCP'));
    await learner.run('kubectl get statefulset web');
    await expect(learner.terminal.last()).toContainText(/web +[012]\/2/);
    await learner.sees(
      'web-0 0/1 Pending 0',
      'web-0 0/1 ContainerCreating 0',
      'web-0 1/1 Running 0',
      'web-1 0/1 Pending 0',
      'web-1 0/1 ContainerCreating 0',
      'web-1 1/1 Running 0',
    );
    await learner.endWatch();
    await learner.expectFrom('kubectl get pods -l app=nginx', table('web-0 1/1 Running 0', 'web-1 1/1 Running 0'));
  });
}

test('the first section of StatefulSet Basics, with two terminals @breadth', async ({ page }) => {
  const learner = new Learner(page);
  await learner.begin();
  await create(learner);
});

test('StatefulSet Basics, with two terminals @breadth', async ({ page }) => {
  const learner = new Learner(page);
  const { lab, terminal } = learner;
  await learner.begin();
  await create(learner);

  await test.step('network identities', async () => {
    const names = `for i in 0 1; do kubectl exec "web-$i" -- sh -c 'hostname'; done`;
    await learner.expectFrom(names, 'web-0\nweb-1\n');
    await terminal.type(dnsTest);
    await learner.expectName('web-0');
    await learner.expectName('web-1');
    await learner.run('exit');
    await expect(terminal.log).toContainText('pod "dns-test" deleted');

    await learner.watch('kubectl get pod --watch -l app=nginx');
    await learner.run('kubectl delete pod -l app=nginx');
    await expect(terminal.last()).toContainText(/pod "web-0" deleted.*\npod "web-1" deleted/);
    await learner.sees('web-0 0/1 Pending 0', 'web-0 1/1 Running 0', 'web-1 0/1 Pending 0', 'web-1 1/1 Running 0');
    await learner.endWatch();
    await learner.expectFrom(`for i in 0 1; do kubectl exec web-$i -- sh -c 'hostname'; done`, 'web-0\nweb-1\n');
    await terminal.type(dnsTest);
    await learner.expectName('web-1');
    await learner.run('exit');
  });

  await test.step('stable storage', async () => {
    await learner.expectFrom('kubectl get pvc -l app=nginx', table('www-web-0 Bound', 'www-web-1 Bound'));
    await learner.expectFrom(
      [
        `for i in 0 1; do kubectl exec "web-$i" -- sh -c 'echo "$(hostname)" > /usr/share/nginx/html/index.html'; done`,
        '',
        readPages,
      ],
      'web-0\nweb-1\n',
    );
    await learner.run('for i in 0 1; do kubectl exec web-$i -- chmod 755 /usr/share/nginx/html; done');
    await learner.watch('kubectl get pod --watch -l app=nginx');
    await learner.run('kubectl delete pod -l app=nginx');
    await learner.sees('web-0 0/1 Pending 0', 'web-0 1/1 Running 0', 'web-1 0/1 Pending 0', 'web-1 1/1 Running 0');
    await learner.expectFrom(readPages, 'web-0\nweb-1\n');
    await learner.endWatch();
  });

  await test.step('scaling', async () => {
    await learner.watch('kubectl get pods --watch -l app=nginx');
    await learner.expectFrom('kubectl scale sts web --replicas=5', 'statefulset.apps/web scaled\n');
    await learner.sees(
      'web-2 1/1 Running 0',
      'web-3 0/1 Pending 0',
      'web-3 1/1 Running 0',
      'web-4 0/1 Pending 0',
      'web-4 1/1 Running 0',
    );
    await learner.endWatch();
    await learner.watch('kubectl get pod --watch -l app=nginx');
    await learner.expectFrom(`kubectl patch sts web -p '{"spec":{"replicas":3}}'`, 'statefulset.apps/web patched\n');
    await learner.sees('web-4 1/1 Terminating 0', 'web-3 1/1 Terminating 0');
    await lab.expectReady('web-0', 'web-1', 'web-2');
    await learner.endWatch();
    await learner.expectFrom(
      'kubectl get pvc -l app=nginx',
      table('www-web-0 Bound', 'www-web-1 Bound', 'www-web-2 Bound', 'www-web-3 Bound', 'www-web-4 Bound'),
    );
  });

  const [before, after] = ['registry.k8s.io/nginx-slim:0.21', 'registry.k8s.io/nginx-slim:0.24'];
  const each = (image: string): string => `${image}\n`.repeat(3);

  await test.step('a rolling update', async () => {
    // The tutorial starts this watch after the patch. At 32 times the speed, that may be too late.
    await learner.watch('kubectl get pod -l app=nginx --watch');
    await learner.expectFrom(patchImage(after), 'statefulset.apps/web patched\n');
    await learner.sees(
      'web-2 1/1 Terminating 0',
      'web-2 1/1 Running 0',
      'web-1 1/1 Terminating 0',
      'web-1 1/1 Running 0',
      'web-0 1/1 Terminating 0',
      'web-0 1/1 Running 0',
    );
    await learner.endWatch();
    await learner.expectFrom(images, each(after));
    await learner.expectFrom(
      'kubectl rollout status sts/web',
      /^partitioned roll out complete: 3 new pods have been updated\.\.\.\n$/,
    );
  });

  await test.step('staging an update', async () => {
    await learner.run(patchPartition(3));
    await learner.run(patchImage(before));
    await learner.run('kubectl delete pod web-2');
    await learner.watch('kubectl get pod -l app=nginx --watch');
    await learner.sees('web-2 1/1 Running 0');
    await learner.expectFrom(`kubectl get pod web-2 ${imageTemplate}`, after);
  });

  await test.step('a canary', async () => {
    await learner.run(patchPartition(2));
    await learner.sees('web-2 1/1 Terminating 0', 'web-2 0/1 Pending 0', 'web-2 1/1 Running 0');
    await learner.expectFrom(`kubectl get pod web-2 ${imageTemplate}`, before);
    await learner.run('kubectl delete pod web-1');
    await learner.sees('web-1 1/1 Terminating 0', 'web-1 0/1 Pending 0', 'web-1 1/1 Running 0');
    await learner.expectFrom(`kubectl get pod web-1 ${imageTemplate}`, after);
  });

  await test.step('phase by phase, to the end', async () => {
    await learner.run(patchPartition(0));
    await learner.sees('web-0 1/1 Terminating 0', 'web-0 0/1 Pending 0', 'web-0 1/1 Running 0');
    await learner.endWatch();
    await learner.expectFrom(images, each(before));
    // The command is the tutorial's. A real API server refuses it too, while there are parameters of the other type.
    await learner.expectFrom(
      `kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"OnDelete"}}}'`,
      /^The StatefulSet "web" is invalid: spec\.updateStrategy\.rollingUpdate: .*only allowed for updateStrategy 'RollingUpdate'\n$/,
    );
    await learner.expectFrom(
      `kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"OnDelete","rollingUpdate":null}}}'`,
      'statefulset.apps/web patched\n',
    );
  });

  await test.step('deleting without the Pods', async () => {
    await learner.watch('kubectl get pods --watch -l app=nginx');
    await learner.run('kubectl delete statefulset web --cascade=orphan');
    await learner.expectFrom(
      'kubectl get pods -l app=nginx',
      table('web-0 1/1 Running 0', 'web-1 1/1 Running 0', 'web-2 1/1 Running 0'),
    );
    await learner.run('kubectl delete pod web-0');
    await learner.expectFrom('kubectl get pods -l app=nginx', table('web-1 1/1 Running 0', 'web-2 1/1 Running 0'));
    await learner.endWatch();
    await learner.watch('kubectl get pods --watch -l app=nginx');
    await learner.expectFrom(`kubectl apply -f ${web}`, 'service/nginx unchanged\nstatefulset.apps/web created\n');
    await learner.sees('web-0 0/1 Pending 0', 'web-0 1/1 Running 0', 'web-2 1/1 Terminating 0');
    await lab.expectReady('web-0', 'web-1');
    await learner.expectFrom(readPages, 'web-0\nweb-1\n');
    await learner.endWatch();
  });

  await test.step('deleting with the Pods', async () => {
    await learner.watch('kubectl get pods --watch -l app=nginx');
    await learner.run('kubectl delete statefulset web');
    await learner.sees('web-0 1/1 Terminating 0');
    await learner.sees('web-1 1/1 Terminating 0');
    await learner.run('kubectl delete service nginx');
    await learner.expectFrom(`kubectl apply -f ${web}`, 'service/nginx created\nstatefulset.apps/web created\n');
    await lab.expectReady('web-0', 'web-1');
    await learner.expectFrom(readPages, 'web-0\nweb-1\n');
    await learner.run('kubectl delete service nginx', '', 'kubectl delete statefulset web');
    await learner.endWatch();
  });

  await test.step('all at once', async () => {
    await learner.watch('kubectl get pod -l app=nginx --watch');
    await learner.expectFrom(
      `kubectl apply -f ${webParallel}`,
      'service/nginx created\nstatefulset.apps/web created\n',
    );
    await lab.expectReady('web-0', 'web-1');
    await learner.expectFrom('kubectl scale statefulset/web --replicas=5', 'statefulset.apps/web scaled\n');
    // No Pod waits for another: all are created before the first one runs.
    await learner.sees('web-4 0/1 Pending 0', 'web-2 1/1 Running 0');
    await lab.expectReady('web-0', 'web-1', 'web-2', 'web-3', 'web-4');
  });

  await test.step('cleaning up', async () => {
    await learner.run('kubectl delete sts web', '# a comment at the end');
    await learner.sees('web-4 1/1 Terminating 0');
    await lab.expectReady();
    await learner.endWatch();
    await learner.run('kubectl delete svc nginx');
    const claims = [0, 1, 2, 3, 4].map((i) => `www-web-${i}`);
    await learner.expectFrom('kubectl get pvc', table(...claims.map((name) => `${name} Bound`)));
    await learner.run('kubectl get pv');
    await expect(terminal.last()).toHaveText(/(Delete +Bound +default\/www-web-\d[^]*){5}/);
    await learner.run(`kubectl delete pvc ${claims.join(' ')}`);
    await learner.expectFrom('kubectl get pvc', 'No resources found in default namespace.\n');
  });
});
