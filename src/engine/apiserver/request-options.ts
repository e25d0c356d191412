/** Validates the options of a request. */
// Models kubernetes/staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go
import { required, tooLong } from '../api/validation/errors.ts';
import type { WriteOptions } from './api.ts';
import { type FieldError, invalid } from '../base/status-error.ts';

const maxManager = 128;

/** @throws StatusError Invalid if the field manager is not valid; an apply requires one. */
export function checkOptions(
  kind: 'CreateOptions' | 'UpdateOptions' | 'PatchOptions',
  { fieldManager }: WriteOptions = {},
  applies = false,
): void {
  if (fieldManager === undefined) return;
  const errors: FieldError[] = [];
  if (fieldManager === '' && applies) required(errors, 'fieldManager', 'is required for apply patch');
  if (fieldManager.length > maxManager) tooLong(errors, 'fieldManager', maxManager);
  if (errors.length > 0) throw invalid(kind, 'meta.k8s.io', '', errors);
}
