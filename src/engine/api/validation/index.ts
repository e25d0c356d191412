import type { FieldError } from '../../apiserver/status-error.ts';
export const validateCreate = (..._: unknown[]): readonly FieldError[] => [];
export const validateUpdate = (..._: unknown[]): readonly FieldError[] => [];
