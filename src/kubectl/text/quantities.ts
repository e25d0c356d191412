/** Sums of resource quantities, as `describe node` shows them. */

const binary = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const decimal: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
};

/** Returns the value of a quantity; 0 if it is invalid. */
export function quantityValue(text: string): number {
  const match = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(text);
  if (match === null) return 0;
  const [, number, suffix] = match as unknown as [string, string, string];
  const power = binary.indexOf(suffix);
  return Number(number) * (power >= 0 ? 1024 ** power : (decimal[suffix] ?? 1));
}

/** `250m`, `2` */
export const cpuText = (cores: number): string =>
  Number.isInteger(cores) ? String(cores) : `${Math.ceil(cores * 1000)}m`;

/** With the largest unit that leaves a whole number. */
export function bytesText(bytes: number): string {
  let power = 0;
  let rest = Math.ceil(bytes);
  while (rest !== 0 && rest % 1024 === 0 && power < binary.length - 1) {
    rest /= 1024;
    power++;
  }
  return `${rest}${binary[power]}`;
}
