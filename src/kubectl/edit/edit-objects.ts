/** Opens objects in an editor, repeatedly, until the changes are accepted or the user gives up. */
// Models kubectl/pkg/cmd/util/editor/editoptions.go
import { type ApiServer, type Manifest, StatusError } from '../../engine/index.ts';
import { parseManifests } from '../../manifests/parse.ts';
import { writeKyaml } from '../../manifests/write-kyaml.ts';
import { writeYaml } from '../../manifests/write-yaml.ts';
import { ask, type Chunk, complain, type KubectlEnvironment, type ParsedArgs } from '../command.ts';
import { withLastApplied } from '../apply/apply.ts';
import { CommandFailure, failure } from '../errors/failure.ts';
import type { FlagSpec, Flags } from '../flags/flags.ts';
import { type Info, readInfos } from '../files/infos.ts';
import { toJson } from '../printers/json.ts';
import { groupResource } from '../resources/rest-mapper.ts';
import { aggregate } from '../errors/errors.ts';
import { readValidation } from '../apply/validation.ts';
import { hasLines, meaningOf, type Reason, reasonLines, validationProblem, withoutComments } from './texts.ts';

/** An object to edit. */
export interface Original {
  readonly object: Manifest;
  /** `statefulsets.apps "web"` */
  readonly shown: string;
}

export interface EditSession {
  readonly originals: readonly Original[];
  /** The first lines of the text. */
  readonly header: string;
  /**
   * Writes one edited object, and reports it.
   * @throws {StatusError} if the API server refuses it; the text is then edited again, or kept.
   */
  readonly write: (info: Info) => Generator<Chunk, void>;
  /** True if a refusal ends the command instead of opening the text again with the error. */
  readonly endsWithRefusal?: boolean;
}

export const windowsLineEndingsFlag: FlagSpec = {
  name: 'windows-line-endings',
  type: 'bool',
  usage: 'Defaults to the line ending native to your platform.',
};

export const objectHeader =
  "# Please edit the object below. Lines beginning with a '#' will be ignored,\n" +
  '# and an empty file will abort the edit. If an error occurs while saving this file will be\n' +
  '# reopened with the relevant failures.\n#\n';

export const annotationHeader =
  "# Please edit the 'last-applied-configuration' annotations below.\n" +
  "# Lines beginning with a '#' will be ignored, and an empty file will abort the edit.\n#\n";

const writers = { json: toJson, kyaml: writeKyaml, yaml: writeYaml };

/** The exit code is 1 if the edited objects could not be written. */
export function* editObjects(
  session: EditSession,
  parsed: ParsedArgs,
  env: KubectlEnvironment,
): Generator<Chunk, number> {
  return yield* new Editing(session, parsed, env).run();
}

/** The results for the objects of an edited text. */
interface Outcome {
  readonly reasons: Reason[];
  conflicts: number;
  missing: number;
}

class Editing {
  readonly #session: EditSession;
  readonly #flags: Flags;
  readonly #namespace: string;
  readonly #env: KubectlEnvironment;
  /** The file with the last edited text. */
  #kept: string | undefined;

  constructor(session: EditSession, { flags, namespace }: ParsedArgs, env: KubectlEnvironment) {
    this.#session = session;
    this.#flags = flags;
    this.#namespace = namespace;
    this.#env = env;
  }

  *run(): Generator<Chunk, number> {
    const validates = this.#flags.string('validate') !== '' && readValidation(this.#flags) !== 'Ignore';
    const original = this.#written();
    let body = original;
    let reasons: readonly Reason[] = [];
    for (;;) {
      const text = yield* this.#launch(body, reasons);
      if (reasons.length > 0 && meaningOf(text) === meaningOf(body)) {
        throw yield* this.#preserved(failure('Edit cancelled, no valid changes were saved.'));
      }
      body = withoutComments(text);
      const invalid = validates ? validationProblem(text) : undefined;
      if (invalid !== undefined) {
        const { shown } = this.#session.originals[0]!;
        yield complain(`error: ${shown} is invalid\n`);
        const detail = `<nil>: Invalid value: "The edited file failed validation": ${invalid}`;
        reasons = [{ head: `${shown} was not valid`, details: [detail] }];
        continue;
      }
      const nothing = meaningOf(text) === meaningOf(original) ? 'no changes made' : 'saved file was empty';
      if (meaningOf(text) === meaningOf(original) || !hasLines(text)) {
        yield* this.#remove();
        yield complain(`Edit cancelled, ${nothing}.\n`);
        return 0;
      }
      const read = readEdited(text, this.#env.api, this.#namespace);
      if (typeof read === 'string') {
        reasons = [{ head: `The edited file had a syntax error: ${read}` }];
        continue;
      }
      const { conflicts, missing, reasons: refusals } = yield* this.#write(read);
      if (conflicts > 0) {
        yield complain(`You can run \`kubectl replace -f ${this.#kept}\` to try this update again.\n`);
        return 1;
      }
      if (missing > 0) {
        yield complain(`The edits you made on deleted resources have been saved to "${this.#kept}"\n`);
        return 1;
      }
      if (refusals.length === 0) {
        yield* this.#remove();
        return 0;
      }
      reasons = refusals;
    }
  }

  get #format(): keyof typeof writers {
    const given = this.#flags.string('output') || 'yaml';
    if (given === 'json' || given === 'yaml' || given === 'kyaml') return given;
    throw failure(
      `unable to match a printer suitable for the output format "${given}", allowed formats are: json,kyaml,yaml`,
    );
  }

  /** Returns the text to edit. */
  #written(): string {
    const objects = this.#session.originals.map(({ object }) => object);
    const list = { apiVersion: 'v1', items: objects, kind: 'List', metadata: {} };
    return writers[this.#format](objects.length === 1 ? objects[0] : list);
  }

  /** Opens the text in an editor; the result is in a new file, and the previous file is removed. */
  *#launch(body: string, reasons: readonly Reason[]): Generator<Chunk, string> {
    const header = this.#format === 'json' ? '' : this.#session.header + reasonLines(reasons);
    const plain = header + body;
    const text = this.#flags.bool('windows-line-endings') ? plain.replace(/\r?\n/g, '\r\n') : plain;
    const suffix = this.#format === 'json' ? '.json' : '.yaml';
    const answer = yield* ask({ type: 'edit', prefix: 'kubectl-edit-', suffix, text });
    if (answer?.text === undefined) {
      throw yield* this.#preserved(failure(answer?.error ?? 'unable to launch the editor "vi"'));
    }
    yield* this.#remove();
    this.#kept = answer.path;
    return answer.text;
  }

  *#remove(): Generator<Chunk, void> {
    if (this.#kept !== undefined) yield* ask({ type: 'remove', path: this.#kept });
    this.#kept = undefined;
  }

  /** Prints where the changes are stored, at the end of the command. */
  *#preserved(thrown: CommandFailure): Generator<Chunk, CommandFailure> {
    if (this.#kept !== undefined) yield complain(`A copy of your changes has been stored to "${this.#kept}"\n`);
    return thrown;
  }

  *#write(infos: readonly Info[]): Generator<Chunk, Outcome> {
    const outcome: Outcome = { reasons: [], conflicts: 0, missing: 0 };
    const strange = infos.find(({ mapping, namespace }) => mapping.namespaced && namespace !== this.#namespace);
    if (strange !== undefined) {
      const { namespace } = strange;
      throw yield* this.#preserved(
        failure(
          `the namespace from the provided object "${namespace}" does not match the namespace "${this.#namespace}". You must pass '--namespace=${namespace}' to perform this operation.`,
        ),
      );
    }
    for (const info of infos) {
      const annotated = this.#flags.bool('save-config') ? { ...info, object: withLastApplied(info.object) } : info;
      try {
        yield* this.#session.write(annotated);
      } catch (error) {
        if (error instanceof CommandFailure) throw yield* this.#preserved(error);
        if (!(error instanceof StatusError)) throw error;
        if (this.#session.endsWithRefusal) throw yield* this.#preserved(failure(error));
        yield complain(`error: ${refusal(info, error, outcome)}\n`);
      }
    }
    return outcome;
  }
}

/** Returns the objects of an edited text, or the reason why there are none. */
function readEdited(text: string, api: ApiServer, namespace: string): readonly Info[] | string {
  const { infos, unread } = readInfos(api, parseManifests(text, 'edited-file'), namespace);
  return aggregate(unread.map(({ error }) => error))[0] ?? infos;
}

/** Records the result for an object, and returns kubectl's message. */
function refusal({ mapping, name }: Info, error: StatusError, outcome: Outcome): string {
  const shown = `${groupResource(mapping)} "${name}"`;
  if (error.reason === 'NotFound') {
    outcome.missing++;
    return `${shown} could not be found on the server`;
  }
  if (error.reason !== 'Invalid') {
    outcome.conflicts++;
    return `${shown} could not be patched: ${error.message}`;
  }
  const details = error.causes.map(({ field, message }) => `${field}: ${message}`);
  outcome.reasons.push({ head: `${shown} was not valid`, details });
  return `${shown} is invalid`;
}
