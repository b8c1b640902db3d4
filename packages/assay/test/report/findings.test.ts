import { expect, test } from 'vitest';
import { shortElement } from '../../src/domain/short-element.ts';
import type { Verdict } from '../../src/domain/verdict.ts';

const verdict = (element: string, object?: string): Verdict => ({
  rule: `${element}/required`,
  check: 'required',
  element,
  ...(object === undefined ? {} : { object }),
  dimension: 'completeness',
  severity: 'error',
  status: 'pass',
  message: 'as agreed',
});

test.each([
  ['plant.readings.temp', 'plant.readings', 'temp'],
  ['plant.readings', 'plant.readings', ''],
  ['readings.address.zip', 'readings', 'address.zip'],
  ['readings', 'readings', ''],
  ['readings.temp', undefined, 'temp'],
])('the element %s of %s is shown as "%s"', (element, object, short) => {
  expect(shortElement(verdict(element, object))).toBe(short);
});
