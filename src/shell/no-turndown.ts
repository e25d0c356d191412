// Replaces Turndown (see vite.config.ts), which only `html-to-markdown` uses, a program that the lab's machines do
// not have. Turndown parses text as HTML when it is loaded, which the page's Content-Security-Policy forbids.
export default class {}
