import { expect, test } from 'vitest';
import type { InitReport } from '../../src/domain/init-report.ts';
import { initText } from '../../src/report/init-text.ts';
import { widthOf } from '../../src/report/width.ts';

const suggestion = (column: string, sure: boolean) => ({
  column,
  check: 'range',
  shown: '4.1 to 31',
  place: 'option' as const,
  body: { minimum: 4.1, maximum: 31 },
  sure,
  reason: 'lowest seen 4.5; the margin covers sampling error',
  rows: 80,
  exceptions: 0,
  heldBack: 20,
  confidence: 0.963,
});

const report: InitReport = {
  schema: 'assay.init/v1',
  written: ['readings.odcs.yaml', 'assay.yaml'],
  datasets: [
    {
      name: 'readings',
      source: 'readings.csv',
      description: 'CSV\u001b[31m',
      contract: 'readings.odcs.yaml',
      rows: 1,
      heldBack: 0,
      seconds: 0.1,
      columns: [
        { name: 'temperature of the air\n', kind: 'float', logicalType: 'number', meaning: 'measurement' },
      ],
      suggestions: [suggestion('temperature of the air\n', true), suggestion('humidity', false)],
      notes: [],
    },
  ],
  rules: 1,
  review: 1,
  variables: [],
};

test.each([40, 60, 100])('the lines of a draft fit %i columns', (width) => {
  const lines = initText(report, { colour: false, width }).split('\n').slice(1, -2);
  expect(lines).toHaveLength(2);
  expect(lines.filter((line) => widthOf(line) > width)).toEqual([]);
  expect(lines.join()).toContain('4.1 to 31');
});

test('one row is one row, and nothing in a name reaches the terminal', () => {
  const text = initText(report, { colour: false });
  expect(text).toContain('1 row, 1 column');
  expect(text).not.toContain('\u001b');
  expect(text).toContain('lowest seen 4.5; the margin covers sampling error');
});
