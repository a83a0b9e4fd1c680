// What a program needs that plays a synthetic day on a real store and looks at what became of it.
export { drawDay } from './draw-day.ts';
export { playDay } from './play-day.ts';
export { days } from './profile.ts';
export { simulatedHall } from './simulated-hall.ts';
export { openVirtualHub, type VirtualHub } from './virtual-hub.ts';
