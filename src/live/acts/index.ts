/** The second entry point of this layer, loaded when the user wants to change the cluster. */
export { propose } from './propose.ts';
export { addressOf, requestOf } from './request.ts';
