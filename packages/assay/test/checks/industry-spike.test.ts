import { describe, expect, test } from 'vitest';
import type { Check, CheckExample } from '../../src/checks/check.ts';
import { spike } from '../../src/checks/spike.ts';
import { judgeExample } from '../support/judge-example.ts';
import { testEngines } from '../support/tables.ts';

const readings = 20_000;
const seed = 20_260_103;

/** Knuth's 64-bit linear congruential generator (MMIX), of which the upper 53 bits are used: equal streams on every machine. */
const uniforms = (start: number): (() => number) => {
  let state = BigInt(start);
  return () => {
    state = BigInt.asUintN(64, state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n);
    return Number(state >> 11n) / 2 ** 53;
  };
};

/** Box and Muller 1958. */
const normals = (start: number): (() => number) => {
  const next = uniforms(start);
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
};

const [duck] = testEngines;

const spikesIn = async (
  values: readonly number[],
  params: CheckExample['params'],
): Promise<readonly number[]> => {
  if (duck === undefined) throw new Error('no engine');
  const example: CheckExample = {
    title: 'simulated',
    columns: { t: 'integer', x: 'float' },
    rows: values.map((value, t) => [t, value]),
    on: 'x',
    params,
    expect: { status: 'pass' },
  };
  const { failingRows } = await judgeExample(duck, spike as unknown as Check, example, { exact: true });
  return failingRows ?? [];
};

describe('false alarms of spike among normal readings', () => {
  const draw = normals(seed);
  const values = Array.from({ length: readings }, () => 20 + draw());

  /** Two-sided tail of the normal: 4.65e-4 at 3.5, so 9.3 of 20,000; four standard deviations of a Poisson around that. */
  test('3.5 flags about 5 in 10,000', async () => {
    const found = await spikesIn(values, { threshold: 3.5 });
    expect(found.length).toBeGreaterThanOrEqual(1);
    expect(found.length).toBeLessThanOrEqual(22);
  });

  /** 5.7e-7 at 5: 0.01 of 20,000. */
  test('5 flags none', async () => {
    expect(await spikesIn(values, { threshold: 5 })).toEqual([]);
  });

  test('the default finds each of ten spikes of 15 standard deviations, and nothing else', async () => {
    const places = Array.from({ length: 10 }, (_unused, index) => 999 + index * 1900);
    const spiked = values.map((value, index) =>
      places.includes(index) ? 20 + (index % 2 === 0 ? 15 : -15) : value,
    );
    expect(await spikesIn(spiked, {})).toEqual(places);
  });
});

describe('spikes on a moving process', () => {
  const draw = normals(seed + 1);
  /** A daily wave of 200 standard deviations of the noise. */
  const wave = Array.from(
    { length: readings },
    (_unused, t) => 100 * Math.sin((2 * Math.PI * t) / 17_280) + 0.5 * draw(),
  );
  const at = 4321;
  const spiked = wave.map((value, t) => (t === at ? value + 12 : value));

  test('are lost against the median of the whole', async () => {
    expect(await spikesIn(spiked, { order: 't' })).toEqual([]);
  });

  test('stand out from their neighbours', async () => {
    expect(await spikesIn(spiked, { order: 't', from: 'neighbours' })).toEqual([at]);
  });
});
