/** The example manifests. */
import { type Example, examples } from '../../manifests/examples.ts';
import type { Language } from './lab-state.ts';

export type ExampleId = Example['id'];
export const exampleIds: readonly ExampleId[] = examples.map(({ id }) => id);

const yamlOf = (id: string): Example['yaml'] => (examples.find((example) => example.id === id) ?? examples[0]!).yaml;

/** Returns the text of an example; of the first one, when there is none with that id. */
export function exampleText(id: string, language: Language = 'en'): string {
  const yaml = yamlOf(id);
  return yaml[language] ?? yaml.en;
}

/** Returns true if a text is an unchanged example, in any language, so that it contains no work of the user. */
export const isExampleText = (id: string, text: string): boolean => Object.values(yamlOf(id)).includes(text);
