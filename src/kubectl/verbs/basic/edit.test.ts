import { describe, expect, it } from 'vitest';
import type { Request } from '../../index.ts';
import { webYaml } from '../../testing/manifests.ts';
import { newSession, play, script } from '../../testing/session.ts';

/** A session with an editor; each edit takes the next of `edits`, after which the editor changes nothing. */
const start = (...edits: readonly ((text: string) => string)[]) => {
  const texts: string[] = [];
  const removed: string[] = [];
  const left = [...edits];
  const answer = (request: Request) => {
    if (request.type === 'remove') {
      removed.push(request.path);
      return {};
    }
    if (request.type !== 'edit' || edits.length === 0) return undefined;
    texts.push(request.text);
    const path = `/tmp/${request.prefix}${texts.length}${request.suffix}`;
    return { text: left.shift()?.(request.text) ?? request.text, path };
  };
  const session = newSession({ 'web.yaml': webYaml }, { answer });
  session.settled('apply -f web.yaml');
  return { session, texts, removed };
};
const scaled = (to: number | string) => (text: string) =>
  text.replace(/replicas: \S+\n {2}rev/, `replicas: ${to}\n  rev`);
const asLeft = (text: string): string => text;

// Messages as kubectl's source words them.
describe('edit', () => {
  it('sends what the person changed', () => {
    const { session, texts, removed } = start(scaled(5));
    expect(session.run('edit sts web')).toEqual({ stdout: 'statefulset.apps/web edited\n', stderr: '', exit: 0 });
    expect(texts[0]).toMatch(
      /^# Please edit the object below\. .*\n(# .*\n)+#\napiVersion: apps\/v1\nkind: StatefulSet\n/,
    );
    expect(session.cluster.api.get('statefulsets', 'web', 'default')!.spec.replicas).toBe(5);
    expect(removed).toEqual(['/tmp/kubectl-edit-1.yaml']);
  });

  it.each([
    ['nothing is changed', asLeft, 'Edit cancelled, no changes made.\n'],
    ['only a comment is changed', (text: string) => `# hm\n${text}`, 'Edit cancelled, no changes made.\n'],
    [
      'only the order of fields is changed',
      (text: string) => text.replace('apiVersion: apps/v1\n', '').replace(/$/, 'apiVersion: "apps/v1"\n'),
      'Edit cancelled, no changes made.\n',
    ],
  ])('is given up when %s', (_, change, stderr) => {
    const { session, removed } = start(change);
    expect(session.run('edit sts/web')).toEqual({ stdout: '', stderr, exit: 0 });
    expect(removed).toHaveLength(1);
  });

  it('is given up when all is removed and the text is not validated', () => {
    const printed = start(() => '\n').session.run('edit sts/web --validate=false');
    expect(printed).toEqual({ stdout: '', stderr: 'Edit cancelled, saved file was empty.\n', exit: 0 });
  });

  it('comes back with what is wrong, until it is right', () => {
    const { session, texts, removed } = start(scaled(-1), scaled(4));
    expect(session.run('edit sts web')).toEqual({
      stdout: 'statefulset.apps/web edited\n',
      stderr: 'error: statefulsets.apps "web" is invalid\n',
      exit: 0,
    });
    expect(texts[1]).toContain(
      '# statefulsets.apps "web" was not valid:\n# * spec.replicas: Invalid value: -1: must be greater than or equal to 0\n#\n',
    );
    expect(removed).toEqual(['/tmp/kubectl-edit-1.yaml', '/tmp/kubectl-edit-2.yaml']);
  });

  it('keeps what the person wrote when they give up', () => {
    const { session, texts, removed } = start((text) => text.replace('kind: ', 'kind '), asLeft);
    expect(session.run('edit sts web')).toEqual({
      stdout: '',
      stderr:
        'error: statefulsets.apps "web" is invalid\n' +
        'A copy of your changes has been stored to "/tmp/kubectl-edit-2.yaml"\n' +
        'error: Edit cancelled, no valid changes were saved.\n',
      exit: 1,
    });
    expect(texts[1]).toMatch(
      /# statefulsets\.apps "web" was not valid:\n# \* <nil>: Invalid value: "The edited file failed validation": yaml: line \d+: could not find expected ':'\n#\n/,
    );
    expect(removed).toEqual(['/tmp/kubectl-edit-1.yaml']);
  });

  it('comes back with a syntax error when the text is not validated', () => {
    const { session, texts } = start((text) => text.replace('kind: ', 'kind '), scaled(4));
    session.run('edit sts web --validate=false');
    expect(texts[1]).toMatch(
      /# The edited file had a syntax error: error parsing edited-file: error converting YAML to JSON: yaml: line \d+: /,
    );
  });

  it.each([
    ['name: web\n  namespace', 'name: db\n  namespace', 'At least one of apiVersion, kind and name was changed'],
    [
      'namespace: default',
      'namespace: other',
      `the namespace from the provided object "other" does not match the namespace "default". You must pass '--namespace=other' to perform this operation.`,
    ],
  ])('refuses that %j becomes %j', (before, after, message) => {
    const { session } = start((text) => text.replace(before, after));
    expect(session.run('edit sts web')).toEqual({
      stdout: '',
      stderr: `A copy of your changes has been stored to "/tmp/kubectl-edit-1.yaml"\nerror: ${message}\n`,
      exit: 1,
    });
  });

  it('edits several objects as a List, and skips those that stay as they were', () => {
    const { session, texts } = start((text) => text.replace(/replicas: 2\n( +)rev/, 'replicas: 3\n$1rev'));
    expect(session.run('edit -f web.yaml').stdout).toBe('service/nginx skipped\nstatefulset.apps/web edited\n');
    expect(texts[0]).toContain('#\napiVersion: v1\nitems:\n- apiVersion: v1\n');
    expect(texts[0]).toMatch(/\nkind: List\nmetadata: \{\}\n$/);
  });

  it('prints the patch, and keeps the configuration', () => {
    const { session } = start(scaled(3));
    const { stdout } = session.run('edit sts web --output-patch --save-config');
    expect(stdout).toMatch(
      /^Patch: \{"metadata":\{"annotations":\{.*\}\},"spec":\{"replicas":3\}\}\nstatefulset\.apps\/web edited\n$/,
    );
  });

  it('edits a status', () => {
    const { session } = start((text) => text.replace('collisionCount: 0', 'collisionCount: 1'));
    session.run('edit sts web --subresource=status');
    expect(session.cluster.api.get('statefulsets', 'web', 'default')!.status!.collisionCount).toBe(1);
  });

  it('says how to go on when the API server refuses the patch otherwise', () => {
    const { session } = start((text) => {
      session.run('delete sts web');
      return scaled(3)(text);
    });
    expect(session.run('edit sts web')).toMatchObject({
      stderr:
        'error: statefulsets.apps "web" could not be found on the server\n' +
        'The edits you made on deleted resources have been saved to "/tmp/kubectl-edit-1.yaml"\n',
      exit: 1,
    });
  });

  it('has no editor where there is none', () => {
    const transcript = script`
      $ edit sts nope
      ! Error from server (NotFound): statefulsets.apps "nope" not found
      [1]
      $ edit sts web
      ! error: unable to launch the editor "vi"
      [1]
      $ edit sts web -o name
      ! error: unable to match a printer suitable for the output format "name", allowed formats are: json,kyaml,yaml
      [1]
      $ edit sts web --subresource=scale
      ! error: invalid subresource value: "scale". Must be one of [status]
      [1]
      $ edit sts web --dry-run=client
      ! error: unknown flag: --dry-run
      ! See 'kubectl edit --help' for usage.
      [1]
    `;
    expect(play(start().session, transcript)).toBe(transcript);
  });
});

describe('create --edit', () => {
  it('creates what the editor made of it', () => {
    const { session, texts } = start((text) => text.replace('name: a', 'name: b'));
    session.files['a.yaml'] = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';
    expect(session.run('create --edit -f a.yaml').stdout).toBe('configmap/b created\n');
    expect(texts[0]).toContain('#\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n');
  });

  it('creates nothing when nothing was changed', () => {
    const { session } = start(asLeft);
    session.files['a.yaml'] = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';
    expect(session.run('create --edit -f a.yaml').stderr).toBe('Edit cancelled, no changes made.\n');
    expect(session.cluster.api.get('configmaps', 'a', 'default')).toBeUndefined();
  });
});

describe('apply edit-last-applied', () => {
  it('changes the annotation, and nothing else', () => {
    const { session, texts } = start((text) => text.replace('replicas: 2', 'replicas: 7'));
    expect(session.run('apply edit-last-applied sts/web').stdout).toBe('statefulset.apps/web edited\n');
    expect(texts[0]).toMatch(/^# Please edit the 'last-applied-configuration' annotations below\.\n/);
    const { metadata, spec } = session.cluster.api.get('statefulsets', 'web', 'default')!;
    expect(metadata.annotations!['kubectl.kubernetes.io/last-applied-configuration']).toContain('"replicas":7');
    expect(spec.replicas).toBe(2);
  });

  it('says that there is none', () => {
    const { session } = start(asLeft);
    session.run('create cm a');
    expect(session.run('apply edit-last-applied cm/a').stderr).toBe(
      'error: no last-applied-configuration annotation found on resources, to create the annotation, use command `kubectl apply set-last-applied --create-annotation`\n',
    );
  });
});

describe('replace', () => {
  it('replaces the whole object, or re-creates it', () => {
    const { session } = start();
    session.files['web.yaml'] = webYaml.replace('replicas: 2', 'replicas: 3');
    const transcript = script`
      $ replace -f web.yaml --dry-run=client
      service/nginx replaced (dry run)
      statefulset.apps/web replaced (dry run)
      $ replace
      ! error: must specify one of -f and -k
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
    expect(play(session, transcript)).toBe(transcript);
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
