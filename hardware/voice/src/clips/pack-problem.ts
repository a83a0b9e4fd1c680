import type { ClipId } from '@hallcall/voice';

/** What is wrong with a pack of clips. Only whole packs are imported. */
export type PackProblem =
  | { readonly code: 'manifest.missing'; readonly file: string }
  | { readonly code: 'manifest.notJson'; readonly file: string }
  /** JSON, but no manifest: a field is missing or wrong, or a file name leads out of the folder. */
  | { readonly code: 'manifest.badShape'; readonly file: string }
  | { readonly code: 'manifest.otherLanguage'; readonly file: string }
  /** Two names that are one on some file systems, or the manifest's own. */
  | { readonly code: 'file.nameTaken'; readonly clip: ClipId; readonly file: string }
  | { readonly code: 'file.missing'; readonly clip: ClipId; readonly file: string }
  /** A link or a folder: what it shows may lie elsewhere. */
  | { readonly code: 'file.notPlain'; readonly clip: ClipId; readonly file: string }
  | { readonly code: 'file.tooLarge'; readonly clip: ClipId; readonly file: string }
  /** Not the bytes that the manifest was written for. */
  | { readonly code: 'file.changed'; readonly clip: ClipId; readonly file: string }
  /** No sound can be read from it. */
  | { readonly code: 'file.damaged'; readonly clip: ClipId; readonly file: string }
  /** Sound, but not mono, 16 bit, 48 kHz. */
  | { readonly code: 'file.otherFormat'; readonly clip: ClipId; readonly file: string }
  | { readonly code: 'file.silent'; readonly clip: ClipId; readonly file: string }
  /** The hall needs it and the pack lacks it. */
  | { readonly code: 'clip.missing'; readonly clip: ClipId };
