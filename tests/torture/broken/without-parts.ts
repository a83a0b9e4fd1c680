// The hall of the torture after a department, a window and a board were taken away.
import type { HallConfig } from '@hallcall/domain';
import { limitedHall } from './limited-hall.ts';

/** Two chains need it; nobody of the cast does, for what somebody stands in is not taken away. */
const gone = { department: 'medins', window: 'w7', board: 'b2' } as const;

/** Chains that need the department are gone with it. */
export function smallerHall(sample: HallConfig): HallConfig {
  const hall = limitedHall(sample);
  const items = hall.items.filter(({ department }) => department !== gone.department);
  const isLeft = new Set<string>(items.map(({ id }) => id));
  const isServed = new Set<string>(items.map(({ queue }) => queue));
  return {
    ...hall, items,
    departments: hall.departments.filter(({ id }) => id !== gone.department),
    queues: hall.queues.filter(({ id }) => isServed.has(id)),
    chains: hall.chains.filter(({ stops }) => stops.every((stop) => stop.items.every((id) => isLeft.has(id)))),
    boards: hall.boards.filter(({ id }) => id !== gone.board),
    windows: hall.windows.filter(({ id }) => id !== gone.window)
      .map((window) => ({ ...window, queues: window.queues.filter(({ queue }) => isServed.has(queue)) })),
  };
}
