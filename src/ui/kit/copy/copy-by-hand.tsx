interface CopyByHandProps {
  readonly text: string;
  readonly label: string;
  readonly className: string;
}

/** Shows a text that the browser did not let the page copy; it is selected when it gets the focus. */
export function CopyByHand({ text, label, className }: CopyByHandProps) {
  return (
    <textarea
      className={className}
      readOnly
      value={text}
      aria-label={label}
      onFocus={(event) => event.currentTarget.select()}
    />
  );
}
