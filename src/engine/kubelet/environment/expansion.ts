/** Expands `$(NAME)` in values of variables, commands and arguments; `$$` is a single `$`. */
// Models kubernetes/third_party/forked/golang/expansion/expand.go

/** A reference to a variable that `valueOf` does not know is not changed. */
export function expand(text: string, valueOf: (name: string) => string | undefined): string {
  return text.replace(/\$(?:\$|\(([^)]*)\))/g, (written, name?: string) =>
    name === undefined ? '$' : (valueOf(name) ?? written),
  );
}
