// How often one address may try a call that guesses at a secret. In the sample hall every page shares one address.
import type { HttpDeps } from './context.ts';

const sampleFactor = 20;

export const perMinute = ({ sample }: Pick<HttpDeps, 'sample'>, max: number) => ({
  config: { rateLimit: { max: sample ? max * sampleFactor : max, timeWindow: '1 minute' } },
});
