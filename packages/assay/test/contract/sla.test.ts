import { expect, test } from 'vitest';
import { contractOf, demandOf, notes, refusals, written } from './contracts.ts';

const of = (
  sla: string,
  objects = 'schema: [{name: t, properties: [{name: at, logicalType: timestamp}, {name: to}]}]',
) => written(`${objects}\nslaProperties: [${sla}]\n`);
const twoObjects = 'schema: [{name: t, properties: [{name: at}]}, {name: u, properties: [{name: at}]}]';

test.each([
  ['latency', 'latency'],
  ['ly', 'latency'],
  ['LATENCY', 'latency'],
  ['freshness', 'latency'],
  ['Retention', 'retention'],
  ['re', 'retention'],
])('%s is %s', (written, name) => {
  const { args, property } = demandOf(
    of(`{property: ${written}, value: 4, unit: Hours, element: t.at}`),
    `sla.${name}`,
  );
  expect({ args, property }).toEqual({ property: 'at', args: { value: 4, unit: 'h', element: 'at' } });
});

test.each([
  ['generalAvailability', 'ga'],
  ['endOfSupport', 'ES'],
  ['endOfLife', 'el'],
  ['availability', 'av'],
  ['throughput', 'th'],
  ['errorRate', 'errorrate'],
  ['frequency', 'fy'],
  ['timeToDetect', 'td'],
  ['timeToNotify', 'tn'],
  ['timeToRepair', 'tr'],
])('%s is also written %s and needs no element', (name, word) => {
  expect(demandOf(of(`{property: ${word}, value: "2030-01-01"}`), `sla.${name}`).args).toEqual({
    value: '2030-01-01',
  });
});

test('an unlisted name keeps its own key, with a note', () => {
  const text = of('{property: latencyy, value: 1}');
  expect(demandOf(text, 'sla.latencyy').args).toEqual({ value: 1 });
  expect(notes(text)).toEqual([expect.stringContaining('no SLA name')]);
});

test('an entry without element is demanded of every object, one with a list of each element', () => {
  const keys = (sla: string) =>
    contractOf(of(sla, twoObjects)).objects.map(
      ({ demands }) => demands.filter(({ key }) => key.startsWith('sla.')).length,
    );
  expect(keys('{property: endOfLife, value: "2030-01-01"}')).toEqual([1, 1]);
  expect(keys('{property: latency, value: 1, unit: d, element: "t.at, u.at"}')).toEqual([1, 1]);
  expect(keys('{property: latency, value: 1, unit: d, element: u.at}')).toEqual([0, 1]);
  expect(keys('{property: frequency, value: 1, element: t}')).toEqual([1, 0]);
});

test('the object of an element may be left out where there is one only', () => {
  expect(demandOf(of('{property: latency, value: 1, unit: d, element: at}'), 'sla.latency').property).toBe(
    'at',
  );
  expect(refusals(of('{property: latency, value: 1, unit: d, element: at}', twoObjects))).toEqual([
    expect.stringContaining('no element at'),
  ]);
});

test('slaDefaultElement stands in for a missing element, with a note', () => {
  const text = `${of('{property: latency, value: 1, unit: d}')}slaDefaultElement: t.at\n`;
  expect(demandOf(text, 'sla.latency').property).toBe('at');
  expect(notes(text)).toEqual([expect.stringContaining('slaDefaultElement is deprecated')]);
});

test('without a unit days are meant, with a note', () => {
  const text = of('{property: retention, value: 3, element: t.at}');
  expect(demandOf(text, 'sla.retention').args).toEqual({ value: 3, unit: 'd', element: 'at' });
  expect(notes(text)).toEqual([expect.stringContaining('days are meant')]);
});

test.each([
  ['P1Y', 1, 'y'],
  ['P1Y2M', 14, 'mo'],
  ['P2W', 2, 'w'],
  ['P7D', 7, 'd'],
  ['PT4H', 4, 'h'],
  ['p1dt12h', 36, 'h'],
  ['PT1H1S', 3601, 's'],
  ['P0D', 0, 'd'],
])('a duration of ISO 8601 is one number of one unit: %s', (value, number, unit) => {
  const text = of(`{property: retention, value: ${value}, element: t.at}`);
  expect(demandOf(text, 'sla.retention').args).toEqual({ value: number, unit, element: 'at' });
  expect(notes(text)).toEqual([]);
});

test('a moment that the run could not read is noted', () => {
  for (const value of ['"5"', 'soon', '2030', '"2030-02-30"'])
    expect(notes(of(`{property: endOfLife, value: ${value}}`))).toEqual([
      expect.stringContaining('needs a day or time'),
    ]);
});

test.each([
  ['{property: latency, value: 1, unit: d}', /the element is missing/],
  ['{property: latency, value: 1, unit: d, element: t.att}', /no element t.att/],
  ['{property: latency, value: 1, unit: d, element: t}', /t is an object: name its column/],
  ['{property: latency, value: P1M1D, element: t.at}', /needs a number, found "P1M1D"/],
  ['{property: latency, value: P, element: t.at}', /needs a number/],
  ['{property: latency, value: PT, element: t.at}', /needs a number/],
  ['{property: latency, value: P1D, unit: d, element: t.at}', /needs a number/],
  ['{property: latency, value: "4", unit: h, element: t.at}', /needs a number/],
  ['{property: latency, value: -1, unit: h, element: t.at}', /needs a number/],
  ['{property: latency, value: 5, unit: m, element: t.at}', /m is no unit of time/],
  ['{property: latency, value: 5, unit: fortnight, element: t.at}', /fortnight is no unit/],
  ['{property: latency, unit: d, element: t.at}', /value: the key is missing/],
  ['{property: latency, value: [1], unit: d, element: t.at}', /a single value is needed/],
  ['{property: latency, value: 1, unit: d, element: t.at, severity: error}', /unknown key severity/],
])('refused: %s', (sla, message) => {
  expect(refusals(of(sla))[0]).toMatch(message);
});

test.each([
  ['{property: endOfLife, value: soon}', /needs a day or time/],
  ['{property: endOfLife, value: "2030-01-01", driver: legal}', /legal is no driver/],
  ['{property: availability, value: 1, element: nowhere}', /no element nowhere/],
])('noted: %s', (sla, message) => {
  expect(notes(of(sla))).toEqual([expect.stringMatching(message)]);
});
