/** Processes the objects of a command one by one. */
// Models cli-runtime/pkg/resource/visitor.go (ContinueOnErrorVisitor)
import { StatusError } from '../../engine/index.ts';
import type { Chunk } from '../command.ts';
import type { CommandError } from '../errors/errors.ts';
import { failure } from '../errors/failure.ts';
import type { Found, Target } from './find-objects.ts';

/** Processes one object. It may throw a {@link StatusError}, or an {@link Aside} in kubectl's own words. */
export type Visit = (target: Target) => Generator<Chunk, void>;

/** kubectl's own errors about one object, after which it continues with the others. */
export class Aside extends Error {
  readonly errors: readonly string[];
  constructor(...errors: readonly string[]) {
    super(errors.length === 1 ? errors[0] : `[${errors.join(', ')}]`);
    this.errors = errors;
  }
}

/**
 * Continues after a refusal; at the end, throws all errors, missing objects first.
 * @param more Errors that occur on the way.
 */
export function* visitAll(
  { targets, errors }: Found,
  act: Visit,
  more: readonly CommandError[] = [],
): Generator<Chunk, void> {
  const all: CommandError[] = [...errors];
  for (const target of targets) {
    const wrong = yield* attempt(act(target));
    if (wrong.length === 1 || targets.length + errors.length === 1) all.push(...wrong);
    else if (wrong.length > 1) all.push(`[${wrong.join(', ')}]`);
  }
  all.unshift(...more);
  if (all.length > 0) throw failure(...all);
}

function* attempt(run: Generator<Chunk, void>): Generator<Chunk, readonly CommandError[]> {
  try {
    yield* run;
    return [];
  } catch (error) {
    if (error instanceof StatusError) return [error];
    if (error instanceof Aside) return error.errors;
    throw error;
  }
}

/** For commands that end with the first error. */
export function mustFindAll({ targets, errors }: Found): readonly Target[] {
  if (errors.length > 0) throw failure(...errors);
  return targets;
}
