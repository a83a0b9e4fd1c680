/** Where a text stands in its line. */
export type Align = 'left' | 'center' | 'right';

/** 1 = 24 dots high, 2 = 48, 3 = 72. */
export type TextSize = 1 | 2 | 3;

/** One thing on the paper, from top to bottom. Texts that are too long for their line are wrapped. */
export type SlipLine =
  | {
      readonly kind: 'text';
      readonly text: string;
      /** Default left. */
      readonly align?: Align;
      /** Default 1. */
      readonly size?: TextSize;
      /** Default false. */
      readonly bold?: boolean;
    }
  /** A label at the left edge and its value at the right; the value goes below when both do not fit. */
  | { readonly kind: 'pair'; readonly left: string; readonly right: string; readonly bold?: boolean }
  /** Cells of equal width: the first is set left, the last right, those between centred. */
  | { readonly kind: 'columns'; readonly cells: readonly string[]; readonly bold?: boolean }
  | { readonly kind: 'rule' }
  | { readonly kind: 'blank' }
  /** A QR code, centred, UTF-8. */
  | { readonly kind: 'qr'; readonly text: string };

/**
 * What stands on a ticket, laid out but without any product text of its own. `language` decides how punctuation is
 * set: in `en` typographic marks become ASCII, because Chinese printer fonts draw them as wide as a Chinese character.
 */
export type Slip = { readonly language: 'zh' | 'en'; readonly lines: readonly SlipLine[] };
