// The columns of the rollups and the statements over them, named once.

/** Sums of one item: see `ItemFigures` of the domain. */
const rollupColumns = {
  issued: 'issued', arrived: 'arrived', abandoned: 'abandoned', turns: 'turns', missed: 'missed', done: 'done', pieces: 'pieces',
  waits: 'waits', waitMs: 'wait_ms', inTime: 'in_time', services: 'services', serviceMs: 'service_ms',
} as const;

const columns = Object.values(rollupColumns);

/** Adds the hours of the month of `:date` up; its rows must be gone. */
export const sumMonth = `
  insert into rollup_month (month, department_id, item_id, ${columns.join(', ')})
  select substr(date, 1, 7), department_id, item_id, ${columns.map((column) => `sum(${column})`).join(', ')}
  from rollup_hour where date between substr(:date, 1, 7) || '-01' and substr(:date, 1, 7) || '-31' group by department_id, item_id`;

export const insertHour = `
  insert into rollup_hour (date, item_id, hour, department_id, ${columns.join(', ')})
  values (:date, :itemId, :hour, :departmentId, ${Object.keys(rollupColumns).map((name) => `:${name}`).join(', ')})`;
