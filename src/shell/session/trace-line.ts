/** A line of `set -x`, in bash's form. */

/** Characters that make bash quote a word. */
const special = /[\s'"\\|&;()<>!{}*[?\]^$`]|^#|(?:^|[=:])~/;
const control = /[\x00-\x1f\x7f]/;

function quoted(word: string): string {
  if (word === '') return "''";
  if (special.test(word)) return `'${word.replaceAll("'", "'\\''")}'`;
  if (!control.test(word)) return word;
  const escaped = word.replace(
    new RegExp(control, 'g'),
    (each) => `\\${each.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
  return `$'${escaped}'`;
}

/**
 * @param trace Depth of substitutions, form, and words.
 * @param prompt `$PS4`, whose first character shows the depth.
 */
export function traceLine([depth = '0', form = '', ...words]: readonly string[], prompt = '+ '): string {
  return `${prompt.slice(0, 1).repeat(Number(depth))}${prompt}${shown(form, words)}\n`;
}

function shown(form: string, words: readonly string[]): string {
  if (form === 'words') return words.map(quoted).join(' ');
  if (form === 'value') return `${words[0]}${words[1] ? quoted(words[1]) : ''}`;
  return form === 'test' ? words.map((word) => word || "''").join(' ') : words.join(' ');
}
