export * from './http.ts';
export type * from './kiosk-page.ts';
export type * from './own-ticket.ts';
export type * from './shell.ts';
export { isPermitted, permits } from './permits.ts';
export { readRootText, rootLines, rootText, type RootClaim } from './root-text.ts';
export { PROTOCOL_VERSION } from './version.ts';
export * from './wire.ts';
