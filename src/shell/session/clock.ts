/** The virtual time of a shell: `time`, `$SECONDS`. */
import { type Command, defineCommand } from 'just-bash/browser';
import { secondsVariable } from '../language/forms.ts';
import { hidden } from '../language/hidden.ts';

export class ShellClock {
  /** Virtual time at which `$SECONDS` was 0. */
  #zero: number;
  #shown: string | undefined;
  /** Start times of what `time` measures, outermost first. */
  #begun: number[] = [];

  /** @param now Virtual time in ms. */
  constructor(private readonly now: () => number) {
    this.#zero = now();
  }

  /** Sets `$SECONDS`, unless the script has just set it: then it counts from that value. */
  tick(env: Map<string, string>): void {
    const given = env.get(secondsVariable);
    if (given !== undefined && given !== this.#shown) this.#zero = this.now() - (Number(given) || 0) * 1000;
    this.#shown = String(Math.floor((this.now() - this.#zero) / 1000));
    env.set(secondsVariable, this.#shown);
  }

  commands(): Command[] {
    return [
      defineCommand(hidden.time, async () => {
        this.#begun = [...this.#begun, this.now()].slice(-100);
        return { stdout: '', stderr: '', exitCode: 0 };
      }),
      defineCommand(hidden.timed, async ([exit = '0', format = '']) => {
        const spent = Math.round(this.now() - (this.#begun.pop() ?? this.now()));
        const stderr = format === 'p' ? posix(spent) : usual(spent);
        return { stdout: '', stderr, exitCode: Number(exit) };
      }),
    ];
  }
}

const inSeconds = (ms: number, digits: number): string => (ms / 1000).toFixed(digits);

const posix = (ms: number): string => `real ${inSeconds(ms, 2)}\nuser 0.00\nsys 0.00\n`;

function usual(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  return `\nreal\t${minutes}m${inSeconds(ms - minutes * 60_000, 3)}s\nuser\t0m0.000s\nsys\t0m0.000s\n`;
}
