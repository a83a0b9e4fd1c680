// Hub time at the kiosk: by the beat while it is heard, also when the hub's clock was set back; by the own clock
// otherwise, and then never before the last contact.

/** `heard` is hub time by the newest beats (null: none since the start), `wall` the own clock; both epoch ms. */
export function createHubTime(deps: { heard: () => number | null; wall: () => number; contactAt: () => number }): () => number {
  return () => Math.round(deps.heard() ?? Math.max(deps.wall(), deps.contactAt()));
}
