/** Sets up Monaco and its YAML language service once for the page. Nothing is loaded from other sites. */
import * as monaco from 'monaco-editor/editor';
import editorWorker from 'monaco-editor/editor/editor.worker?worker&url';
import { configureMonacoYaml, type JSONSchema, type MonacoYamlOptions } from 'monaco-yaml';
import { startWorker } from '../kit/browser/worker.ts';
import kubernetesSchema from './generated/kubernetes-schema.json?raw';
import './monaco-features.ts';
import yamlWorker from './yaml.worker.ts?worker&url';

const newWorker = (label: string): Worker => startWorker(label === 'yaml' ? yamlWorker : editorWorker);

globalThis.MonacoEnvironment = { getWorker: (_id, label) => newWorker(label) };

interface LabelledWorker {
  readonly label: string;
  readonly createData: unknown;
}

/**
 * monaco-yaml asks for a worker by its label, as monaco-editor made them before 0.55; since then, the caller creates
 * the worker. The first message starts the worker, the second one contains its settings.
 */
function createWebWorker<T extends object>({ label, createData }: LabelledWorker): monaco.editor.MonacoWebWorker<T> {
  const worker = newWorker(label);
  worker.postMessage('ignore');
  worker.postMessage(createData);
  const made = monaco.editor.createWebWorker<T>({ worker });
  return {
    getProxy: async () => withoutFailures(await made.getProxy()),
    withSyncedResources: async (resources) => withoutFailures(await made.withSyncedResources(resources)),
    dispose: () => made.dispose(),
  };
}

/** Answers with nothing where the language service fails, as it does on an alias within its own anchor. */
function withoutFailures<T extends object>(service: T): T {
  return new Proxy(service, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...args: readonly unknown[]) => (method(...args) as Promise<unknown>).catch(() => undefined);
    },
  });
}

/** A setting of the language service that monaco-yaml passes on although it is not in its types. */
interface HoverOptions {
  /** True for a link to the schema below each description; ours has no address. */
  readonly hoverSchemaSource: boolean;
}

const options: MonacoYamlOptions & HoverOptions = {
  isKubernetes: true,
  hoverSchemaSource: false,
  hoverAnchor: false,
  // Keeps the user's own layout, and Prettier out of the worker (see vite.config.ts).
  format: { enable: false },
  schemas: [
    {
      fileMatch: ['manifest-*.yaml'],
      uri: 'file:///kubernetes.json',
      schema: JSON.parse(kubernetesSchema) as JSONSchema,
    },
  ],
};

const host = { ...monaco, editor: { ...monaco.editor, createWebWorker } } as unknown as typeof monaco;
const service = configureMonacoYaml(host, options);

/** Sets the schema of lesson files. */
export function setLessonSchema(schema: object): void {
  const lessons = { fileMatch: ['lesson-*.yaml'], uri: 'file:///lesson.json', schema: schema as JSONSchema };
  void service.update({ ...options, schemas: [...options.schemas!, lessons] });
}

export { monaco };
