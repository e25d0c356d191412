/**
 * Stands in for micromark-util-symbol (see vite.config.ts), of which the extension for Chinese emphasis uses these
 * names: the package's tables hold some hundred more, and are no use to a page.
 */
export const codes = { eof: null, asterisk: 42, underscore: 95 } as const;
export const constants = { characterGroupWhitespace: 1, characterGroupPunctuation: 2 } as const;
export const types = {
  emphasis: 'emphasis',
  emphasisSequence: 'emphasisSequence',
  emphasisText: 'emphasisText',
  strong: 'strong',
  strongSequence: 'strongSequence',
  strongText: 'strongText',
} as const;
