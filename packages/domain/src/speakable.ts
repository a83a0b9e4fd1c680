import type { Call, ReadonlyHall } from './state.ts';

/** True while a voice may still speak it: nobody has said a word about it, or an emergency cut it off. */
export const awaitsSpeech = ({ speech }: Pick<Call, 'speech'>): boolean => speech === null || speech.reason === 'interrupted';

/** Since when it could be spoken, epoch ms: the call itself, or the end of an emergency since then. */
export const speakableSince = ({ emergencyEndedAt }: Pick<ReadonlyHall, 'emergencyEndedAt'>, { at }: Pick<Call, 'at'>): number => Math.max(at, emergencyEndedAt);
