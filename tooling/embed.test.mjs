import { expect, test } from 'vitest';
import { scriptsIn } from './budget.mjs';
import { checkClassic, pageWith } from './embed.mjs';

test.for([
  'import("./x.js")',
  'import.meta.url',
  'new Worker(x)',
  'new SharedWorker(x)',
  'fetch("x")',
  'new XMLHttpRequest',
])('a script of a figure may not have %s', (code) => {
  expect(() => checkClassic('embed.js', `var a=1;${code};`)).toThrow('which a figure cannot do');
});

test('a script of a figure may have methods of such names', () => {
  expect(() => checkClassic('embed.js', 'a.fetch(1);a.import(2);this.#fetch(3)')).not.toThrow();
});

test('the page of a figure has its styles and one classic script, which names the second', () => {
  const page = pageWith('<head>\n  </head>', {
    styles: ['assets/a.css'],
    script: 'assets/a.js',
    more: 'assets/b.js',
    lessons: 'assets/c.js',
  });
  expect(page).toContain('<link rel="stylesheet" href="./assets/a.css" />');
  expect(page).toContain(
    '<script defer src="./assets/a.js" data-more="./assets/b.js" data-lessons="./assets/c.js"></script>',
  );
  expect(page).not.toContain('module');
  expect(scriptsIn(page)).toEqual(['assets/a.js']);
});
