// A hall's log and its read tables, for programs that check them beside the hub or without it.
export { checkChain, type ChainResult } from './store/chain.ts';
export { rebuildTables, type Rebuilt } from './store/rebuild-tables.ts';
