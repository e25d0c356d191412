import { describe, expect, it } from 'vitest';
import { kubectl } from '../../index.ts';
import { newSession, play, script } from '../../testing/session.ts';

const web = `
apiVersion: v1
kind: Service
metadata: {name: nginx, labels: {app: nginx}}
spec: {clusterIP: None, selector: {app: nginx}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: nginx
  replicas: 2
  selector: {matchLabels: {app: nginx}}
  template:
    metadata: {labels: {app: nginx}}
    spec: {containers: [{name: nginx, image: nginx}]}
`;

function session() {
  const made = newSession({ 'web.yaml': web });
  made.settled('apply -f web.yaml');
  return made;
}

// How kubectl chooses objects, in the words of its Builder (k8s.io/cli-runtime/pkg/resource).
describe('kubectl get', () => {
  // Models the Validate of get.go, TableSorter of sorter.go, and the printer of Scale.
  it('refuses flags that do not go together, and knows subresources and raw paths', () => {
    expect(
      play(
        session(),
        script`
          $ get po -o yaml --show-labels
          $ get po --output-watch-events
          $ get po --sort-by={.items[}
          $ get po web-1 web-0 --sort-by=.metadata.name -o name
          $ get po,svc --sort-by=.spec.nodeName
          $ get sts web --subresource=scale -o jsonpath={.kind}/{.spec.replicas}/{.status.selector}
          $ get sts --subresource=scale
          $ get po web-0 --subresource=scale
          $ get po web-0 --subresource=nope
          $ get --raw /readyz
          $ get --raw /apis/apps/v1/namespaces/default/nope
          $ get --raw /readyz po
          `,
      ),
    ).toBe(script`
      $ get po -o yaml --show-labels
      ! error: --show-labels option cannot be used with yaml printer
      [1]
      $ get po --output-watch-events
      ! error: --output-watch-events option can only be used with --watch or --watch-only
      ! See 'kubectl get -h' for help and examples
      [1]
      $ get po --sort-by={.items[}
      ! error: sorting error: unterminated array
      [1]
      $ get po web-1 web-0 --sort-by=.metadata.name -o name
      pod/web-0
      pod/web-1
      $ get po,svc --sort-by=.spec.nodeName
      ! error: couldn't find any field with path "{.spec.nodeName}" in the list of objects
      [1]
      $ get sts web --subresource=scale -o jsonpath={.kind}/{.spec.replicas}/{.status.selector}
      Scale/2/app=nginx
      $ get sts --subresource=scale
      ! error: subresource cannot be used when bulk resources are specified
      [1]
      $ get po web-0 --subresource=scale
      ! Error from server (NotFound): the server could not find the requested resource
      [1]
      $ get po web-0 --subresource=nope
      ! error: invalid subresource value: "nope". Must be one of [resize scale status]
      [1]
      $ get --raw /readyz
      ok
      $ get --raw /apis/apps/v1/namespaces/default/nope
      ! Error from server (NotFound): the server could not find the requested resource
      [1]
      $ get --raw /readyz po
      ! error: arguments may not be passed when --raw is specified
      [1]
      `);
  });

  it('takes types and names in all forms, and says which forms do not go together', () => {
    expect(
      play(
        session(),
        script`
          $ get sts/web svc/nginx -o name
          $ get Pod web-0 web-1 -o name
          $ get statefulsets.v1.apps web -o name
          $ get statefulset.app web -o name
          $ get sts,sts -o name
          $ get sts/web po
          $ get sts/
          $ get sts/web/x
          $ get sts,po,sts web web-0 -o name
          $ get sts,po web -l app=nginx
          $ get all web
          $ get po web-0 -l app=nginx
          $ get po/web-0 -l app=nginx
          $ get po web-0 -A
          $ get -f web.yaml po
          $ get -f nope.yaml
          $ get nope.apps
          `,
      ),
    ).toBe(script`
      $ get sts/web svc/nginx -o name
      statefulset.apps/web
      service/nginx
      $ get Pod web-0 web-1 -o name
      pod/web-0
      pod/web-1
      $ get statefulsets.v1.apps web -o name
      statefulset.apps/web
      $ get statefulset.app web -o name
      statefulset.apps/web
      $ get sts,sts -o name
      statefulset.apps/web
      $ get sts/web po
      ! error: there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'
      [1]
      $ get sts/
      ! error: arguments in resource/name form must have a single resource and name
      [1]
      $ get sts/web/x
      ! error: arguments in resource/name form may not have more than one slash
      [1]
      $ get sts,po,sts web web-0 -o name
      statefulset.apps/web
      pod/web-0
      ! Error from server (NotFound): statefulsets.apps "web-0" not found
      ! Error from server (NotFound): pods "web" not found
      [1]
      $ get sts,po web -l app=nginx
      ! error: selectors and the all flag cannot be used when passing resource/name arguments
      [1]
      $ get all web
      ! error: you must specify only one resource
      [1]
      $ get po web-0 -l app=nginx
      ! error: name cannot be provided when a selector is specified
      [1]
      $ get po/web-0 -l app=nginx
      ! error: selectors and the all flag cannot be used when passing resource/name arguments
      [1]
      $ get po web-0 -A
      ! error: a resource cannot be retrieved by name across all namespaces
      [1]
      $ get -f web.yaml po
      ! error: when paths, URLs, or stdin is provided as input, you may not specify a resource by arguments as well
      [1]
      $ get -f nope.yaml
      ! error: the path "nope.yaml" does not exist
      [1]
      $ get nope.apps
      ! error: the server doesn't have a resource type "nope"
      [1]
      `);
  });

  it('continues after missing objects, silently with --ignore-not-found', () => {
    expect(
      play(
        session(),
        script`
          $ get po nope web-0 -o name
          $ get po nope web-0 -o name --ignore-not-found
          $ get po nope -o yaml --ignore-not-found
          `,
      ),
    ).toBe(script`
      $ get po nope web-0 -o name
      pod/web-0
      ! Error from server (NotFound): pods "nope" not found
      [1]
      $ get po nope web-0 -o name --ignore-not-found
      pod/web-0
      $ get po nope -o yaml --ignore-not-found
      `);
  });

  it('sorts by quantities, numbers and names as they count', () => {
    const lab = session();
    for (const [name, size] of [
      ['c2', '1Gi'],
      ['c10', '500Mi'],
      ['c1', '2Gi'],
    ] as const) {
      lab.files['c.yaml'] =
        `{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: ${name}}, ` +
        `spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: ${size}}}}}`;
      lab.settled('apply -f c.yaml');
    }
    const names = (path: string) =>
      lab.run(`get pvc --sort-by=${path} --no-headers -o custom-columns=N:.metadata.name`).stdout.trim().split('\n');
    expect(names('.spec.resources.requests.storage')).toEqual(['c10', 'c2', 'c1']);
    expect(names('{.metadata.name}')).toEqual(['c1', 'c2', 'c10']);
    expect(lab.run('get pvc --sort-by=.nope').stderr).toBe(
      'error: couldn\'t find any field with path "{.nope}" in the list of objects\n',
    );
  });

  it('follows one kind of object as it changes, in columns that stay in line', () => {
    const lab = session();
    const { cluster } = lab;
    const environment = { api: cluster.api, cluster, actor: { name: 'user', reason: 'test' }, config: {}, stdin: '' };
    const files = { readFile: () => undefined, readDirectory: () => undefined, resolvePath: (path: string) => path };
    const words = ['get', 'pods', '-l', 'app=nginx', '-w', '--output-watch-events', '-L', 'app'];
    const watching = kubectl(words, { ...environment, ...files });
    const seen = (): string => {
      let text = '';
      for (let next = watching.next(); !next.done && next.value !== 'wait'; next = watching.next()) {
        text += (next.value as { stdout?: string }).stdout ?? '';
      }
      return text.replace(/\d+s/g, '0s').replace(/ +$/gm, '');
    };
    expect(seen()).toBe(
      'EVENT   NAME    READY   STATUS    RESTARTS   AGE   APP\n' +
        'ADDED   web-0   1/1     Running   0          0s    nginx\n' +
        'ADDED   web-1   1/1     Running   0          0s    nginx\n',
    );
    // To a selector, an object that it no longer chooses is gone.
    lab.run('label pod web-1 app=other --overwrite');
    expect(seen()).toBe('DELETED   web-1   1/1     Running   0          0s    other\n');
    lab.run('label pod web-1 app=nginx --overwrite');
    expect(seen()).toBe('ADDED     web-1   1/1     Running   0          0s    nginx\n');
  });
});
