/** Common recipes that combine the shell and kubectl, on a StatefulSet of two Pods. */
import { beforeAll, describe, expect, it } from 'vitest';
import { testShell } from './testing.ts';

const names = 'pod/web-0\npod/web-1\n';

describe('a recipe that reads', () => {
  const lab = testShell();
  beforeAll(async () => {
    await lab.type('kubectl apply -f web.yaml; kubectl rollout status sts/web');
  });

  it.each([
    ['for p in $(kubectl get pods -o name); do echo "[$p]"; done', '[pod/web-0]\n[pod/web-1]\n'],
    ['kubectl get pods -o name | xargs -n1 kubectl get -o name', names],
    [`kubectl get pods -o name | xargs -I{} kubectl get {} -o jsonpath='{.metadata.name}{"\\n"}'`, 'web-0\nweb-1\n'],
    ['kubectl get pods -o name | xargs', 'pod/web-0 pod/web-1\n'],
    ['kubectl get pods -o name | xargs -P4 -n1 kubectl describe | grep -c ^Name:', '2\n'],
    ['seq 0 1 | xargs -I{} kubectl get pod web-{} -o name', names],
    ['diff <(kubectl get pods -o name) <(kubectl get pods -o name) && echo same', 'same\n'],
    ['timeout 5 kubectl get pods -w --no-headers | wc -l; echo ${PIPESTATUS[0]}', '2\n124\n'],
    ['until kubectl wait --for=condition=Ready pod/web-0 --timeout=1s; do sleep 1; done', 'pod/web-0 condition met\n'],
    [`n=$(kubectl get sts web -o jsonpath='{.spec.replicas}'); echo $((n + 1))`, '3\n'],
    [
      'kubectl get pods --no-headers | while read name ready status rest; do echo "$name=$status"; done',
      'web-0=Running\nweb-1=Running\n',
    ],
    ['kubectl get pods -o name | tee f; cat f', names + names],
    ['export NS=default; kubectl get pods -n $NS -o name', names],
    ['alias kc=kubectl; kc get pods -o name', names],
    ['g() { kubectl get "$1" -o name; }; g sts', 'statefulset.apps/web\n'],
    ['cat <<< "$(kubectl get pods -o name)"', names],
    [`bash -ec 'kubectl get pod nope 2> /dev/null; echo no'; echo $?`, '1\n'],
    ['kubectl get pod nope 2> /dev/null && echo yes || echo no', 'no\n'],
    ['kubectl get pod nope 2>&1 | grep -o NotFound', 'NotFound\n'],
    ['if kubectl get pod web-0 > /dev/null 2>&1; then echo up; fi', 'up\n'],
    ['X=1 echo "[$X]"', '[]\n'],
    [
      `kubectl get pods -o json | jq -r '.items[] | select(.status.phase == "Running") | .metadata.name'`,
      'web-0\nweb-1\n',
    ],
    [`kubectl get pods | awk 'NR > 1 { print $1 }' | sort -r`, 'web-1\nweb-0\n'],
    ['kubectl get pods --no-headers | grep -c Running', '2\n'],
    [`kubectl get pods -o name | sed 's|pod/||' | paste -sd, -`, 'web-0,web-1\n'],
    ['kubectl get pods -o name > l; while IFS=/ read -r kind name; do echo $name; done < l', 'web-0\nweb-1\n'],
    ['mapfile -t p < <(kubectl get pods -o name); echo ${#p[@]} ${p[1]}', '2 pod/web-1\n'],
    ['p=($(kubectl get pods -o name)); echo ${p[1]}', 'pod/web-1\n'],
    [`[[ $(kubectl get pods --no-headers | wc -l) -eq 2 ]] && echo two`, 'two\n'],
    [`case $(kubectl get pod web-0 -o jsonpath='{.status.phase}') in Running) echo r;; esac`, 'r\n'],
    ['for ((i = 0; i < 2; i++)); do kubectl get pod web-$i -o name; done', names],
    ['for i in 0 1; do kubectl exec web-$i -- hostname; done', 'web-0\nweb-1\n'],
    [`echo 'echo $(hostname)' | kubectl exec -i web-0 -- sh`, 'web-0\n'],
    // Pasted unchanged from task pages of the documentation, cheat sheets and articles.
    [
      `kubectl get pods -o jsonpath='{range .items[*]}{.metadata.name}{"\\t"}{.status.phase}{"\\n"}{end}'`,
      'web-0\tRunning\nweb-1\tRunning\n',
    ],
    [`kubectl get pods --no-headers -o custom-columns=':metadata.name'`, names.replaceAll('pod/', '')],
    [`kubectl get pods --no-headers | awk '{print $3}' | sort | uniq -c`, '      2 Running\n'],
    [`kubectl get pods -o wide --no-headers | awk '{print $7}' | sort -u | wc -l`, '2\n'],
    ['kubectl get pods | column -t | head -1', 'NAME   READY  STATUS   RESTARTS  AGE\n'],
    [`kubectl get pods | tail -n +2 | tr -s ' ' | cut -d' ' -f1,3`, 'web-0 Running\nweb-1 Running\n'],
    [
      `kubectl get sts -o json | jq -r '.items[] | "\\(.metadata.name) \\(.status.readyReplicas)/\\(.spec.replicas)"'`,
      'web 2/2\n',
    ],
    [`kubectl get pods -o json | jq '[.items[].spec.containers[].image] | unique | length'`, '1\n'],
    [
      'for i in $(seq 0 $(( $(kubectl get sts web -o jsonpath="{.spec.replicas}") - 1 ))); do echo "web-$i"; done',
      'web-0\nweb-1\n',
    ],
    [
      'for p in $(kubectl get pods -l app=nginx -o jsonpath="{.items[*].metadata.name}"); do echo "== $p"; done',
      '== web-0\n== web-1\n',
    ],
    ['while ! kubectl get pod web-0 > /dev/null 2>&1; do sleep 1; done; echo there', 'there\n'],
    [
      'until [ "$(kubectl get sts web -o jsonpath={.status.readyReplicas})" = 2 ]; do sleep 1; done; echo ready',
      'ready\n',
    ],
    [
      'kubectl wait --for=condition=Ready pod -l app=nginx --timeout=60s && echo all',
      'pod/web-0 condition met\npod/web-1 condition met\nall\n',
    ],
    [
      'kubectl wait --for=condition=Ready pod/nope --timeout=1s || echo failed',
      'Error from server (NotFound): pods "nope" not found\nfailed\n',
    ],
    ['diff <(kubectl get pod web-0 -o name) <(kubectl get pod web-1 -o name)', '1c1\n< pod/web-0\n---\n> pod/web-1\n'],
    ['source <(kubectl completion bash); echo $?', '0\n'],
    [`alias k=kubectl; k get po -o name | xargs -I{} sh -c 'echo got {}'`, 'got pod/web-0\ngot pod/web-1\n'],
    ['kn() { kubectl get "$@" -o name; }; kn sts,svc', 'statefulset.apps/web\nservice/kubernetes\nservice/nginx\n'],
    ['kubectl get pods -o name | while IFS= read -r pod; do echo "${pod#pod/}"; done', 'web-0\nweb-1\n'],
    [`read -r name _ < <(kubectl get pods --no-headers); echo $name`, 'web-0\n'],
    ['timeout 2 kubectl get pods -w -o name; echo $?', `${names}124\n`],
    [
      'kubectl get pods -w -o name & sleep 1; jobs; kill %1; wait',
      /^\[1\] \d+\n(pod\/web-\d\n)+\[1\]\+ {2}Running {17}kubectl get pods -w -o name &\n/,
    ],
    ['[[ $(kubectl get pod web-1 -o jsonpath={.metadata.name}) =~ -([0-9]+)$ ]] && echo ${BASH_REMATCH[1]}', '1\n'],
    [`kubectl get pods -o name | sort -t- -k2 -nr | head -1`, 'pod/web-1\n'],
    [`kubectl api-resources --no-headers | awk '$1=="statefulsets"{print $2, $NF}'`, 'sts StatefulSet\n'],
    ['kubectl get events --no-headers | wc -l | xargs test 0 -lt && echo some', 'some\n'],
    [`echo "ready: $(kubectl get pods --no-headers | grep -c '1/1')"`, 'ready: 2\n'],
    ['kubectl config current-context > /dev/null && kubectl config view --minify | grep -c server:', '1\n'],
  ])('%s', async (line, printed) => {
    const now = await lab.type(line);
    if (typeof printed === 'string') expect(now).toBe(printed);
    else expect(now).toMatch(printed);
  });
});

describe('a recipe that changes', () => {
  const ready = async () => {
    const lab = testShell();
    await lab.type('kubectl apply -f web.yaml; kubectl rollout status sts/web');
    return lab;
  };

  it.each([
    [
      `for i in 0 1; do kubectl exec web-$i -- sh -c 'echo $(hostname) > /usr/share/nginx/html/index.html'; done; for i in 0 1; do kubectl exec web-$i -- curl -s localhost; done`,
      'web-0\nweb-1\n',
    ],
    [
      `R=3; kubectl patch sts web -p '{"spec":{"replicas":'$R'}}'; kubectl get sts web -o jsonpath='{.spec.replicas}'`,
      'statefulset.apps/web patched\n3',
    ],
    ['R=3; kubectl patch sts web -p "{\\"spec\\":{\\"replicas\\":$R}}"', 'statefulset.apps/web patched\n'],
    [
      'kubectl get sts web -o yaml | sed "s/replicas: 2/replicas: 4/" | kubectl apply -f -',
      'statefulset.apps/web configured\n',
    ],
    ['kubectl create cm c --from-literal=a=b --dry-run=client -o yaml | kubectl apply -f -', 'configmap/c created\n'],
    [
      `kubectl apply -f - <<< '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"x"}}'`,
      'configmap/x created\n',
    ],
    [
      'kubectl delete pod $(kubectl get pods -o name | head -1 | cut -d/ -f2)',
      'pod "web-0" deleted from default namespace\n',
    ],
    [
      'kubectl get pods -o name | while read -r p; do kubectl annotate $p a=b; done',
      'pod/web-0 annotated\npod/web-1 annotated\n',
    ],
    [
      'kubectl get pods -o name | xargs kubectl delete --wait=false',
      'pod "web-0" deleted from default namespace\npod "web-1" deleted from default namespace\n',
    ],
    [
      'kubectl get pods -w --no-headers & sleep 1; kill %1; wait; jobs',
      /^\[1\] 1001\nweb-0 .*\nweb-1 .*\n\[1\]\+ {2}Terminated {14}kubectl get pods -w --no-headers\n$/,
    ],
    [
      `export KUBE_EDITOR="sed -i s/replicas:.2/replicas:\\ 3/"; kubectl edit sts web; kubectl get sts web -o jsonpath='{.spec.replicas}'`,
      'statefulset.apps/web edited\n3',
    ],
    [
      'cat <<EOF | kubectl apply -f -\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: game\ndata:\n  lives: "$((1 + 2))"\nEOF',
      'configmap/game created\n',
    ],
    [
      'for n in dev prod; do kubectl create namespace $n --dry-run=client -o yaml | kubectl apply -f -; done',
      'namespace/dev created\nnamespace/prod created\n',
    ],
    [
      'kubectl scale sts web --replicas=1 && kubectl wait --for=delete pod/web-1 --timeout=60s && echo gone',
      /^statefulset\.apps\/web scaled\n(pod\/web-1 condition met\n)?gone\n$/,
    ],
    ['kubectl delete pod web-1 & wait', /^\[1\] 1001\npod "web-1" deleted from default namespace\n\[1\]\+ {2}Done/],
  ])('%s', async (line, printed) => {
    const printedNow = await (await ready()).type(line);
    if (typeof printed === 'string') expect(printedNow).toBe(printed);
    else expect(printedNow).toMatch(printed);
  });
});
