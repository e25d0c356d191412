/** What a page shows once something was done in it. It is loaded beside the first paint. */
import { Timeline } from '../ui/timeline/timeline.tsx';
import { TransportBar } from '../ui/panels/transport-bar.tsx';

export { Strip } from '../ui/panels/strip.tsx';

/** The timeline, and what moves along it. */
export function Time() {
  return (
    <div className="app-time">
      <Timeline />
      <TransportBar />
    </div>
  );
}
