/** Returns the steps to a field of a manifest that is written as `spec.template.spec.containers[0].image`. */
export const fieldPath = (field: string): readonly (string | number)[] =>
  field.split(/[.[\]]+/).flatMap((step) => (step === '' ? [] : /^\d+$/.test(step) ? Number(step) : step));
