import { expect, it } from 'vitest';
import { newSession, play, script } from '../testing/session.ts';

const map = (name: string, labels = ''): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, labels: {${labels}}}\n`;

// https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/#how-to-delete-objects
it('apply --prune deletes what was applied and is in the files no more', () => {
  const files = {
    'all.yaml': [map('a', 'app: x'), map('b', 'app: x'), map('c')].join('---\n'),
    'less.yaml': map('a', 'app: x'),
  };
  expect(
    play(
      newSession(files),
      script`
        $ apply -f all.yaml
        $ create configmap byhand
        $ apply -f less.yaml --prune
        $ apply -f less.yaml --prune --all --server-side
        $ apply -f less.yaml --prune --all --force
        $ apply -f less.yaml --prune --all --prune-allowlist=nope
        $ apply -f less.yaml --prune -l app=x --dry-run=server
        $ apply -f less.yaml --prune -l app=x
        $ apply -f all.yaml -l app=y
        $ apply -f less.yaml --prune --all
        $ get configmaps -o name
        `,
    ),
  ).toBe(script`
    $ apply -f all.yaml
    configmap/a created
    configmap/b created
    configmap/c created
    $ create configmap byhand
    configmap/byhand created
    $ apply -f less.yaml --prune
    ! error: all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector
    [1]
    $ apply -f less.yaml --prune --all --server-side
    ! error: --prune is in alpha and doesn't currently work on objects created by server-side apply
    [1]
    $ apply -f less.yaml --prune --all --force
    ! error: --force cannot be used with --prune
    [1]
    $ apply -f less.yaml --prune --all --prune-allowlist=nope
    ! error: invalid GroupVersionKind format: nope, please follow <group/version/kind>
    [1]
    $ apply -f less.yaml --prune -l app=x --dry-run=server
    configmap/a unchanged (server dry run)
    configmap/b pruned (server dry run)
    ! W prune.go] Deprecated: kubectl apply will no longer prune non-namespaced resources by default when used with the --namespace flag in a future release. To preserve the current behaviour, list the resources you want to target explicitly in the --prune-allowlist flag.
    ! Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice
    $ apply -f less.yaml --prune -l app=x
    configmap/a unchanged
    configmap/b pruned
    ! W prune.go] Deprecated: kubectl apply will no longer prune non-namespaced resources by default when used with the --namespace flag in a future release. To preserve the current behaviour, list the resources you want to target explicitly in the --prune-allowlist flag.
    ! Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice
    $ apply -f all.yaml -l app=y
    ! error: no objects passed to apply
    [1]
    $ apply -f less.yaml --prune --all
    configmap/a unchanged
    configmap/c pruned
    ! W prune.go] Deprecated: kubectl apply will no longer prune non-namespaced resources by default when used with the --namespace flag in a future release. To preserve the current behaviour, list the resources you want to target explicitly in the --prune-allowlist flag.
    ! Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice
    $ get configmaps -o name
    configmap/a
    configmap/byhand
    configmap/kube-root-ca.crt
    `);
});

it('apply set-last-applied writes down what a file says, and changes nothing else', () => {
  expect(
    play(
      newSession({ 'map.yaml': map('a'), 'other.yaml': map('a', 'app: x') }),
      script`
        $ create -f map.yaml
        $ apply set-last-applied -f map.yaml
        $ apply set-last-applied -f map.yaml --create-annotation
        $ apply set-last-applied -f map.yaml
        $ apply set-last-applied -f other.yaml
        $ get configmap a -o jsonpath={.metadata.labels}
        $ apply set-last-applied
        `,
    ),
  ).toBe(script`
    $ create -f map.yaml
    configmap/a created
    $ apply set-last-applied -f map.yaml
    ! error: no last-applied-configuration annotation found on resource: a, to create the annotation, run the command with --create-annotation
    [1]
    $ apply set-last-applied -f map.yaml --create-annotation
    configmap/a configured
    $ apply set-last-applied -f map.yaml
    set-last-applied a: no changes required.
    $ apply set-last-applied -f other.yaml
    configmap/a configured
    $ get configmap a -o jsonpath={.metadata.labels}
    $ apply set-last-applied
    ! error: You must provide one or more resources by argument or filename.
    ! Example resource specifications include:
    !    '-f rsrc.yaml'
    !    '--filename=rsrc.json'
    !    '<resource> <name>'
    !    '<resource>'
    [1]
    `);
});
