// Writes a generated hall as JSON to standard output:
//   node packages/catalogue/src/generate-hall.ts [departments] [items] [seed]
import { generateHall } from './generated-hall.ts';

// The package compiles without Node's types so that nothing of it can depend on Node; this program needs two things.
declare const process: { readonly argv: readonly string[]; readonly stdout: { write(text: string): unknown } };

const [departments = 42, items = 243, seed = 1] = process.argv.slice(2).map(Number);
process.stdout.write(`${JSON.stringify(generateHall({ departments, items, seed }), null, 1)}\n`);
