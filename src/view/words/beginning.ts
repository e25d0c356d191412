/** The most characters of a text from outside that are shown: a browser needs seconds to lay out a million. */
const most = 10_000;

/** Returns the text, or its beginning if it is too long to be shown. */
export const beginning = (text: string): string => (text.length > most ? `${text.slice(0, most)}…` : text);
