/** The parts of the page that appear after the first action. They are loaded beside the first paint. */
import { Timeline } from '../ui/timeline/timeline.tsx';
import { TransportBar } from '../ui/panels/transport-bar.tsx';

export { Strip } from '../ui/panels/strip.tsx';

/** The timeline and its controls. */
export function Time() {
  return (
    <div className="app-time">
      <Timeline />
      <TransportBar />
    </div>
  );
}
