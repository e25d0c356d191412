/** Splits a field of a manifest, written as `spec.template.spec.containers[0].image`, into steps. */
export const fieldPath = (field: string): readonly (string | number)[] =>
  field.split(/[.[\]]+/).flatMap((step) => (step === '' ? [] : /^\d+$/.test(step) ? Number(step) : step));
