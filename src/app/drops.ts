const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') === true;

/** Calls `open` with files that are dropped on the page. Without it, the browser would navigate to the file. */
export function listenToDrops(open: (files: readonly File[]) => void): void {
  addEventListener('dragover', (event) => {
    if (hasFiles(event)) event.preventDefault();
  });
  addEventListener('drop', (event) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0 || !hasFiles(event)) return;
    event.preventDefault();
    open(files);
  });
}
