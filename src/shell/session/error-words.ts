/** Errors of a running line in the words of bash. */
import { arithmeticInWords } from '../language/arithmetic/words.ts';
import { bashWords } from '../language/shell-words.ts';
import { marks } from './devices.ts';

export class ErrorWords {
  /** The running line as it was typed. */
  line = '';
  /** The reason why a file could not be opened last. */
  refusal = 'No such file or directory';

  of(text: string): string {
    return arithmeticInWords(bashWords(text), this.line)
      .replaceAll(marks, '')
      .replace(/^(bash: .*): cannot open redirect target$/gm, `$1: ${this.refusal}`);
  }
}
