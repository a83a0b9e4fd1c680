// A wall display behind a line of its own; it shows and acknowledges as the page does.
import { createDroppableProxy, type DroppableProxy } from '@hallcall/testkit';
import { openDisplay } from '../../chaos/display.ts';
import type { TortureHall } from '../hall.ts';

export type Board = {
  readonly boardId: string;
  readonly line: DroppableProxy;
  /** What it shows; null before the first view of its connection. */
  readonly shown: () => unknown;
  readonly close: () => Promise<void>;
};

export function openBoards({ sample, port }: TortureHall): Promise<readonly Board[]> {
  return Promise.all(sample.boards.map(async ({ boardId, token }) => {
    const line = await createDroppableProxy(port);
    const display = openDisplay(line.url, token, new Set());
    return {
      boardId, line,
      shown: () => display.view('board', boardId)?.view ?? null,
      close() {
        display.close();
        return line.close();
      },
    };
  }));
}
