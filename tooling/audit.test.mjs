import { expect, test } from 'vitest';
import { readAudit } from './audit.mjs';

test.for([
  ['no faults', '{"metadata":{"vulnerabilities":{"total":0}}}', { found: 0 }],
  ['faults', '{"metadata":{"vulnerabilities":{"total":2,"high":2}}}', { found: 2 }],
  ['no answer', '{"error":{"code":"ENOTFOUND","summary":"request failed"}}', { skipped: 'request failed' }],
  ['a registry without the service', '{"message":"not supported"}', { skipped: 'not supported' }],
  ['nothing', '', { skipped: 'npm audit gave no report' }],
])('npm audit that reports %s is read', ([, json, result]) => {
  expect(readAudit(/** @type {string} */ (json))).toEqual(result);
});
