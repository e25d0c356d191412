/** The reason why a kustomization cannot be built, in kustomize's words. */
export class BuildError extends Error {
  constructor(
    message: string,
    /** A file exists, but is not YAML. */
    readonly malformed = false,
  ) {
    super(message);
  }
}

/** Runs `act`, and prefixes its errors. */
export function within<T>(prefix: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    throw new BuildError(`${prefix}: ${error.message}`, error.malformed);
  }
}
