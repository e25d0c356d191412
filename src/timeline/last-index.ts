/** Returns the index of the last item that holds, in a list in which all that hold come first; -1 for none. */
export function lastIndex<T>(list: readonly T[], holds: (item: T) => boolean): number {
  let [low, high] = [-1, list.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (holds(list[middle]!)) low = middle;
    else high = middle - 1;
  }
  return low;
}
