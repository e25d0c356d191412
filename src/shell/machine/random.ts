/** `/dev/urandom` and `/dev/zero`, of which a program reads a part. The bytes are the same in each new shell. */

/** Number of bytes that a program can read: the devices of a system do not end. */
const length = 2 ** 16;

export function randomBytes(): () => Uint8Array {
  let state = 1;
  return () =>
    Uint8Array.from({ length }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 24;
    });
}

export const zeroBytes = (): Uint8Array => new Uint8Array(length);
