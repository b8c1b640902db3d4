import { expect, test } from 'vitest';
import { formats } from '../../src/report/registry.gen.ts';
import { textReport } from '../../src/report/text.ts';
import { widthOf } from '../../src/report/width.ts';
import { about, admitted, blocked, failed, hostileRun, manyFailures, scoped } from './sample-runs.ts';

const cases = {
  blocked: [blocked],
  several: [admitted, scoped, failed],
  hostile: [hostileRun],
  many: [manyFailures],
};

for (const format of formats) {
  for (const [name, runs] of Object.entries(cases)) {
    if (name === 'many' && format.id !== 'text') continue;
    test(`${format.id} of ${name}`, async () => {
      const told = format.render(runs, { width: 100, about });
      await expect(told.endsWith('\n') ? told : `${told}\n`).toMatchFileSnapshot(
        `../golden/report/${name}.${format.id}.${format.extension}`,
      );
    });
  }
}

test('text without a width, and in colour', async () => {
  const text = formats.find(({ id }) => id === 'text');
  await expect(`${text?.render([blocked], { about })}\n`).toMatchFileSnapshot(
    '../golden/report/blocked-unbroken.text.txt',
  );
  await expect(`${text?.render([blocked], { colour: true, width: 72 })}\n`).toMatchFileSnapshot(
    '../golden/report/blocked-colour.text.txt',
  );
});

test('text in a narrow terminal', async () => {
  const told = `${textReport(blocked, { about, width: 40 })}\n`;
  await expect(told).toMatchFileSnapshot('../golden/report/blocked-narrow.text.txt');
  const wide = told.split('\n').filter((line) => widthOf(line) > 40);
  expect(
    wide.filter(
      (line) => !/^(BLOCK|Share it|What it means|Accept for now|Quarantined|Admitted|[!✗] | {2}→)/.test(line),
    ),
  ).toEqual([]);
});
