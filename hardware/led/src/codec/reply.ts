/**
 * What a bar said. `address` is null when the protocol does not name the bar; `damaged` is a frame that does not check,
 * `other` one that is no answer to a request.
 */
export type BarReply =
  | { readonly kind: 'ack'; readonly address: number | null }
  | { readonly kind: 'nack'; readonly address: number | null; readonly error: string }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'other' };

/** Turns the bytes of one connection, in chunks of any size, into replies. */
export type ReplyReader = { push(bytes: Uint8Array): BarReply[] };
