/**
 * Setup of all tests: property tests draw the same cases at every run, so that a failure is about the change at hand.
 * `npm run explore` draws others.
 */
import fc from 'fast-check';

const seed = process.env.EXPLORE_SEED;

fc.configureGlobal({ seed: seed === undefined ? 20_261_129 : Number(seed) });
