/** The second door, loaded when somebody wants to act on the cluster. */
export { propose } from './propose.ts';
export { addressOf, requestOf } from './request.ts';
