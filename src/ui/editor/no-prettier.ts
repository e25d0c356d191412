// Stands in for Prettier and its plugins in the YAML worker (see vite.config.ts): nothing there is formatted.
export const format = (text: string): string => text;
