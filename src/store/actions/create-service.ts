import { headlessServiceYaml } from '../../manifests/examples.ts';
import { action } from './action.ts';

/** Writes the headless Service that the set names into the text, before the rest, and creates it. */
export const createService = action({
  id: 'createService',
  label: 'action.createService',
  enabled: ({ stage: { setExists, service } }) => setExists && service !== null && !service.exists,
  needs: 'missingService',
  kubectl: () => 'kubectl apply -f manifest.yaml',
  perform(lab) {
    const { view, stage } = lab.state();
    const spec = view.get('statefulsets', stage.setName, stage.namespace)?.spec;
    const port = spec?.template.spec.containers[0]?.ports?.[0];
    const document = headlessServiceYaml(stage.service?.name ?? '', spec?.selector.matchLabels ?? {}, {
      name: port?.name ?? 'web',
      port: port?.containerPort ?? 80,
    });
    const { namespace } = stage;
    return lab.addDocument(
      namespace === 'default' ? document : document.replace('metadata:\n', `metadata:\n  namespace: ${namespace}\n`),
    );
  },
});
