import { describe, expect, test } from 'vitest';
import type { ReportPage } from '../../src/domain/report-data.ts';
import type { Run } from '../../src/domain/run.ts';
import { ruleChanges } from '../../src/domain/run-changes.ts';
import { changesMarkdown } from '../../src/report/changes-markdown.ts';
import { pageOf } from '../../src/report/html/page.ts';
import { admitted, blocked, failed, hostileRun, manyFailures } from '../report/sample-runs.ts';
import { chromiumPath } from '../support/browser.ts';
import { htmlOfPages } from '../support/html-of-pages.ts';
import { widePage } from '../support/wide-page.ts';
import { faultsOf, type Look, type Opened, pagesPerSuite } from './open-page.ts';

describe.skipIf(chromiumPath === undefined)(
  'the HTML report in Chromium (skipped where there is none)',
  () => {
    const chromium = pagesPerSuite();

    const opened = (pages: readonly ReportPage[], look: Look = {}): Promise<Opened> =>
      chromium.open(htmlOfPages(pages), look);

    const wide = widePage(60, 20);

    test.each([
      ['a blocked run', [pageOf('readings', { run: blocked })], /Blocked/],
      ['an admitted run', [pageOf('readings', { run: admitted })], /Admitted/],
      ['a run that could not run', [pageOf('orders', { run: failed })], /Could not run/],
      ['many failures', [pageOf('readings', { run: manyFailures })], /Blocked/],
      ['texts that break formats', [pageOf('x', { run: hostileRun })], /Blocked/],
      ['history and columns', [wide], /Blocked/],
    ])('shows %s without an error, a word on the console or a request', async (_what, pages, title) => {
      const { page, heard } = await opened(pages);
      await expect(page.getByRole('heading', { level: 1 }).textContent()).resolves.toMatch(title);
      expect(heard).toEqual([]);
      await page.close();
    });

    test('writes what turns the direction of text as escapes', async () => {
      const { page } = await opened([pageOf('x', { run: hostileRun })]);
      const shown = await page.locator('#app').textContent();
      for (const one of ['\u001b', '\u202e', '\u202c']) expect(shown).not.toContain(one);
      expect(shown).toContain('\\u{202e}');
      await page.close();
    });

    test.each([
      [1280, 'light'],
      [768, 'dark'],
      [360, 'light'],
    ] as const)('is accessible and fits at %i pixels, %s', async (width, scheme) => {
      const { page } = await opened([wide], { width, scheme });
      expect(await faultsOf(page)).toEqual({ serious: [], overflow: 0 });
      await page.close();
    });

    test('finds rules and columns by what is typed, and filters by verdict', async () => {
      const { page } = await opened([wide]);
      const rules = page.locator('table.rules tbody tr');
      await page.getByLabel('Search', { exact: true }).fill('c7/');
      await expect.poll(() => rules.count()).toBe(5);
      await page.getByLabel('Search', { exact: true }).fill('');
      await page.getByRole('combobox', { name: 'Verdict' }).selectOption('fail');
      await expect.poll(() => rules.count()).toBe(wide.findings.length);
      await page.getByLabel('Search columns').fill('c59');
      await expect.poll(() => page.locator('li.column').count()).toBe(1);
      await page.close();
    });

    test('shows more of a long list only when asked', async () => {
      const { page } = await opened([wide]);
      await expect(page.locator('li.column').count()).resolves.toBe(24);
      await page.getByRole('button', { name: /Show more: 36 columns left/ }).click();
      await expect.poll(() => page.locator('li.column').count()).toBe(60);
      await page.close();
    });

    test('names beside the decision what it was for, and how much more there is', async () => {
      const { page } = await opened([wide]);
      const reasons = page.getByRole('region', { name: 'Blocked' }).getByRole('listitem');
      const first = wide.run?.verdicts[wide.findings[0] ?? -1];
      await expect(reasons.first().textContent()).resolves.toBe(
        `${first?.element?.split('.')[1]}: ${first?.message}`,
      );
      expect(wide.findings.length).toBeLessThanOrEqual(3);
      await page.close();
      const many = await opened([pageOf('readings', { run: manyFailures })]);
      const all = many.page.getByRole('region', { name: 'Blocked' }).getByRole('listitem');
      await expect(all.count()).resolves.toBe(4);
      await expect(all.last().textContent()).resolves.toMatch(/^[\d,]+ more findings$/);
      await many.page.close();
      const told = blocked.verdicts.map((verdict) => ({ ...verdict, severity: 'info' as const }));
      const info = await opened([pageOf('readings', { run: { ...admitted, verdicts: told } })]);
      const none = info.page.getByRole('region', { name: 'Admitted' }).getByRole('listitem');
      await expect(none.count()).resolves.toBe(0);
      await info.page.close();
    });

    test('tells the decision of all verdicts, whatever is left out', async () => {
      const page = pageOf('readings', { run: admitted });
      const { page: shown } = await opened([{ ...page, run: { ...admitted, verdicts: [] } }]);
      const banner = shown.getByRole('region', { name: 'Admitted' });
      await expect(banner.locator('.why').textContent()).resolves.toBe('1 rule holds. The data may be used.');
      await shown.close();
    });

    test('names up to six columns that miss the same rows, and how many more there are', async () => {
      const { profile, ...rest } = wide;
      if (profile?.missing === undefined || 'unknown' in profile.missing) throw new Error('no map');
      const names = profile.columns.slice(0, 8).map(({ name }) => name);
      const missing = { ...profile.missing, together: [names] };
      const { page } = await opened([{ ...rest, profile: { ...profile, missing } }]);
      const section = page.getByRole('region', { name: /^Missing values/ });
      await expect(section.textContent()).resolves.toContain(
        'Missing in exactly the same rows: c0, c1, c2, c3, c4, c5 and 2 more columns.',
      );
      await page.close();
      const pairs = Array.from({ length: 40 }, (_, at) => [`c${at}`, `d${at}`]);
      const many = await opened([
        { ...rest, profile: { ...profile, missing: { ...missing, together: pairs } } },
      ]);
      const told = many.page.getByRole('region', { name: /^Missing values/ }).locator('p');
      await expect(told.count()).resolves.toBe(13);
      await expect(told.last().textContent()).resolves.toBe('So it is of 28 more sets of columns.');
      await many.page.close();
    });

    test('draws charts when they come near, and all of them for print', async () => {
      const { page } = await opened([wide]);
      const drawn = () => page.locator('.plot svg').count();
      const charts = await page.locator('.plot').count();
      expect(charts).toBeGreaterThan(2);
      await expect.poll(drawn).toBeLessThan(charts);
      await page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
      await expect.poll(drawn).toBe(charts);
      await page.close();
    });

    test('says where in the rows values are missing, and which columns miss the same rows', async () => {
      const { page } = await opened([wide]);
      const section = page.getByRole('region', { name: /^Missing values in 4 of 60 columns/ });
      const rows = section.locator('tbody tr');
      await expect(rows.allTextContents()).resolves.toEqual([
        expect.stringMatching(/^c13.*all over the rows0.013 %$/),
        expect.stringMatching(/^c26.*in the last 10 % of the rows0.026 %$/),
        expect.stringMatching(/^c39/),
        expect.stringMatching(/^c52/),
      ]);
      await expect(
        section.getByRole('img', { name: 'c26 is missing in the last 10 % of the rows' }).count(),
      ).resolves.toBe(1);
      await expect(rows.nth(1).locator('title').last().textContent()).resolves.toBe(
        'from row 98,000,001: 0.26 % missing',
      );
      await expect(section.textContent()).resolves.toContain(
        'Missing in exactly the same rows: c26 and c52.',
      );
      await page.close();
    });

    test('counts columns that it leaves out, and calls none complete that was not counted', async () => {
      const { profile, ...rest } = wide;
      if (profile === undefined) throw new Error('no profile');
      const few = { ...profile, columns: profile.columns.slice(0, 10), columnsLeftOut: 50 };
      const left = await opened([{ ...rest, profile: few }]);
      await expect(
        left.page.getByRole('heading', { name: 'Missing values in 4 of 60 columns' }).count(),
      ).resolves.toBe(1);
      await left.page.close();
      const uncounted = profile.columns.slice(0, 10).map((column) => ({ ...column, metrics: {} }));
      const { missing: _missing, ...complete } = profile;
      const none = await opened([{ ...rest, profile: { ...complete, columns: uncounted } }]);
      await expect(none.page.getByRole('region', { name: /^Missing values/ }).textContent()).resolves.toBe(
        'Missing values Of 10 columns they could not be counted.',
      );
      await none.page.close();
    });

    test('says why it is not known where values are missing', async () => {
      const { profile, ...rest } = wide;
      const unknown = { unknown: 'a table has no order of rows' };
      const { page } = await opened([
        { ...rest, ...(profile === undefined ? {} : { profile: { ...profile, missing: unknown } }) },
      ]);
      const section = page.getByRole('region', { name: /^Missing values/ });
      await expect(section.textContent()).resolves.toContain('not known: a table has no order of rows.');
      await page.close();
    });

    test('goes from dataset to dataset, by keyboard too', async () => {
      const { page } = await opened([
        pageOf('readings', { run: blocked }),
        pageOf('orders', { run: failed }),
      ]);
      await page.keyboard.press('Tab');
      await expect(page.evaluate('document.activeElement.textContent')).resolves.toBe('Skip to the content');
      await page.getByRole('button', { name: 'orders' }).press('Enter');
      await expect(page.getByRole('heading', { level: 1 }).textContent()).resolves.toBe('Could not run');
      await page.close();
    });

    test('stands beside an earlier run and says what has changed', async () => {
      const { page } = await opened([pageOf('readings', { run: blocked, earlierRun: admitted })]);
      const changes = page.getByRole('region', { name: /Since/ });
      await expect(changes.textContent()).resolves.toContain('readings.temp/stuck');
      await page.close();
    });

    test('tells the same changes as Markdown does', async () => {
      const earlierRun: Run = {
        ...blocked,
        contract: { id: 'readings', version: '1.1.0', sha256: 'sha256:1' },
        verdicts: blocked.verdicts.flatMap((each) => {
          if (each.rule.endsWith('unit/mean')) return [];
          if (each.rule.endsWith('temp/range'))
            return [{ ...each, count: 12, expected: 'every value between 4 and 20' }];
          return [each];
        }),
      };
      const told = ruleChanges(earlierRun, blocked).map(({ kind, rule }) => [kind, rule]);
      expect(told).toEqual([
        ['new rule', 'readings.unit/mean'],
        ['worse', 'readings.temp/range'],
      ]);
      const { page } = await opened([pageOf('readings', { run: blocked, earlierRun })]);
      const rows = page.getByRole('region', { name: /Since/ }).locator('tbody tr');
      const shown = await Promise.all(
        (await rows.all()).map((row) => row.locator('td, th').allTextContents()),
      );
      expect(shown.map(([kind, rule]) => [kind, rule])).toEqual(told);
      expect(shown[1]?.slice(2)).toEqual([
        'failed 12',
        'failed 1,502',
        expect.stringContaining('1,502 values above 31'),
        'every value between 4 and 20 → every value between 4 and 31',
      ]);
      await page.close();
    });

    test('says how scores moved as Markdown does, and of which dataset the other run is', async () => {
      const scored = (name: string, accuracy: number, overall: number): Run => ({
        ...blocked,
        subject: { ...blocked.subject, name },
        scores: { overall, dimensions: { accuracy, coverage: 0.9961 } },
      });
      const [now, before] = [scored('readings', 0.9355, 0.8201), scored('older', 1, 0.8299)];
      const { page } = await opened([pageOf('readings', { run: now, earlierRun: before })]);
      const tiles = await page.locator('.tile').allTextContents();
      expect(tiles).toEqual(['overall0.82', 'accuracy0.93▼ 0.07', 'coverage0.99']);
      expect(changesMarkdown(before, now, 5).join('\n')).toContain('accuracy 1.00 → **0.93** (−0.07)');
      const told = page.getByRole('heading', { name: /Since/ });
      await expect(told.textContent()).resolves.toContain(`run ${before.id} of older`);
      await page.close();
    });

    test('of a profile says what stands beside it', async () => {
      const profile = wide.profile;
      if (profile === undefined) throw new Error('no profile');
      const earlierProfile = { ...profile, source: 'older.parquet', rows: 12 };
      const { page } = await opened([pageOf('wide', { profile, earlierProfile })]);
      await expect(page.locator('.banner').textContent()).resolves.toContain('Besideolder.parquet, 12 rows');
      await page.close();
    });

    test('compares nothing with a run that could not be done', async () => {
      const { page } = await opened([pageOf('readings', { run: blocked, earlierRun: failed })]);
      const changes = await page.getByRole('region', { name: /Since/ }).textContent();
      expect(changes).toContain('nothing to compare');
      expect(changes).not.toContain('new rule');
      await page.close();
    });

    test('tells the decision even where scripts are off', async () => {
      const page = await chromium.openPlain(htmlOfPages([pageOf('readings', { run: blocked })]));
      await expect(page.locator('body').textContent()).resolves.toMatch(/BLOCK readings.*stays 21.40/s);
      await page.close();
    });
  },
);
