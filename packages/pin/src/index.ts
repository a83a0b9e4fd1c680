export { hashPin, isPin, pinCost } from './pin-hash.ts';
