/** The parts of the page that are on their way, as the page itself says: `data-loading` stands on its root meanwhile. */
let pending = 0;

/** Marks the page as not whole until the promise is settled. */
export function showLoading<Part>(part: Promise<Part>): Promise<Part> {
  pending++;
  document.documentElement.dataset['loading'] = '';
  const done = (): void => {
    if (--pending === 0) delete document.documentElement.dataset['loading'];
  };
  part.then(done, done);
  return part;
}
