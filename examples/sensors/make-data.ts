import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faulty } from './faults.ts';
import { csvOf, realReadings, secondsPerReading, start } from './readings.ts';

/** When the batch arrives: some minutes after its last reading. */
const arrives = (path: string, minutesLater: number): void => {
  const last = start + 5041 * secondsPerReading * 1000;
  utimesSync(path, new Date(), new Date(last + minutesLater * 60_000));
};

/** Writes the good batch, the broken one and the two registers; returns where. */
export const makeData = (folder: string): { readonly good: string; readonly broken: string } => {
  mkdirSync(folder, { recursive: true });
  const readings = realReadings();
  writeFileSync(join(folder, 'sensors.csv'), 'mote_id,place\n1,indoor\n2,indoor\n3,outdoor\n4,outdoor\n');
  writeFileSync(join(folder, 'gateways.csv'), 'gateway,building\ngw-indoor,hall 1\ngw-outdoor,yard\n');
  const good = join(folder, 'readings.csv');
  writeFileSync(good, csvOf(readings));
  arrives(good, 10);
  const broken = join(folder, 'readings-broken.csv');
  writeFileSync(broken, faulty(readings));
  arrives(broken, 9 * 60);
  return { good, broken };
};
