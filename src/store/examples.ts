/** The manifests to begin with. */
import { type Example, examples } from '../manifests/examples.ts';

export type ExampleId = Example['id'];
export const exampleIds: readonly ExampleId[] = examples.map(({ id }) => id);

/** The text of an example; of the first one, when there is none with that id. */
export function exampleText(id: string): string {
  return (examples.find((example) => example.id === id) ?? examples[0])!.yaml;
}
