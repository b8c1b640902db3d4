import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faulty } from './faults.ts';
import { csvOf, realReadings, start } from './readings.ts';

const hours = 3_600_000;

/** Sets the time a file arrived: hours after the start of its readings. */
const arrives = (path: string, hoursLater: number): void =>
  utimesSync(path, new Date(), new Date(start + hoursLater * hours));

/** Writes the good batch, the broken one and the two registers; returns where. */
export const makeData = (folder: string): { readonly good: string; readonly broken: string } => {
  mkdirSync(folder, { recursive: true });
  const readings = realReadings();
  writeFileSync(join(folder, 'sensors.csv'), 'mote_id,place\n1,indoor\n2,indoor\n3,outdoor\n4,outdoor\n');
  writeFileSync(join(folder, 'gateways.csv'), 'gateway,building\ngw-indoor,hall 1\ngw-outdoor,yard\n');
  const good = join(folder, 'readings.csv');
  writeFileSync(good, csvOf(readings));
  arrives(good, 8);
  const broken = join(folder, 'readings-broken.csv');
  writeFileSync(broken, faulty(readings));
  arrives(broken, 25);
  return { good, broken };
};
