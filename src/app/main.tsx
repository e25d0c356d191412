import { boot } from './boot.tsx';

boot({ root: document.getElementById('root')! });
