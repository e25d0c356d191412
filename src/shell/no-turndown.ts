// Stands in for Turndown (see vite.config.ts), which serves only `html-to-markdown`, a program that the lab's machines do
// not have. Turndown parses text as HTML when it is loaded, which the page's Content-Security-Policy forbids.
export default class {}
