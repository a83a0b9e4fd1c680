/** `slips`: every card is taken away while it is being read. `damaged`: one byte of every answer is wrong. */
export const idReaderFaults = ['silent', 'damaged', 'slips', 'unplugged'] as const;
export type IdReaderFault = (typeof idReaderFaults)[number];

export const isIdReaderFault = (text: unknown): text is IdReaderFault => idReaderFaults.some((fault) => fault === text);
