/**
 * Returns the address of the whole lab, which is beside the figure.
 * @param here The address of the figure.
 * @param fragment The session to open; null for an empty lab.
 */
export function labAddress(here: string, fragment: string | null, language: string): string {
  const folder = here.replace(/[?#].*$/s, '').replace(/[^/]*$/, '');
  return `${folder}index.html?lang=${encodeURIComponent(language)}${fragment === null ? '' : `#${fragment}`}`;
}
