/** A page of a lesson, from 1. */
export interface LessonPageOf {
  readonly lesson: string;
  readonly page: number;
}

/**
 * Returns the address of the whole lab, which is in the same folder as the figure.
 * @param here The address of the figure.
 */
export function labAddress(
  here: string,
  asked: {
    /** The session to open; none, if absent. */
    readonly fragment?: string | null;
    readonly lang?: string;
  } & Partial<LessonPageOf>,
): string {
  const folder = here.replace(/[?#].*$/s, '').replace(/[^/]*$/, '');
  const { fragment, ...flags } = asked;
  const query = new URLSearchParams(
    Object.entries(flags).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
  return `${folder}index.html?${String(query)}${fragment ? `#${fragment}` : ''}`;
}
