import { csvOf, type Reading } from './readings.ts';

type Fault = (readings: readonly Reading[]) => readonly Reading[];

const between = (reading: Reading, mote: number, from: number, to: number): boolean =>
  reading.mote_id === mote && reading.reading >= from && reading.reading <= to;

const changed = (
  rows: readonly Reading[],
  which: (row: Reading) => boolean,
  change: (row: Reading) => Reading,
): readonly Reading[] => rows.map((row) => (which(row) ? change(row) : row));

const stuckSensor: Fault = (rows) =>
  changed(
    rows,
    (row) => between(row, 2, 1000, 1411),
    (row) => ({ ...row, temperature: 27.4 }),
  );

const inFahrenheit = (celsius: number): number => Number((celsius * 1.8 + 32).toFixed(2));
const unitChange: Fault = (rows) =>
  changed(
    rows,
    (row) => between(row, 3, 3000, 5039),
    (row) => ({ ...row, temperature: inFahrenheit(row.temperature) }),
  );

const gapInTime: Fault = (rows) => rows.filter((row) => !between(row, 4, 2000, 2119));

const duplicatedRows: Fault = (rows) =>
  rows.flatMap((row) => (between(row, 1, 500, 539) ? [row, row] : [row]));

const unknownSensor: Fault = (rows) =>
  rows.flatMap((row) => (between(row, 2, 3000, 3011) ? [row, { ...row, mote_id: 7 }] : [row]));

const orphanKey: Fault = (rows) =>
  changed(
    rows,
    (row) => between(row, 4, 4000, 4024),
    (row) => ({ ...row, gateway: 'gw-9' }),
  );

const faults: readonly Fault[] = [
  stuckSensor,
  unitChange,
  gapInTime,
  duplicatedRows,
  unknownSensor,
  orphanKey,
];

/** The batch with every fault that industry really has, and cut off in the middle of its last line. */
export const faulty = (readings: readonly Reading[]): string => {
  const text = csvOf(faults.reduce((rows, fault) => fault(rows), readings));
  return text.slice(0, text.lastIndexOf(',') - 3);
};
