/** Begins the page of a figure. */
import { startFrame } from './frame/start.tsx';

void startFrame(document.getElementById('root')!);
