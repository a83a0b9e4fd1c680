export * from './http.ts';
export type * from './kiosk-page.ts';
export { isPermitted, permits } from './permits.ts';
export { PROTOCOL_VERSION } from './version.ts';
export * from './wire.ts';
