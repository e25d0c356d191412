import { start } from './start.ts';

start((document.currentScript as HTMLScriptElement).src);
