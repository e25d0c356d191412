/** The most values that are kept; beyond that they are made again. */
const most = 10_000;

/** Returns a function that makes each value once by its key, so that equal values can be compared by identity. */
export function interner<T extends object>(): (key: string, make: () => T) => T {
  const known = new Map<string, T>();
  return (key, make) => {
    let value = known.get(key);
    if (value === undefined) {
      if (known.size >= most) known.clear();
      known.set(key, (value = make()));
    }
    return value;
  };
}
