import { expect } from '@playwright/test';
import { TerminalPanel } from './pages/terminal.ts';
import { test } from './pages/test.ts';

test('commands, loops and pipes run, and print what bash prints', async ({ lab, page }) => {
  const terminal = new TerminalPanel(page);
  await lab.openSession('ready');
  await terminal.run('kubectl get pods');
  await expect(terminal.last()).toHaveText(/^NAME +READY +STATUS +RESTARTS +AGE\nweb-0 +1\/1 +Running/);
  await terminal.run('for i in 0 1; do kubectl get pod web-$i -o name; done');
  await expect(terminal.last()).toHaveText('pod/web-0\npod/web-1\n');
  await terminal.run('kubectl get pods --no-headers | grep web-1 | wc -l');
  await expect(terminal.last()).toHaveText(/^\s*1\s*$/);
  await terminal.run('kubectl scale sts web --replicas=2 && kubectl wait --for=delete pod/web-2');
  await lab.expectReady('web-0', 'web-1');
});

test('a watch follows the cluster until Ctrl-C', async ({ lab, page }) => {
  const terminal = new TerminalPanel(page);
  await lab.openSession('ready');
  await terminal.type('kubectl get pods -w');
  await expect(terminal.last()).toContainText('web-2');
  await lab.button('Delete Pod web-1').click();
  await expect(terminal.log).toContainText('Terminating');
  await terminal.line.press('Control+c');
  await terminal.done();
  await expect(terminal.log).toContainText('^C');
  await terminal.run('echo $?');
  await expect(terminal.last()).toHaveText('130\n');
});

test('actions on the stage appear as commands', async ({ lab, page }) => {
  const terminal = new TerminalPanel(page);
  await lab.openSession('ready');
  await lab.button('Add a replica').click();
  const entry = terminal.log.locator('.terminal-entry').last();
  await expect(entry).toContainText('kubectl scale statefulset web --replicas=4');
  await expect(entry).toContainText('from the stage');
  await expect(entry).toContainText('statefulset.apps/web scaled');
});

test('pasted documentation runs line by line @breadth', async ({ lab, page }) => {
  const terminal = new TerminalPanel(page);
  await lab.open();
  await terminal.paste('$ echo one\none\n\n# a comment\n$ for i in 1 2; do\n>   echo "n$i"\n> done\nn1\nn2\n');
  await expect(terminal.last()).toHaveText('n1\nn2\n');
  await expect(terminal.log.locator('.terminal-output', { hasText: /^one\n$/ })).toHaveCount(1);
  await expect(terminal.log).not.toContainText('a comment');
});

test('Tab completes words, lists candidates, and moves the focus after Escape', async ({ lab, page }) => {
  const terminal = new TerminalPanel(page);
  await lab.openSession('ready');
  await terminal.line.pressSequentially('kubectl del');
  await page.keyboard.press('Tab');
  await expect(terminal.line).toHaveValue('kubectl delete ');
  await terminal.line.pressSequentially('pod w');
  await page.keyboard.press('Tab');
  await expect(terminal.line).toHaveValue('kubectl delete pod web-');
  await expect(terminal.candidates).toHaveText(['web-0', 'web-1', 'web-2']);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(terminal.line).toHaveValue('kubectl delete pod web-1 ');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(terminal.line).not.toBeFocused();
});

test('the history is walked and searched @breadth', async ({ lab, page }) => {
  const terminal = new TerminalPanel(page);
  await lab.open();
  await terminal.run('echo first');
  await terminal.run('echo second');
  await terminal.line.press('ArrowUp');
  await terminal.line.press('ArrowUp');
  await expect(terminal.line).toHaveValue('echo first');
  await terminal.line.press('Control+u');
  await terminal.line.press('Control+r');
  const search = terminal.panel.getByRole('textbox', { name: '(reverse-i-search)' });
  await search.pressSequentially('seco');
  await search.press('Enter');
  await expect(terminal.last()).toHaveText('second\n');
  await terminal.line.press('Control+l');
  await expect(terminal.log.locator('.terminal-entry')).toHaveCount(0);
});

test('an endless loop neither hangs the page nor itself', async ({ lab, page }) => {
  const terminal = new TerminalPanel(page);
  await lab.open();
  await terminal.type('while true; do :; done');
  await expect(terminal.panel.getByRole('button', { name: 'Stop (Ctrl-C)' })).toBeVisible();
  // The page responds in the meantime.
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.getByRole('button', { name: '应用', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'English' }).click();
  await terminal.line.press('Control+c');
  await terminal.run('echo alive');
  await expect(terminal.last()).toHaveText('alive\n');
});

test('the editor’s text and manifest.yaml are one @breadth', async ({ lab, page }) => {
  const terminal = new TerminalPanel(page);
  await lab.open('./?speed=8');
  await terminal.run('sed -i "s/replicas: 3/replicas: 1/" manifest.yaml && kubectl apply -f manifest.yaml');
  await lab.expectReady('web-0');
  await expect(lab.editor).toContainText('In sync with the cluster');
  await terminal.run('grep -c "replicas: 1" manifest.yaml');
  await expect(terminal.last()).toHaveText('1\n');
});

test('containers can be entered; what is in a claim stays', async ({ lab, page }) => {
  const terminal = new TerminalPanel(page);
  await lab.openSession('ready');
  await terminal.run(
    `for i in 0 1; do kubectl exec "web-$i" -- sh -c 'echo "$(hostname)" > /usr/share/nginx/html/index.html'; done`,
  );
  await terminal.run('kubectl delete pod web-0 web-1; kubectl rollout status sts/web');
  await terminal.run('for i in 0 1; do kubectl exec -i -t "web-$i" -- curl http://localhost/; done');
  await expect(terminal.last()).toHaveText('web-0\nweb-1\n');
  await terminal.type('kubectl run -it --rm --image busybox:1.28 dns-test --restart=Never');
  await expect(terminal.panel.locator('.terminal-line .terminal-prompt')).toHaveText('/ # ');
  await terminal.run('nslookup web-0.nginx');
  await expect(terminal.log).toContainText('web-0.nginx.default.svc.cluster.local');
  await terminal.type('exit');
  await expect(terminal.log).toContainText('pod "dns-test" deleted');
});

test('kubectl edit opens an editor @breadth', async ({ lab, page }) => {
  const terminal = new TerminalPanel(page);
  await lab.openSession('ready');
  await terminal.type('kubectl edit sts web');
  const dialog = page.getByRole('dialog');
  const text = dialog.getByRole('textbox');
  await expect(text).toHaveValue(/replicas: 3/);
  await text.fill((await text.inputValue()).replace('replicas: 3', 'replicas: 1'));
  await dialog.getByRole('button', { name: 'Save and close' }).click();
  await expect(terminal.log).toContainText('statefulset.apps/web edited');
  await lab.expectReady('web-0');
});

test('nothing that is printed becomes markup', async ({ lab, page }) => {
  const terminal = new TerminalPanel(page);
  await lab.open();
  const evil = '<img src=x onerror="document.title=1"><b>bold</b>';
  await terminal.run(`echo '${evil}'; touch '<i>file'; ls; kubectl get pods '<u>name</u>'`);
  await expect(terminal.last()).toContainText(evil);
  await expect(terminal.log.locator('img, b, i, u')).toHaveCount(0);
});

test('kubectl scale leaves the manifest as it is: the page says so, and Apply sets it back', async ({ lab, page }) => {
  const terminal = new TerminalPanel(page);
  await lab.openSession('ready');
  await expect(lab.editor).toContainText('In sync with the cluster');
  await terminal.run('kubectl scale sts web --replicas=4');
  const notice = lab.editor.getByRole('status').filter({ hasText: 'spec.replicas: 4' });
  await expect(notice).toContainText('Applying will overwrite it');
  await expect(lab.editor).toContainText('The cluster has changed since');
  await expect(lab.manifest).toHaveValue(/replicas: 3/);
  await lab.expectReady('web-0', 'web-1', 'web-2', 'web-3');

  // An action on the stage changes one field and keeps all others.
  await page.keyboard.press('Escape');
  await lab.stage.getByRole('slider', { name: 'Partition' }).focus();
  await page.keyboard.press('End');
  await expect(lab.manifest).toHaveValue(/partition: 4/);
  await lab.expectReady('web-0', 'web-1', 'web-2', 'web-3');

  await lab.button('Apply').click();
  await expect(notice).toHaveCount(0);
  await lab.expectReady('web-0', 'web-1', 'web-2');

  await terminal.run('kubectl scale sts web --replicas=2');
  await lab.button('Copy into the manifest').click();
  await expect(lab.manifest).toHaveValue(/replicas: 2/);
  await expect(lab.editor).toContainText('In sync with the cluster');
  await lab.expectReady('web-0', 'web-1');
});

test('the header of a table that is wider than the terminal says so until its end is reached @breadth', async ({
  lab,
  page,
}) => {
  const terminal = new TerminalPanel(page);
  await lab.openSession('ready');
  await terminal.run('kubectl get pods -o wide');
  const table = terminal.log.locator('.terminal-entry').last().locator('.terminal-wide');
  await expect(table).toContainText('READINESS GATES');
  const sign = (): Promise<string> => table.evaluate((element) => getComputedStyle(element, '::after').content);
  await expect.poll(sign).toBe('"→"');
  await table.locator('[data-more]').evaluate((header) => header.scrollTo({ left: header.scrollWidth }));
  await expect.poll(sign).toBe('none');

  await terminal.run('kubectl get pods');
  await expect(terminal.last()).toHaveText(/^NAME/);
  await expect(terminal.last()).toHaveAttribute('data-more', 'false');
});
