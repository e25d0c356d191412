/** The debugging container of `kubectl debug`: its name, its fields, and the custom ones of `--custom`. */
// Models kubectl/pkg/cmd/debug/debug.go
import { type Container, type Pod, podContainers, strategicMergePatch } from '../../../../engine/index.ts';
import { parseValue } from '../../../../manifests/parse.ts';
import { type Chunk, type KubectlEnvironment, type ParsedArgs, print } from '../../../command.ts';
import { failure } from '../../../errors/failure.ts';
import type { Flags } from '../../../flags/flags.ts';
import { isFields } from '../../../resources/fields.ts';
import { nameSuffix } from '../../../text/name-suffix.ts';

/** Returns the name in the flags, otherwise an unused one, which is printed. */
export function* containerName(pod: Pod, flags: Flags, env: KubectlEnvironment): Generator<Chunk, string> {
  const given = flags.string('container');
  if (given !== '') return given;
  const taken = new Set(podContainers(pod).map(({ name }) => name));
  let name = '';
  for (let i = 0; name === '' || taken.has(name); i++) {
    name = `debugger-${nameSuffix(`${pod.metadata.uid} ${taken.size} ${i}`, env)}`;
  }
  if (!flags.bool('quiet')) yield print(`Defaulting debug container name to ${name}.\n`);
  return name;
}

/** Returns the words after `--`. */
export const wordsAfterDash = ({ args, dash }: ParsedArgs): readonly string[] => (dash < 0 ? [] : args.slice(dash));

export function envOf(flags: Flags): NonNullable<Container['env']> {
  return [...flags.pairs('env')].map(([name, value]) => ({ name, ...(value !== '' && { value }) }));
}

/** Returns a container from the flags alone. */
export function newContainer(name: string, parsed: ParsedArgs): Container {
  const { flags } = parsed;
  const words = wordsAfterDash(parsed);
  const [env, pull] = [envOf(flags), flags.string('image-pull-policy')];
  return {
    name,
    image: flags.string('image'),
    ...(words.length > 0 && { [flags.bool('arguments-only') ? 'args' : 'command']: words }),
    ...(env.length > 0 && { env }),
    ...(pull !== '' && { imagePullPolicy: pull as 'Always' }),
    ...(flags.bool('stdin') && { stdin: true }),
    ...(flags.bool('tty') && { tty: true }),
    terminationMessagePolicy: 'File',
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** `--custom`: a file with part of a container. */
export function readCustom(flags: Flags, { readFile }: KubectlEnvironment): Fields | undefined {
  const path = flags.string('custom');
  if (path === '') return undefined;
  const text = readFile(path);
  if (text === undefined) {
    throw failure(`must pass a container spec json file for custom profile: open ${path}: no such file or directory`);
  }
  const read = parseValue(text);
  const invalid = (why: string): Error => failure(`${path} does not contain a valid container spec: ${why}`);
  if ('error' in read) throw invalid(`error converting YAML to JSON: ${read.error}`);
  if (!isFields(read.value)) {
    throw invalid(
      'error unmarshaling JSON: while decoding JSON: json: cannot unmarshal into Go value of type v1.Container',
    );
  }
  return read.value;
}

export function checkCustom(custom: Fields | undefined): void {
  const fixed = ['name', 'command', 'image', 'lifecycle', 'volumeDevices'];
  if (custom === undefined || !fixed.some((name) => custom[name] !== undefined)) return;
  throw failure('name, command, image, lifecycle and volume devices are not modifiable via custom profile');
}

export const customized = (container: Container, custom: Fields | undefined): Container =>
  custom === undefined ? container : (strategicMergePatch(container as never, custom) as unknown as Container);
