/** Why a kustomization cannot be built, in kustomize's words. */
export class BuildError extends Error {
  constructor(
    message: string,
    /** A file is there, and is no YAML. */
    readonly malformed = false,
  ) {
    super(message);
  }
}

/** Runs `act`; what it fails with stands behind `prefix`. */
export function within<T>(prefix: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    throw new BuildError(`${prefix}: ${error.message}`, error.malformed);
  }
}
