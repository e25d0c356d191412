/** Validates names of environment variables as kubectl does, more strictly than the API server. */
// Models apimachinery/pkg/util/validation/validation.go, IsEnvVarName

const valid = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

/** Returns the error in a name. */
export function environmentNameProblem(name: string): string | undefined {
  if (!valid.test(name)) {
    return "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')";
  }
  if (name === '.') return "must not be '.'";
  if (name === '..') return "must not be '..'";
  return name.startsWith('..') ? "must not start with '..'" : undefined;
}
