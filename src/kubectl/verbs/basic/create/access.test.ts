import { expect, it } from 'vitest';
import { newSession, play, script } from '../../../testing/session.ts';

// Validate and the printers of create_{role,rolebinding,clusterrolebinding,ingress,quota,secret_*}.go and set_*.go.
it('roles and their bindings are created, and bound to more subjects', () => {
  expect(
    play(
      newSession(),
      script`
        $ create role r --verb=get,list --resource=pods,sts,pods/log -o jsonpath={.rules}
        $ create role none --resource=pods
        $ create role none --verb=get
        $ create role none --verb=get --resource=nope
        $ create clusterrole c --verb=get --resource=nodes --non-resource-url=/healthz -o jsonpath={.rules[1]}
        $ create rolebinding b --role=r --user=ann --serviceaccount=default:bot
        $ create rolebinding none
        $ create rolebinding none --role=r --serviceaccount=bot
        $ create clusterrolebinding none
        $ set subject rolebinding b --user=ann --group=devs
        $ set subject rolebinding b
        $ get rolebinding b -o jsonpath={.subjects[*].name}
        $ auth can-i delete nodes
        $ auth can-i delete
        `,
    ),
  ).toBe(script`
    $ create role r --verb=get,list --resource=pods,sts,pods/log -o jsonpath={.rules}
    [{"apiGroups":[""],"resources":["pods","pods/log"],"verbs":["get","list"]},{"apiGroups":["apps"],"resources":["statefulsets"],"verbs":["get","list"]}]
    $ create role none --resource=pods
    ! error: at least one verb must be specified
    [1]
    $ create role none --verb=get
    ! error: at least one resource must be specified
    [1]
    $ create role none --verb=get --resource=nope
    ! the server doesn't have a resource type "nope"
    [1]
    $ create clusterrole c --verb=get --resource=nodes --non-resource-url=/healthz -o jsonpath={.rules[1]}
    {"nonResourceURLs":["/healthz"],"verbs":["get"]}
    $ create rolebinding b --role=r --user=ann --serviceaccount=default:bot
    rolebinding.rbac.authorization.k8s.io/b created
    $ create rolebinding none
    ! error: exactly one of clusterrole or role must be specified
    [1]
    $ create rolebinding none --role=r --serviceaccount=bot
    ! error: serviceaccount must be <namespace>:<name>
    [1]
    $ create clusterrolebinding none
    ! error: required flag(s) "clusterrole" not set
    [1]
    $ set subject rolebinding b --user=ann --group=devs
    rolebinding.rbac.authorization.k8s.io/b subjects updated
    $ set subject rolebinding b
    ! error: you must specify at least one value of user, group or serviceaccount
    [1]
    $ get rolebinding b -o jsonpath={.subjects[*].name}
    ann bot devs
    $ auth can-i delete nodes
    yes
    ! Warning: resource 'nodes' is not namespace scoped
    ! 
    $ auth can-i delete
    ! error: you must specify two arguments: verb resource or verb resource/resourceName.
    ! See 'kubectl auth can-i -h' for help and examples.
    [1]
    `);
});

it('an Ingress is made of rules, a Secret of credentials', () => {
  expect(
    play(
      newSession({ text: 'no certificate' }),
      script`
        $ create ingress i --rule=a.example/*=web:80,tls=cert -o jsonpath={.spec.rules[0].http.paths[0].pathType}:{.spec.tls}
        $ create ingress none --rule=web
        $ create quota q --hard=pods=5 -o jsonpath={.spec.hard}
        $ create secret docker-registry d --docker-username=ann --docker-password=pw -o jsonpath={.type}
        $ create secret docker-registry none
        $ create secret tls none
        $ create secret tls none --cert=text --key=text
        $ create secret tls none --cert=nope --key=text
        `,
    ),
  ).toBe(script`
    $ create ingress i --rule=a.example/*=web:80,tls=cert -o jsonpath={.spec.rules[0].http.paths[0].pathType}:{.spec.tls}
    Prefix:[{"hosts":["a.example"],"secretName":"cert"}]
    $ create ingress none --rule=web
    ! error: rule web is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]
    [1]
    $ create quota q --hard=pods=5 -o jsonpath={.spec.hard}
    {"pods":"5"}
    $ create secret docker-registry d --docker-username=ann --docker-password=pw -o jsonpath={.type}
    kubernetes.io/dockerconfigjson
    $ create secret docker-registry none
    ! error: either --from-file or the combination of --docker-username, --docker-password and --docker-server is required
    [1]
    $ create secret tls none
    ! error: key and cert must be specified
    [1]
    $ create secret tls none --cert=text --key=text
    ! error: tls: failed to find any PEM data in certificate input
    [1]
    $ create secret tls none --cert=nope --key=text
    ! error: Cannot read file nope, open nope: no such file or directory
    [1]
    `);
});

it('set selector changes Services only, set serviceaccount the Pod template', () => {
  const set = `
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: c}]}}
`;
  expect(
    play(
      newSession({ 'web.yaml': set }),
      script`
        $ create -f web.yaml
        $ create service clusterip s --tcp=80
        $ set selector service s tier=db
        $ get service s -o jsonpath={.spec.selector}
        $ set selector sts web app=x
        $ set serviceaccount sts web bot
        $ get sts web -o jsonpath={.spec.template.spec.serviceAccountName}
        $ set sa
        $ set resources sts web --limits=cpu=x
        `,
    ),
  ).toBe(script`
    $ create -f web.yaml
    statefulset.apps/web created
    $ create service clusterip s --tcp=80
    service/s created
    $ set selector service s tier=db
    service/s selector updated
    $ get service s -o jsonpath={.spec.selector}
    {"tier":"db"}
    $ set selector sts web app=x
    ! error: setting a selector is only supported for Services
    [1]
    $ set serviceaccount sts web bot
    statefulset.apps/web serviceaccount updated
    $ get sts web -o jsonpath={.spec.template.spec.serviceAccountName}
    bot
    $ set sa
    ! error: serviceaccount is required
    [1]
    $ set resources sts web --limits=cpu=x
    ! error: quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'
    [1]
    `);
});
