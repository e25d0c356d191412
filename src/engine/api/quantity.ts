/** Resource quantities: `500m`, `1Gi`, `1e3`. Exact to 10⁻⁹, like Kubernetes. */
// Models kubernetes/staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go

/** The API server's error for a string that is not a quantity. */
export const quantityError =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

const binary = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
/** Decimal suffixes, by a third of the exponent of ten, from 10⁻⁹. */
const decimal = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const nano = 1_000_000_000n;
/** The largest quantity: one with more digits than `mostDigits` is capped, as upstream. */
const largest = (2n ** 63n - 1n) * nano;
const mostDigits = 1000;
export const milli = 1_000_000n;

export interface Quantity {
  /** In units of 10⁻⁹, rounded up. */
  readonly nanos: bigint;
  readonly format: 'binary' | 'decimal' | 'exponent';
}

/** Reads a quantity; `undefined` if it is not one. */
export function parseQuantity(text: string | number): Quantity | undefined {
  const [, sign, whole = '', fraction = '', suffix = ''] =
    /^([+-]?)(\d*)(?:\.(\d*))?([A-Za-z]*[+-]?\d*)$/.exec(String(text).trim()) ?? [];
  if (sign === undefined || whole + fraction === '') return undefined;
  const scale = scaleOf(suffix);
  if (scale === undefined) return undefined;
  const fine = fraction.slice(0, mostDigits);
  const digits = BigInt(whole.slice(0, mostDigits) + fine) * nano * (scale.factor ?? 1n);
  const exponent = (scale.tens ?? 0) - fine.length;
  const [times, divisor] = exponent >= 0 ? [10n ** BigInt(exponent), 1n] : [1n, 10n ** BigInt(-exponent)];
  const nanos = whole.length > mostDigits ? largest : (digits * times + divisor - 1n) / divisor;
  return { nanos: sign === '-' ? -nanos : nanos, format: scale.format };
}

function scaleOf(
  suffix: string,
): { readonly format: Quantity['format']; readonly tens?: number; readonly factor?: bigint } | undefined {
  const power = binary.indexOf(suffix);
  if (power > 0) return { format: 'binary', factor: 1024n ** BigInt(power) };
  const third = decimal.indexOf(suffix);
  if (third >= 0) return { format: 'decimal', tens: (third - 3) * 3 };
  const exponent = /^[eE]([+-]?\d{1,3})$/.exec(suffix)?.[1];
  return exponent === undefined ? undefined : { format: 'exponent', tens: Number(exponent) };
}

/**
 * Writes a quantity as the API server does: `1024Mi` as `1Gi`, `0.5` as `500m`. Returns the text unchanged if it is not
 * a quantity.
 * @param unit The unit to round up to, away from zero: 10⁻⁹, or 10⁻³ in resource lists.
 */
export function canonicalQuantity(text: string | number, unit = 1n): string {
  const quantity = parseQuantity(text);
  if (quantity === undefined) return String(text);
  const rest = quantity.nanos % unit;
  const nanos = rest === 0n ? quantity.nanos : quantity.nanos - rest + (rest < 0n ? -unit : unit);
  return formatQuantity(nanos, quantity.format);
}

/** Writes an amount in a format, as the API server does. */
export function formatQuantity(nanos: bigint, format: Quantity['format']): string {
  if (nanos === 0n) return '0';
  const size = nanos < 0n ? -nanos : nanos;
  // Small and fractional amounts are decimal, even if a binary suffix was given.
  if (format === 'binary' && size >= 1024n * nano && size % nano === 0n) {
    let [value, power] = [nanos / nano, 0];
    while (power < 6 && value % 1024n === 0n) [value, power] = [value / 1024n, power + 1];
    return `${value}${binary[power]}`;
  }
  let [value, third] = [nanos, 0];
  while (third < 9 && value % 1000n === 0n) [value, third] = [value / 1000n, third + 1];
  if (format !== 'exponent' || third === 3) return `${value}${decimal[third]}`;
  return `${value}e${(third - 3) * 3}`;
}

/** Returns the sum, in the format of `a`, or of `b` if `a` is zero. */
export function addQuantities(a: Quantity, b: Quantity): Quantity {
  return { nanos: a.nanos + b.nanos, format: a.nanos === 0n ? b.format : a.format };
}

/**
 * Returns a negative number, zero or a positive number if `a` is less than, equal to or greater than `b`. A text that
 * is not a quantity counts as zero.
 */
export function compareQuantities(a: string | number, b: string | number): number {
  const [x, y] = [parseQuantity(a)?.nanos ?? 0n, parseQuantity(b)?.nanos ?? 0n];
  return x < y ? -1 : x > y ? 1 : 0;
}
