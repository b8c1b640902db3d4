import { z } from 'zod';
import { type Cell, cellText } from '../domain/cell.ts';
import type { Metric } from '../metrics/metric.ts';
import { ask, askPer, type Grouped, type MetricRequest } from '../metrics/request.ts';
import { type Outcome, unknown } from './check.ts';
import { countText, quotedCell } from './words.ts';

/** `per: sensor_id`, or a list: the rule is judged for each group of rows with equal values there. */
export const perParam = z
  .union([z.string().transform((name) => [name]), z.array(z.string()).min(1)])
  .optional();

/** A word as it is; what could be read as something else, or not seen, in quotes. */
const keyCell = (cell: Cell): string =>
  typeof cell === 'string' && (!/^[\p{L}\p{M}\p{N}\p{S}_./:#-]{1,40}$/u.test(cell) || cell === 'NULL')
    ? quotedCell(cell)
    : cellText(cell);

/** A group as people name it: "sensor 7" for `{sensor_id: 7}`, `pump "Pump 7"` for `{pump: 'Pump 7'}`. */
export const groupText = (per: readonly string[], key: readonly Cell[]): string =>
  per.map((name, index) => `${kindOf(name)} ${keyCell(key[index] ?? null)}`).join(', ');

/** "sensor" for `sensor_id`. */
export const kindOf = (name: string): string => name.replace(/(?<=.)_?(id|Id|ID)$/, '') || name;

/** "sensor 7: " in front of a message about one group; nothing without groups. */
export const groupPrefix = (per: readonly string[], key: readonly Cell[]): string =>
  per.length === 0 ? '' : `${groupText(per, key)}: `;

/** A group's key as evidence. */
export const groupEvidence = (per: readonly string[], key: readonly Cell[]): Readonly<Record<string, Cell>> =>
  Object.fromEntries(per.map((name, index) => [name, key[index] ?? null]));

/** A metric of the table as its one group, or of each group of rows: one way to judge both. */
export interface Each<V> {
  readonly request: MetricRequest;
  readonly in: (values: Readonly<Record<string, unknown>>) => Grouped<V>;
}

/** Asks for a metric of each group, or of the whole table where there are no groups; for rungs made with `needsOf`. */
export const askEach = <P, S, V>(metric: Metric<P, S, V>, params: P, per: readonly string[]): Each<V> => {
  const request = per.length === 0 ? ask(metric, params) : askPer(metric, params, per);
  const whole = (value: unknown): Grouped<V> => ({
    groups: [{ key: [], value: value as V }],
    truncated: false,
  });
  return {
    request,
    in: (values) => (per.length === 0 ? whole(values[request.key]) : (values[request.key] as Grouped<V>)),
  };
};

/** The verdict where there are more groups than can be judged one by one. */
export const tooManyGroups = ({ groups }: Grouped<unknown>, per: readonly string[]): Outcome =>
  unknown(`more than ${countText(groups.length - 1)} groups of ${per.join(', ')}: too many to judge each`);

const keyText = (key: readonly Cell[]): string => JSON.stringify(key);

/** Finds the value of a group by its key. */
export const lookup = <V>({ groups }: Grouped<V>): ((key: readonly Cell[]) => V | undefined) => {
  const values = new Map(groups.map(({ key, value }) => [keyText(key), value]));
  return (key) => values.get(keyText(key));
};
