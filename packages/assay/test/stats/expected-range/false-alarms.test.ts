import { expect, test } from 'vitest';
import { assay } from '../../../../../bench/anomaly/contestants.ts';
import { scenarios } from '../../../../../bench/anomaly/scenarios.ts';
import { simulate } from '../../../../../bench/anomaly/simulate.ts';

const seed = 20_260_105;
/** Four series of 150 runs each: some 530 judged runs. */
const series = 4;
/** At 1 in 50, 11 alarms are expected among them; more than 22 come once in a thousand times. */
const falseAlarms = 1 / 50;
const mostAlarms = 22;
const tried = ['heavy', 'week', 'shift', 'ar5'];

test.each(
  scenarios.filter(({ id }) => tried.includes(id)).map((scenario) => [scenario.title, scenario] as const),
)('no more false alarms than are allowed: %s', (_title, scenario) => {
  const { judged, alarms } = simulate(scenario, assay(falseAlarms), { series, seed });
  expect(judged).toBeGreaterThan(500);
  expect(alarms).toBeLessThanOrEqual(mostAlarms);
});

test('a run that is off by six standard deviations is found nearly always', () => {
  const [normal = expect.fail()] = scenarios;
  const { power } = simulate(normal, assay(falseAlarms), { series: 1, seed });
  expect(power[2]).toBeGreaterThan(0.99);
});
