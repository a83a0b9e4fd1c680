/** Everything the simulated speaker can be made to do wrong. */
export const speakerFaults = [
  /** There is no player: it ends with 127. */
  'missing',
  /** Ends with 1 at once. */
  'fails',
  /** Takes nothing, plays nothing, and never ends. */
  'hangs',
  /** Ends with 1 in the middle of the words. */
  'cutsMidWord',
  /** Wakes up late, as televisions do; nothing is lost. */
  'slow',
] as const;

/** The name of a fault. */
export type SpeakerFault = (typeof speakerFaults)[number];

/** Whether a text is the name of a fault. */
export function isSpeakerFault(name: unknown): name is SpeakerFault {
  return speakerFaults.some((fault) => fault === name);
}
