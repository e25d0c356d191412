/** `--validate`: the handling of unknown fields. */
// Models kubectl/pkg/cmd/util/helpers.go (GetValidationDirective)
import type { WriteOptions } from '../../engine/index.ts';
import { failure } from '../errors/failure.ts';
import type { FlagSpec, Flags } from '../flags/flags.ts';

export const validateFlag: FlagSpec = {
  name: 'validate',
  type: 'string',
  default: 'strict',
  bare: 'strict',
  values: ['strict', 'warn', 'ignore'],
  usage: 'Must be one of: strict (or true), warn, ignore (or false). What becomes of unknown and duplicate fields.',
};

export function readValidation(flags: Flags): NonNullable<WriteOptions['fieldValidation']> {
  const given = flags.string('validate') || 'strict';
  if (/^(strict|1|t|true)$/i.test(given)) return 'Strict';
  if (given === 'warn') return 'Warn';
  if (/^(ignore|0|f|false)$/i.test(given)) return 'Ignore';
  throw failure(
    `invalid - validate option ${JSON.stringify(given)}; must be one of: strict (or true), warn, ignore (or false)`,
  );
}
