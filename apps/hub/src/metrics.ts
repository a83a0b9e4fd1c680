// Figures for whoever watches the hub. One registry a hub, so that several can run in one process.
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = {
  readonly command: (type: string, result: string, ms: number) => void;
  readonly group: (jobs: number, ms: number) => void;
  readonly views: (count: number) => void;
  readonly contentType: string;
  readonly text: () => Promise<string>;
};

/** `gauges` are read whenever the figures are asked for. */
export function createMetrics(gauges: Readonly<Record<string, { readonly help: string; readonly read: () => number }>>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const buckets = [0.5, 1, 2, 5, 10, 20, 50, 100, 250, 1000];
  const commands = new Counter({ name: 'hallcall_commands_total', help: 'Commands answered', labelNames: ['type', 'result'], registers });
  const latency = new Histogram({ name: 'hallcall_command_ms', help: 'From arrival to reply, ms', buckets, registers });
  const commits = new Histogram({ name: 'hallcall_commit_ms', help: 'Group from begin to commit, ms', buckets, registers });
  const sizes = new Histogram({ name: 'hallcall_group_jobs', help: 'Jobs sharing a commit', buckets: [1, 2, 5, 10, 20, 50, 100, 500], registers });
  const views = new Counter({ name: 'hallcall_views_total', help: 'Changed views sent to a room', registers });
  for (const [name, { help, read }] of Object.entries(gauges)) {
    const gauge: Gauge = new Gauge({ name: `hallcall_${name}`, help, registers, collect: () => gauge.set(read()) });
  }
  return {
    command(type, result, ms) {
      commands.inc({ type, result });
      latency.observe(ms);
    },
    group(jobs, ms) {
      commits.observe(ms);
      sizes.observe(jobs);
    },
    views: (count) => views.inc(count),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
