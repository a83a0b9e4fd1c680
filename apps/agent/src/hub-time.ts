// Hub time at the kiosk: by the beat while it is heard, by the own clock otherwise, never before the last contact.

/** `heard` is hub time by the newest beats (null: none since the start), `wall` the own clock; both epoch ms. */
export function createHubTime(deps: { heard: () => number | null; wall: () => number; contactAt: () => number }): () => number {
  return () => Math.max(Math.round(deps.heard() ?? deps.wall()), deps.contactAt());
}
