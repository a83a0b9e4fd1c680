// No imports: pages and agents take the number without the schemas.

/** Raised when a message changes so that an older client would misread it. */
export const PROTOCOL_VERSION = 3;
