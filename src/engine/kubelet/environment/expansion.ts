/** Expands `$(NAME)` in values of variables, commands and arguments; `$$` is a single `$`. */
// Models kubernetes/third_party/forked/golang/expansion/expand.go

/** A reference to a variable that `valueOf` does not know is not changed. */
export function expand(text: string, valueOf: (name: string) => string | undefined): string {
  // No reference is closed in the rest: to look for its end at each `$(` would take very long.
  const rest = text.lastIndexOf(')') + 1;
  const value = (written: string, name?: string): string => (name === undefined ? '$' : (valueOf(name) ?? written));
  return text.slice(0, rest).replace(/\$(?:\$|\(([^)]*)\))/g, value) + text.slice(rest).replaceAll('$$', '$$');
}

/** Number of characters that all references of a container may expand to: a process on Linux takes no longer text. */
const longest = 128 * 1024;

/** Returns the same values until they are too long in total: values that double each other would fill the memory. */
export function bounded(valueOf: (name: string) => string | undefined): (name: string) => string | undefined {
  let left = longest;
  return (name) => {
    const value = valueOf(name);
    if (value === undefined || value.length > left) return undefined;
    left -= value.length;
    return value;
  };
}
