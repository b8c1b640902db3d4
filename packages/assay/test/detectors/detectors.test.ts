import { describe, expect, test } from 'vitest';
import { normal, randomFrom } from '../../../../bench/random.ts';
import type { Detector, PublishedIndex, Signal } from '../../src/detectors/detector.ts';
import { detectors } from '../../src/detectors/registry.gen.ts';
import { pythonRandom } from '../support/python-random.ts';

const drawn = (random: () => number, of: (share: number) => number): readonly number[] =>
  Array.from({ length: 1000 }, () => of(random()));

const [forErrors, forNumbers] = [pythonRandom(42), pythonRandom(12345)];
const coin = (share: number): number => (share < 0.5 ? 0 : 1);
const streams = {
  errors: [...drawn(forErrors, coin), ...drawn(forErrors, (share) => (share < 0.3 ? 0 : 1))],
  numbers: [...drawn(forNumbers, coin), ...drawn(forNumbers, (share) => 4 + Math.floor(share * 4))],
};

test('the published streams are those that were published, by the sums of their halves', () => {
  const sums = Object.values(streams).flatMap((stream) =>
    [stream.slice(0, 1000), stream.slice(1000)].map((half) => half.reduce((sum, value) => sum + value, 0)),
  );
  expect(sums).toEqual([520, 714, 497, 5473]);
});

/** Signals at each value; the state goes through JSON at every step, as after a restart. */
const signalsOf = (detector: Detector, stream: readonly number[], given: object = {}): readonly Signal[] => {
  const params = { ...(detector.defaults as object), ...given } as never;
  let state = detector.begin(params);
  return stream.map((value) => {
    const stepped = detector.step(JSON.parse(JSON.stringify(state)), value, params);
    state = stepped.state;
    return stepped.signal;
  });
};

const indices = (signals: readonly Signal[], wanted: Signal): readonly number[] =>
  signals.flatMap((signal, at) => (signal === wanted ? [at] : []));

const published = detectors.flatMap((detector) => detector.published.map((one) => ({ detector, one })));

test.each(published)(
  '$detector.id signals where $one.by says',
  ({ detector, one }: { detector: Detector; one: PublishedIndex }) => {
    const signals = signalsOf(detector, streams[one.stream], one.params);
    expect(indices(signals, 'drift')).toEqual(one.drifts);
    const warned = (after: number): number | undefined =>
      indices(signals, 'warning').find((at) => at > after);
    const begins = [-1, ...one.drifts];
    for (const [part, at] of (one.warnings ?? []).entries()) expect(warned(begins[part] ?? -1)).toBe(at);
  },
);

const steady = (detector: Detector, seed: number): readonly number[] => {
  const random = randomFrom(seed);
  return Array.from({ length: 3000 }, () =>
    detector.watches === 'errors' ? Number(random() < 0.2) : normal(random),
  );
};

describe.each(detectors)('$id', (detector) => {
  test('finds a change within 300 values', () => {
    const random = randomFrom(11);
    const worse = Array.from({ length: 1000 }, () =>
      detector.watches === 'errors' ? Number(random() < 0.7) : 3 + normal(random),
    );
    const stream = [...steady(detector, 3).slice(0, 600), ...worse];
    const [first] = indices(signalsOf(detector, stream), 'drift').filter((at) => at >= 600);
    expect(first).toBeLessThan(900);
  });

  test('begins anew after a drift', () => {
    const signals = signalsOf(detector, [...streams[detector.watches], ...streams[detector.watches]]);
    const [first = 0] = indices(signals, 'drift');
    const again = signalsOf(detector, streams[detector.watches].slice(first + 1));
    if (detector.id !== 'adwin' && detector.id !== 'kswin')
      expect(signals.slice(first + 1, 2000)).toEqual(again.slice(0, 1999 - first));
    expect(first).toBeGreaterThan(0);
  });
});
