/** Full-width punctuation, and what may stand beside it without a blank. */
const wide = '\\u3000-\\u303f\\uff00-\\uffef';
const blanks = new RegExp(
  `(?<=[${wide}])[ \\n]|[ \\n](?=[${wide}])|(?<=\\p{Script=Han})[ \\n](?=\\p{Script=Han})`,
  'gu',
);

/** Returns a text without the blanks that YAML and Markdown put where a line of Chinese ended. */
export const withoutFoldedBlanks = (text: string): string => text.replace(blanks, '');
