/** Everything the simulated printer can be made to do wrong. */
export const printerFaults = [
  /** Little paper left; prints on. */
  'nearEnd',
  'paperEnd',
  /** The paper runs out in the middle of the next ticket. */
  'paperEndMidJob',
  'coverOpen',
  'cutter',
  'mechanical',
  /** Taken offline at its panel. */
  'offline',
  /** Accepts the connection and never reads. */
  'neverReads',
  /** Stops reading in the middle of the next ticket. */
  'stopsReadingMidJob',
  /** The connection breaks in the middle of the next ticket. */
  'dropsMidJob',
  /** The power fails for a moment in the middle of the next ticket: everything buffered is lost. */
  'powerCycleMidJob',
  /** Prints, but never says anything. */
  'answersNothing',
  /** Answers with nonsense, as with a wrong baud rate. */
  'garbage',
  /** Refuses connections; a serial line is unplugged. */
  'refuses',
  /** The acknowledgement arrives byte by byte. */
  'splitsAck',
  /** A status frame arrives directly before the acknowledgement. */
  'asbBeforeAck',
  /** Acknowledges another job. */
  'wrongAckId',
  /** Prints, answers questions, never acknowledges. */
  'noAck',
] as const;

/** The name of a fault. */
export type SimulatorFault = (typeof printerFaults)[number];

/** Whether a text is the name of a fault. */
export function isSimulatorFault(name: unknown): name is SimulatorFault {
  return printerFaults.some((fault) => fault === name);
}

/** The faults with which the mechanism stands still. */
export const blockingFaults: readonly SimulatorFault[] = ['paperEnd', 'coverOpen', 'cutter', 'mechanical', 'offline'];

/** The faults that wait for the next ticket and happen once. */
export const midJobFaults: readonly SimulatorFault[] = [
  'paperEndMidJob',
  'stopsReadingMidJob',
  'dropsMidJob',
  'powerCycleMidJob',
];
