import type { Lab } from '../store/lab.ts';
import type { Site } from '../ui/kit/site.tsx';

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') === true;

/** Opens files that are dropped on the page. */
export function listenToDrops(lab: Lab, site: Pick<Site, 'openApart'>): void {
  addEventListener('dragover', (event) => {
    if (hasFiles(event)) event.preventDefault();
  });
  addEventListener('drop', (event) => {
    const [file] = event.dataTransfer?.files ?? [];
    if (file === undefined || !hasFiles(event)) return;
    event.preventDefault();
    void import('./open-file.ts').then(
      ({ openFile }) => openFile(lab, site, file),
      () => lab.act('showBanner', { banner: 'NotLoaded' }),
    );
  });
}
