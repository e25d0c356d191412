/** `--namespace` together with files whose objects have a namespace. */
// Models cli-runtime/pkg/resource/visitor.go (RequireNamespace)
import type { ObjectView } from '../../engine/index.ts';
import { resourceOfKind } from '../../engine/index.ts';
import type { ManifestFile } from '../../manifests/parse.ts';
import { failure } from '../errors/failure.ts';
import type { Flags } from '../flags/flags.ts';

/** Both must be equal. */
export function checkNamespaces(files: readonly ManifestFile[], flags: Flags, view: ObjectView): void {
  const wanted = flags.string('namespace');
  if (wanted === '') return;
  for (const { object } of files.flatMap(({ documents }) => documents)) {
    const written = object.metadata?.namespace;
    if (written === undefined || written === wanted) continue;
    if (resourceOfKind(object.apiVersion, object.kind, view)?.namespaced === false) continue;
    throw failure(
      `the namespace from the provided object "${written}" does not match the namespace "${wanted}". You must pass '--namespace=${written}' to perform this operation.`,
    );
  }
}
