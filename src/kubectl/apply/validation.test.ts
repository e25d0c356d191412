import { expect, it } from 'vitest';
import { newSession, play, script } from '../testing/session.ts';

const pod = `
apiVersion: v1
kind: Pod
metadata: {name: p}
spec: {containers: [{name: c, image: c, foo: 1}], bar: x}
`;

// https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation
it('unknown fields are refused, dropped with a warning, or dropped', () => {
  expect(
    play(
      newSession({ 'pod.yaml': pod }),
      script`
        $ apply -f pod.yaml
        $ create -f pod.yaml --validate=true
        $ create -f pod.yaml --validate=warn
        $ create -f pod.yaml --validate=false --dry-run=server
        $ delete -f pod.yaml --now
        $ apply -f pod.yaml --validate=ignore
        $ replace -f pod.yaml --validate=maybe
        `,
    ),
  ).toBe(script`
    $ apply -f pod.yaml
    ! Error from server (BadRequest): error when creating "pod.yaml": Pod in version "v1" cannot be handled as a Pod: strict decoding error: unknown field "spec.bar", unknown field "spec.containers[0].foo"
    [1]
    $ create -f pod.yaml --validate=true
    ! Error from server (BadRequest): error when creating "pod.yaml": Pod in version "v1" cannot be handled as a Pod: strict decoding error: unknown field "spec.bar", unknown field "spec.containers[0].foo"
    [1]
    $ create -f pod.yaml --validate=warn
    pod/p created
    ! Warning: unknown field "spec.bar"
    ! Warning: unknown field "spec.containers[0].foo"
    $ create -f pod.yaml --validate=false --dry-run=server
    ! Error from server (AlreadyExists): error when creating "pod.yaml": pods "p" already exists
    [1]
    $ delete -f pod.yaml --now
    pod "p" deleted from default namespace
    $ apply -f pod.yaml --validate=ignore
    pod/p created
    $ replace -f pod.yaml --validate=maybe
    ! error: invalid - validate option "maybe"; must be one of: strict (or true), warn, ignore (or false)
    [1]
    `);
});
