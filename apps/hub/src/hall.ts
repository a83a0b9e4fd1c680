// The hall that a hub would run on, for programs that prepare something for it.
export { readHallSource, type HallSource } from './hall-document.ts';
export { problemText } from './problem-text.ts';
export { sampleSource } from './sample/sample-hall.ts';
export { Refusal } from './store/refusal.ts';
