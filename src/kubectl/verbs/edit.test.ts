import { describe, expect, it } from 'vitest';
import type { Request } from '../index.ts';
import { webYaml } from '../testing/manifests.ts';
import { newSession, play, script } from '../testing/session.ts';

/** A session with an editor; each edit takes the next of `edits`. */
const start = (...edits: readonly ((text: string) => string)[]) => {
  const texts: string[] = [];
  const left = [...edits];
  const answer = (request: Request) => {
    if (request.type !== 'edit') return undefined;
    texts.push(request.text);
    const next = left.shift();
    return next && { text: next(request.text) };
  };
  const session = newSession({ 'web.yaml': webYaml }, { answer });
  session.settled('apply -f web.yaml');
  return { session, texts };
};
const scaled = (to: number) => (text: string) => text.replace(/replicas: -?\d+\n {2}rev/, `replicas: ${to}\n  rev`);

// Messages as kubectl's source words them.
describe('edit', () => {
  it('sends what the person changed', () => {
    const { session, texts } = start(scaled(5));
    expect(session.run('edit sts web')).toEqual({ stdout: 'statefulset.apps/web edited\n', stderr: '', exit: 0 });
    expect(texts[0]).toMatch(
      /^# Please edit the object below\. .*\n(# .*\n)+#\napiVersion: apps\/v1\nkind: StatefulSet\n/,
    );
    expect(session.cluster.api.get('statefulsets', 'web', 'default')!.spec.replicas).toBe(5);
  });

  it.each([
    ['nothing is changed', (text: string) => text, 'Edit cancelled, no changes made.\n'],
    ['only a comment is changed', (text: string) => `# hm\n${text}`, 'Edit cancelled, no changes made.\n'],
    ['all is removed', () => '\n', 'Edit cancelled, saved file was empty.\n'],
  ])('is given up when %s', (_, change, stderr) => {
    expect(start(change).session.run('edit sts/web')).toEqual({ stdout: '', stderr, exit: 0 });
  });

  it('comes back with what is wrong, until it is right or given up', () => {
    const { session, texts } = start(scaled(-1), scaled(4));
    expect(session.run('edit sts web')).toEqual({
      stdout: 'statefulset.apps/web edited\n',
      stderr: 'error: statefulsets.apps "web" is invalid\n',
      exit: 0,
    });
    expect(texts[1]).toContain(
      '# statefulsets.apps "web" was not valid:\n# * spec.replicas: Invalid value: -1: must be greater than or equal to 0\n#\n',
    );
    const again = start(scaled(-1), (text) => text).session.run('edit sts web');
    expect(again.stderr.split('\n').at(-2)).toBe('error: Edit cancelled, no valid changes were saved.');
  });

  it('has no editor where there is none', () => {
    const told = script`
      $ edit sts nope
      ! Error from server (NotFound): statefulsets.apps "nope" not found
      [1]
      $ edit sts web
      ! error: unable to launch the editor "vi"
      [1]
    `;
    expect(play(start().session, told)).toBe(told);
  });
});

describe('replace', () => {
  it('replaces the whole object, or makes it anew', () => {
    const { session } = start();
    session.files['web.yaml'] = webYaml.replace('replicas: 2', 'replicas: 3');
    const told = script`
      $ replace -f web.yaml --dry-run=client
      service/nginx replaced (dry run)
      statefulset.apps/web replaced (dry run)
      $ replace
      ! error: Must specify --filename to replace
      ! See 'kubectl replace -h' for help and examples
      [1]
      $ replace -f web.yaml --grace-period=1
      ! error: --grace-period must have --force specified
      [1]
      $ replace --force -f web.yaml
      service "nginx" deleted from default namespace
      statefulset.apps "web" deleted from default namespace
      service/nginx replaced
      statefulset.apps/web replaced
    `;
    expect(play(session, told)).toBe(told);
    expect(session.cluster.api.get('statefulsets', 'web', 'default')!.spec.replicas).toBe(3);
  });

  it('says where what it replaces was written', () => {
    const { session } = start();
    session.settled('delete sts web');
    expect(session.run('replace -f web.yaml').stderr).toContain(
      'Error from server (NotFound): error when replacing "web.yaml": statefulsets.apps "web" not found\n',
    );
  });
});
