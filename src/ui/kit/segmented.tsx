import type { ReactNode } from 'react';
import './segmented.css';

interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  /** The choices in order, each with its accessible name and its content; `hint` explains the name. */
  readonly choices: readonly {
    readonly value: Value;
    readonly name: string;
    readonly face: ReactNode;
    readonly hint?: string;
    readonly disabled?: boolean;
  }[];
  readonly onChoose: (value: Value) => void;
}

/** A few choices side by side, one of which is selected. */
export function Segmented<Value extends string>({ label, value, choices, onChoose }: SegmentedProps<Value>) {
  return (
    <div className="segmented" role="group" aria-label={label}>
      {choices.map((choice) => (
        <button
          key={choice.value}
          aria-label={choice.name}
          title={choice.hint ?? choice.name}
          aria-pressed={choice.value === value}
          disabled={choice.disabled}
          onClick={() => onChoose(choice.value)}
        >
          {choice.face}
        </button>
      ))}
    </div>
  );
}
