import { action } from './action.ts';

/** Sends the text to the API server, document by document, as `kubectl apply -f` does. */
export const apply = action({
  id: 'apply',
  label: 'action.apply',
  shortcut: 'Mod+Enter',
  kubectl: () => 'kubectl apply -f manifest.yaml',
  perform: (lab) => lab.apply(lab.state().text),
});
