import { mixRate, type Pcm } from '@hallcall/voice';

/** The title of a sound that only asks whether a speaker works: nobody is to hear it or to read of it. */
export const probeTitle = 'hallcall probe';

/** Silence; long enough that a player which ends at once, without having played, is found out. */
export const probeSound: Pcm = { rate: mixRate, samples: new Float32Array(mixRate / 2) };
