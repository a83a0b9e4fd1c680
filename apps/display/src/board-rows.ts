// How many rows a board has room for, by the shape of its screen. The sizes themselves stand in board.css.

export type BoardRows = {
  /** Earlier calls below the newest one. */
  readonly calls: number;
  /** Queues on one page of the waiting list. */
  readonly waiting: number;
  /** Numbers on one page of a strip. */
  readonly numbers: number;
};

export const landscapeRows: BoardRows = { calls: 5, waiting: 8, numbers: 3 };
export const portraitRows: BoardRows = { calls: 4, waiting: 8, numbers: 3 };
/** How long a page of a list stands, ms. */
export const pageMs = 8_000;
