/** The entry point of a figure's page. */
import { startFrame } from './frame/start.tsx';

void startFrame(document.getElementById('root')!);
