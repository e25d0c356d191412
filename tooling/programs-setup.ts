/** Setup of all tests: makes the programs of containers available, as in a page that has loaded them. */
import { installPrograms } from '../src/engine/index.ts';
import { programs } from '../src/engine/programs/index.ts';

installPrograms(programs);
