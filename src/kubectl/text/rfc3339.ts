/** Times that are typed, with the errors of Go's time package. */
// Models time/format.go (Parse with time.RFC3339)

/** The parts of a time, each with its text in Go's layout. */
const parts: readonly (readonly [RegExp, string])[] = [
  [/^\d{4}/, '2006'],
  [/^-/, '-'],
  [/^\d{2}/, '01'],
  [/^-/, '-'],
  [/^\d{2}/, '02'],
  [/^T/, 'T'],
  [/^\d{2}/, '15'],
  [/^:/, ':'],
  [/^\d{2}/, '04'],
  [/^:/, ':'],
  [/^\d{2}(?:[.,]\d+)?/, '05'],
  [/^(?:Z|[+-]\d{2}:\d{2})/, 'Z07:00'],
];

/** Returns the error for a text that is no RFC 3339 time; undefined for one that is. */
export function rfc3339Problem(text: string): string | undefined {
  const start = `parsing time ${JSON.stringify(text)}`;
  let rest = text;
  for (const [pattern, layout] of parts) {
    const [found] = pattern.exec(rest) ?? [];
    if (found === undefined) {
      return `${start} as "2006-01-02T15:04:05Z07:00": cannot parse ${JSON.stringify(rest)} as "${layout}"`;
    }
    rest = rest.slice(found.length);
  }
  return rest === '' ? undefined : `${start}: extra text: ${JSON.stringify(rest)}`;
}
