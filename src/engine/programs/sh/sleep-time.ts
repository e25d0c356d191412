/** Returns the virtual ms of an argument of `sleep`; `undefined` if it is not a time. */
export function sleepTime(text: string): number | undefined {
  if (/^inf(?:inity)?$/i.test(text)) return Infinity;
  const [, number, unit = 's'] = /^(\d*\.?\d+)([smhd])?$/.exec(text.trim()) ?? [];
  if (number === undefined) return undefined;
  return Number(number) * { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit as 's' | 'm' | 'h' | 'd'];
}
