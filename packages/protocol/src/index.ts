export * from './http.ts';
export { isPermitted, permits } from './permits.ts';
export { PROTOCOL_VERSION } from './version.ts';
export * from './wire.ts';
