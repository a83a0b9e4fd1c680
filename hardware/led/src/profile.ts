import { z } from 'zod';
import { genericFrameSchema } from './codec/generic/frame-schema.ts';
import genericSum8 from './profile/generic-sum8-128x16.json' with { type: 'json' };
import onbon5k from './profile/onbon-5k-128x16.json' with { type: 'json' };
import onbon6k from './profile/onbon-6k-128x16.json' with { type: 'json' };

/*
 * What one model of bar can do and how it is spoken to: data, not code. A file that is wrong is a problem in words, with
 * the name of the field; nothing here throws.
 */

const colour = z.enum(['red', 'green', 'amber']);

const common = {
  name: z.string().min(1),
  /** Size in dots. Characters are 16 dots high: a Chinese one 16 wide, a Latin one 8. */
  width: z.int().min(16).max(2048),
  height: z.int().min(16).max(256),
  /** The colours it has; another one wanted becomes the first of these. */
  colours: z.array(colour).min(1),
  /**
   * How long an answer may take after the request has left, and how often a request without answer is sent again.
   * `quietMs`: how long the line keeps still after a missing answer, when answers do not name their bar. null: no answers.
   */
  reply: z
    .strictObject({ deadlineMs: z.int().min(50).max(10_000), retries: z.int().min(0).max(5), quietMs: z.int().min(0).max(10_000) })
    .nullable(),
  /** Silence between two requests on the line. */
  gapMs: z.int().min(0).max(5000),
  /** After this time what a bar shows is sent again: it forgets everything when its power fails. */
  refreshMs: z.int().min(1000).max(3_600_000),
  /** The usual rate of the line; only a hint for whoever writes the address. */
  baudRate: z.int().min(300).max(4_000_000),
};

const onbonSchema = z.strictObject({
  kind: z.literal('onbon'),
  ...common,
  /** The card type in the frame; 254 any. */
  deviceType: z.int().min(0).max(255),
  /** How x and width are written. */
  units: z.enum(['bytes', 'pixels', 'flaggedPixels']),
  charset: z.enum(['gb2312', 'gbk']),
  /** How text blinks: as two pages that take turns (the text and an empty one), or not at all. */
  blink: z.enum(['pages', 'none']),
  /** Speed of text that is too long and moves: 0 fastest to 24 slowest. */
  speed: z.int().min(0).max(24),
});

const genericSchema = z.strictObject({ kind: z.literal('generic'), ...common, frame: genericFrameSchema });

const profileSchema = z.discriminatedUnion('kind', [onbonSchema, genericSchema]).superRefine((profile, context) => {
  if (profile.kind === 'onbon') return;
  if (profile.reply !== null && profile.frame.ack === null) {
    context.addIssue({ code: 'custom', path: ['frame', 'ack'], message: 'is missing, but the profile expects replies' });
  }
  if (profile.reply === null && profile.frame.ack !== null) {
    context.addIssue({ code: 'custom', path: ['reply'], message: 'is missing, but the frame describes an answer' });
  }
});

/** A checked profile. */
export type LedProfile = z.output<typeof profileSchema>;
/** A checked profile of an Onbon card. */
export type OnbonProfile = LedProfile & { kind: 'onbon' };
/** A checked profile of a bar described by its frame. */
export type GenericProfile = LedProfile & { kind: 'generic' };

/** A profile, or what is wrong with it in one sentence. */
export type ProfileResult =
  | { readonly ok: true; readonly profile: LedProfile }
  | { readonly ok: false; readonly problem: string };

const shipped: Readonly<Record<string, unknown>> = {
  'onbon-5k-128x16': onbon5k,
  'onbon-6k-128x16': onbon6k,
  'generic-sum8-128x16': genericSum8,
};

/** The names of the shipped profiles. */
export const profileNames: readonly string[] = Object.keys(shipped);

/** The shipped profile of that name; an unknown name is a problem that lists the known ones. */
export function loadProfile(name: string): ProfileResult {
  if (Object.hasOwn(shipped, name)) return parseProfile(shipped[name]);
  return { ok: false, problem: `there is no LED profile "${name}"; known are ${profileNames.join(', ')}` };
}

/** Checks a profile that was read from a file; each problem starts with the field it is about. */
export function parseProfile(source: unknown): ProfileResult {
  const result = profileSchema.safeParse(source);
  if (result.success) return { ok: true, profile: result.data };
  const problems = result.error.issues.map(({ path, message }) => `${path.length === 0 ? 'profile' : path.join('.')}: ${message}`);
  return { ok: false, problem: problems.join('; ') };
}

/** How many Latin characters fit without moving; a Chinese one takes the place of two. */
export function columnsOf({ width, height }: LedProfile): number {
  return Math.floor(width / 8) * Math.floor(height / 16);
}
