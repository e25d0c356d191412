/** Returns a duration as Go prints it: `823ms`, `1.248s`, `2m40s`. */
export function goDuration(ms: number): string {
  const whole = Math.floor(ms);
  if (whole < 1000) return whole === 0 ? '0s' : `${whole}ms`;
  const minutes = Math.floor(whole / 60_000);
  const seconds = `${(whole % 60_000) / 1000}s`;
  if (minutes < 60) return minutes === 0 ? seconds : `${minutes}m${seconds}`;
  return `${Math.floor(minutes / 60)}h${minutes % 60}m${seconds}`;
}
