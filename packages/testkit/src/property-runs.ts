/** How long properties are tried: FC_RUNS sequences instead of the `normal` number; FC_SHRINK=no ends at the first failure, as it is. */
export const propertyRuns = (normal: number): { readonly numRuns: number; readonly endOnFailure: boolean } => ({
  numRuns: Number(process.env['FC_RUNS'] ?? normal), endOnFailure: process.env['FC_SHRINK'] === 'no',
});
