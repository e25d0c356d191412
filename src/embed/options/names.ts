/** Names of the options of a figure: as attributes of `<statefulset-lab>`, and in the address of `embed.html`. */
export const optionNames = [
  'view',
  'example',
  'manifest',
  'title',
  'lang',
  'theme',
  'controls',
  'autoplay',
  'speed',
  'run',
  'lesson',
  'page',
  'motion',
] as const;

export type OptionName = (typeof optionNames)[number];
