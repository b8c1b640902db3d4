import { describe, expect, test } from 'vitest';
import type { Lineage } from '../../src/domain/lineage.ts';
import { lineageSvg } from '../../src/report/lineage/lineage-svg.ts';
import { chromiumPath } from '../support/browser.ts';
import { versionNode } from '../support/lineage-node.ts';
import { faultsOf, pagesPerSuite } from './open-page.ts';

const stages = ['champion', 'approved', 'candidate', 'retired', 'released-to-the-press-line-in-hall-4'];
const nodes = Array.from({ length: 80 }, (_none, at) =>
  versionNode(
    at % 3 === 0 ? 'W'.repeat(60) : `m${'a-long-name-'.repeat(at % 5)}x`,
    at + 1,
    { stages: stages.filter((_stage, stage) => (at >> stage) % 2 === 1) },
    { author: `${'W'.repeat(22)}@${'W'.repeat(8)}.example` },
  ),
);
const lineage: Lineage = {
  schema: 'assay.lineage/v1',
  of: [nodes[0]?.id ?? ''],
  direction: 'down',
  nodes,
  edges: nodes.flatMap(({ id: to }, at) =>
    at === 0 ? [] : [{ from: nodes[(at * 7) % at]?.id ?? '', to, kind: 'made' as const }],
  ),
  reached: nodes.length,
  shown: nodes.length,
  stages,
};

/** Runs in the page: words that reach beyond the box of their group. */
const beyondTheirBox = `[...document.querySelectorAll('svg g')].flatMap((group) => {
  const box = group.querySelector(':scope > rect').getBoundingClientRect();
  return [...group.querySelectorAll(':scope > text')]
    .filter((text) => {
      const own = text.getBoundingClientRect();
      return own.left < box.left || own.right > box.right || own.bottom > box.bottom;
    })
    .map((text) => text.textContent);
})`;

describe.skipIf(chromiumPath === undefined)(
  'the picture of a lineage in Chromium (skipped where there is none)',
  () => {
    const chromium = pagesPerSuite();

    test.each(['light', 'dark'] as const)(
      'keeps its words in their boxes, and is readable, in %s',
      async (scheme) => {
        const html = `<!doctype html><html lang="en"><title>x</title><main id="content"><h1>x</h1>${lineageSvg(lineage)}</main></html>`;
        const { page, heard } = await chromium.open(html, { width: 2400, scheme });
        const beyond = await page.evaluate<string[]>(beyondTheirBox);
        expect(beyond).toEqual([]);
        expect(heard).toEqual([]);
        expect(await page.getByRole('img', { name: /^Lineage of/ }).count()).toBe(1);
        expect((await faultsOf(page)).serious).toEqual([]);
        await page.close();
      },
    );
  },
);
