/**
 * Replaces micromark-util-symbol (see vite.config.ts). The extension for Chinese emphasis uses only these names of its
 * tables.
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
