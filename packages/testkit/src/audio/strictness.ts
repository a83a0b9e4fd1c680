// How strictly recordings are judged. The only place that reads the variable: `npm run test:quiet` sets it.

const usual = 0.8;
const wanted = Number(process.env['HALLCALL_LEAST_IDENTITY'] ?? usual);
if (!(wanted >= usual && wanted <= 1)) throw new Error(`HALLCALL_LEAST_IDENTITY must lie between ${usual} and 1`);

/** A clip that was heard is at least this much itself. Lower than a quiet machine reaches: another program may run on the same cores. */
export const leastIdentity = wanted;
/** Nothing else runs, so that nothing is excused: no second try, no word in two pieces, no program that is missing. */
export const isQuietRun = wanted > usual;
