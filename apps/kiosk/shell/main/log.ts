/** One JSON line on standard error, for the journal. */
export function log(what: string, fields: Readonly<Record<string, unknown>> = {}): void {
  console.error(JSON.stringify({ time: Date.now(), name: 'shell', msg: what, ...fields }));
}
