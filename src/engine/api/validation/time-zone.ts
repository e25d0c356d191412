/** Time zones of CronJobs. */
// Models kubernetes/pkg/apis/batch/validation/validation.go (validateTimeZone)
// Differs: of a name with an area, only the area is known.
import { type Errors, invalidValue } from './errors.ts';

const areas =
  'Africa America Antarctica Arctic Asia Atlantic Australia Brazil Canada Chile Etc Europe Indian Mexico Pacific US';
const others =
  'CET CST6CDT Cuba EET EST EST5EDT Egypt Eire GB GB-Eire GMT GMT+0 GMT-0 GMT0 Greenwich HST Hongkong Iceland Iran ' +
  'Israel Jamaica Japan Kwajalein Libya Local MET MST MST7MDT NZ NZ-CHAT Navajo PRC PST8PDT Poland Portugal ROC ROK ' +
  'Singapore Turkey UCT UTC Universal W-SU WET Zulu';

export function validateTimeZone(errors: Errors, timeZone: string): void {
  const refuse = (why: string): unknown => errors.push(invalidValue('spec.timeZone', timeZone, why));
  if (timeZone === '') return void refuse('timeZone must be nil or non-empty string');
  const [area = '', ...rest] = timeZone.split('/');
  const wellFormed = [area, ...rest].every((part) => /^(?!-|\.{1,2}$)[\w.\-+]{1,14}$/.test(part));
  if (wellFormed && timeZone.toLowerCase() === 'local') {
    refuse('timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones');
  }
  const known = (rest.length > 0 ? areas : others).split(' ').includes(area);
  if (!wellFormed || !known) refuse(`unknown time zone ${timeZone}`);
}
