import { describe, expect, test } from 'vitest';
import { digestTitle } from '../../src/domain/digest-words.ts';
import { hostileDigest, quietDigest, wideDigest } from '../report/sample-digests.ts';
import { chromiumPath } from '../support/browser.ts';
import { htmlOfDigest } from '../support/html-of-pages.ts';
import { dataIn } from './data-in.ts';
import { faultsOf, pagesPerSuite } from './open-page.ts';

test('a digest is carried whole, and told where scripts are off', () => {
  const html = htmlOfDigest(wideDigest);
  expect(dataIn(html).digest).toEqual(wideDigest);
  expect(html).toContain(`<title>${digestTitle(wideDigest)} · Assay</title>`);
  expect(html).toContain('<p>Worse: ');
});

test('holds no markup of names, and nothing that turns the direction of text', () => {
  const shell = htmlOfDigest(hostileDigest).replace(/<(script|style)[\s\S]*?<\/\1>/g, '');
  expect(shell).not.toMatch(/<b>|\u202e/);
});

describe.skipIf(chromiumPath === undefined)('the digest in Chromium (skipped where there is none)', () => {
  const chromium = pagesPerSuite();

  test.each([
    ['of a bad week', wideDigest, 'Worse than before'],
    ['of a quiet week', quietDigest, 'As before'],
    ['with names that break formats', hostileDigest, 'Worse than before'],
  ])('is shown %s without an error, a word on the console or a request', async (_what, digest, title) => {
    const { page, heard } = await chromium.open(htmlOfDigest(digest));
    await expect(page.getByRole('heading', { level: 1 }).textContent()).resolves.toBe(title);
    expect(heard).toEqual([]);
    await page.close();
  });

  test.each([
    [1280, 'light'],
    [768, 'dark'],
    [360, 'light'],
  ] as const)('is accessible and fits at %i pixels, %s', async (width, scheme) => {
    const { page } = await chromium.open(htmlOfDigest(wideDigest), { width, scheme });
    expect(await faultsOf(page)).toEqual({ serious: [], overflow: 0 });
    await page.close();
  });

  test('shows more rules only when asked, and says how many are in no file', async () => {
    const { page } = await chromium.open(htmlOfDigest(wideDigest));
    const section = page.getByRole('region', { name: /Newly failing/ });
    await expect(section.locator('li').count()).resolves.toBe(10);
    await section.getByRole('button', { name: /Show more/ }).click();
    await expect.poll(() => section.locator('li').count()).toBe(100);
    await expect(page.getByText('139 more are not in this file').count()).resolves.toBe(1);
    await page.close();
  });
});
