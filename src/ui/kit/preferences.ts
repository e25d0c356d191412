/** Choices that are remembered from visit to visit. Without storage (private windows, sandboxed frames) nothing is. */
const prefix = 'statefulset-lab.';

export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(prefix + name, value);
  } catch {
    // Nothing depends on it.
  }
}
