export { createIdReader, type CardReading, type IdReader, type IdReaderDeps, type IdReaderLog } from './driver.ts';
export type { IdReaderHealth } from './health.ts';
export { type IdReaderFault, idReaderFaults } from './simulator/faults.ts';
export { sampleCards } from './simulator/sample-cards.ts';
export { type IdReaderSimulator, type IdReaderSimulatorOptions, startIdReaderSimulator } from './simulator/simulator.ts';
