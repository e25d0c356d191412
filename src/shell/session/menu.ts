/** Prints the menu of `select`: numbered, in several columns if it is long. */

const columns = 80;
const tab = 8;

export function menu(items: readonly string[]): string {
  if (items.length === 0) return '';
  const digits = String(items.length).length;
  const width = Math.max(...items.map((item) => [...item].length)) + digits + 4;
  const across = Math.max(1, Math.floor(columns / width));
  const rows = Math.ceil(items.length / across);
  const height = rows === 1 ? items.length : rows;
  const firstDigits = String(height).length;
  let text = '';
  for (let row = 0; row < height; row++) {
    for (let at = row, place = 0; at < items.length; at += height, place += width) {
      const number = String(at + 1).padStart(place === 0 ? firstDigits : digits);
      const shown = `${number}) ${items[at]}`;
      text += shown;
      if (at + height < items.length) text += gap(place + [...shown].length, place + width);
    }
    text += '\n';
  }
  return text;
}

/** Returns the tabs and spaces between two columns. */
function gap(from: number, to: number): string {
  let text = '';
  while (from < to) {
    const jumps = Math.floor(to / tab) > Math.floor(from / tab);
    text += jumps ? '\t' : ' ';
    from += jumps ? tab - (from % tab) : 1;
  }
  return text;
}
