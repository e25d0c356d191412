/**
 * Replaces get-east-asian-width (see vite.config.ts). Its tables also cover narrow characters and emoji, which emphasis
 * in Chinese texts does not need.
 */
const classes = {
  fullwidth: /[\u3000\uff01-\uff60\uffe0-\uffe6]/,
  halfwidth: /[\u20a9\uff61-\uffdc\uffe8-\uffee]/,
  wide: /[\u1100-\u115f\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\u{16fe0}-\u{18fff}\u{1aff0}-\u{1b2ff}\u{1d300}-\u{1d376}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]/u,
  ambiguous: /[\u{e0100}-\u{e01ef}]/u,
} as const;

export function eastAsianWidthType(codePoint: number): keyof typeof classes | 'neutral' {
  const character = String.fromCodePoint(codePoint);
  for (const [name, characters] of Object.entries(classes)) {
    if (characters.test(character)) return name as keyof typeof classes;
  }
  return 'neutral';
}
