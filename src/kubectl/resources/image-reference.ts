/**
 * Parses references to images as kubectl does: `[domain/]path[:tag][@digest]`; only the domain may contain capital
 * letters.
 */
// Models github.com/distribution/reference/regexp.go
const domain = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::[0-9]+)?';
const part = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const reference = new RegExp(
  `^(?:${domain}/)?${part}(?:/${part})*(?::\\w[\\w.-]{0,127})?(?:@[A-Za-z]\\w*:[0-9a-fA-F]{32,})?$`,
);

export const isImageReference = (text: string): boolean => reference.test(text);
