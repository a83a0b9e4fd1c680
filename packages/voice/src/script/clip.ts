import type { ClipId, Token } from '../types.ts';

/** A token that is sound. */
export type ClipToken = Extract<Token, { kind: 'clip' }>;

/** A clip whose id is its words joined by underscores: `hao4_chuang1_kou3` is read `hao4 chuang1 kou3`. */
export const clip = (id: ClipId): ClipToken => ({ kind: 'clip', id, text: id.replaceAll('_', ' ') });

/** A letter by its name. */
export const letterClip = (letter: string, text: string): ClipToken => ({ kind: 'clip', id: `letter_${letter}`, text });

export const departmentClip = (id: string, text: string): ClipToken => ({ kind: 'clip', id: `department_${id}`, text });

export const pause = (ms: number): Token => ({ kind: 'pause', ms });
