/** Kustomizations in tests: a StatefulSet, its Service, and what is built of them. */
import { webYaml } from '../testing/manifests.ts';
import { newSession, type Printed } from '../testing/session.ts';

const [serviceYaml, setYaml] = webYaml.split('---\n') as [string, string];

export const service = serviceYaml;
/** The set with references to a ConfigMap and a Secret, and an image with a port in its name. */
export const set = setYaml
  .replace(
    /( +)image: .*/,
    '$1image: registry.example:5000/nginx:1.0\n$1envFrom:\n$1- configMapRef:\n$1    name: settings',
  )
  .replace(
    /^ {2}volumeClaimTemplates:/m,
    '      volumes:\n      - name: keys\n        secret:\n          secretName: keys\n$&',
  );

/** Returns the output of `kubectl kustomize` for a kustomization beside `set.yaml` and `service.yaml`. */
export const building = (kustomization: string, files: Record<string, string> = {}): Printed =>
  newSession({ 'set.yaml': set, 'service.yaml': service, 'kustomization.yaml': kustomization, ...files }).run(
    'kustomize .',
  );
