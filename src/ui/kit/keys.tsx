import './keys.css';

const mac = /Mac|iPhone|iPad/.test(navigator.platform);
const names: Readonly<Record<string, string>> = {
  Mod: mac ? '⌘' : 'Ctrl',
  Shift: mac ? '⇧' : 'Shift',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  PageUp: 'Page ↑',
  PageDown: 'Page ↓',
};

/** Returns the keys of a shortcut, as labelled on this machine's keyboard. */
export function keyNames(shortcut: string, space: string): readonly string[] {
  if (shortcut === ' ') return [space];
  // The plus key is one key.
  const parts = shortcut === '+' ? ['+'] : shortcut.split('+');
  return parts.map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part));
}

/** Shows a shortcut as keys. */
export function Keys({ shortcut, space }: { readonly shortcut: string; readonly space: string }) {
  return (
    <span className="keys">
      {keyNames(shortcut, space).map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
