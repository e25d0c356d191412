/** Marks the page with `data-loading` on its root while parts of it are loading. */
let pending = 0;

/** Marks the page as loading until the promise is settled. */
export function showLoading<Part>(part: Promise<Part>): Promise<Part> {
  pending++;
  document.documentElement.dataset['loading'] = '';
  const done = (): void => {
    if (--pending === 0) delete document.documentElement.dataset['loading'];
  };
  part.then(done, done);
  return part;
}
