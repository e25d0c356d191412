// Banned constructs by folder. Each ban names its replacement.

const clock = 'Use the cluster clock (engine/sim/clock.ts).';
const chance = 'Use the cluster generator (engine/sim/random.ts).';
const synchronous = 'Pure floors are synchronous: schedule a task on the cluster clock.';
const noBrowser = 'Pure floors know no browser: take what is needed as an argument; src/store is the bridge.';
const byteOrder = 'Compare with < and >: the order must not depend on the locale of the machine.';

/** @param {string} message @param {string[]} names */
const globals = (message, names) => names.map((name) => ({ name, message }));

/** Spreading a literal only groups fields on a line. */
const needlessSpread = {
  selector: 'ObjectExpression > SpreadElement > ObjectExpression',
  message: 'Write the fields without the spread.',
};

/** @type {import('eslint').Linter.RulesRecord} */
export const bans = { 'no-restricted-syntax': ['error', needlessSpread] };

/** @type {import('eslint').Linter.RulesRecord} */
export const bansInPureFloors = {
  'no-restricted-globals': [
    'error',
    ...globals(clock, ['performance', 'setTimeout', 'setInterval', 'setImmediate', 'requestAnimationFrame']),
    ...globals(synchronous, ['Promise', 'queueMicrotask', 'fetch']),
    ...globals(noBrowser, ['globalThis', 'window', 'self', 'document', 'navigator', 'localStorage', 'sessionStorage']),
    ...globals(noBrowser, ['process', 'Worker', 'indexedDB']),
    ...globals(chance, ['crypto']),
    ...globals('Format by hand: the text must not depend on the locale of the machine.', ['Intl']),
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Math', property: 'random', message: chance },
    { object: 'Date', property: 'now', message: clock },
    { property: 'localeCompare', message: byteOrder },
    { property: 'toLocaleString', message: byteOrder },
    { property: 'toLocaleLowerCase', message: 'Use toLowerCase(): the result must not depend on the locale.' },
    { property: 'toLocaleUpperCase', message: 'Use toUpperCase(): the result must not depend on the locale.' },
  ],
  'no-restricted-syntax': [
    'error',
    needlessSpread,
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clock },
    { selector: "CallExpression[callee.name='Date']", message: clock },
    { selector: 'AwaitExpression', message: synchronous },
    { selector: ':function[async=true]', message: synchronous },
    { selector: 'ImportExpression', message: synchronous },
  ],
};

const wait = 'Wait for what a person would see: expect(locator).toHave…, or step the paused clock (LabPage.step).';

/** @type {import('eslint').Linter.RulesRecord} */
export const bansInE2e = {
  'no-restricted-properties': ['error', { property: 'waitForTimeout', message: wait }],
  'no-restricted-globals': ['error', ...globals(wait, ['setTimeout', 'setInterval'])],
};
