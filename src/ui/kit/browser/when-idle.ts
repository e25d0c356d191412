/** Delays work until it is needed and the browser is idle. */

/** Calls `work` once the browser has nothing more urgent to do. Returns the canceller. */
export function onIdle(work: () => void): () => void {
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(work, 300);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(work, { timeout: 2000 });
  return () => cancelIdleCallback(handle);
}

/** Calls `work` once, when `element` is in sight and the browser has nothing more urgent to do. Returns the canceller. */
export function whenSeenAndIdle(element: Element, work: () => void): () => void {
  let cancelIdle = (): void => {};
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    cancelIdle = onIdle(work);
  });
  observer.observe(element);
  return () => {
    observer.disconnect();
    cancelIdle();
  };
}
