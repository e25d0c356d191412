/** Matches full-width punctuation and the characters that need no space beside it. */
const wide = '\\u3000-\\u303f\\uff00-\\uffef';
const blanks = new RegExp(
  `(?<=[${wide}])[ \\n]|[ \\n](?=[${wide}])|(?<=\\p{Script=Han})[ \\n](?=\\p{Script=Han})`,
  'gu',
);

/** Returns a text without the spaces that YAML and Markdown put at the line breaks of Chinese text. */
export const withoutFoldedBlanks = (text: string): string => text.replace(blanks, '');
