import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ruleChanges } from '../../src/domain/run-changes.ts';
import { fitted } from '../../src/report/html/fitted.ts';
import { htmlLimitBytes } from '../../src/report/html/html.ts';
import { pageOf } from '../../src/report/html/page.ts';
import { admitted, blocked, hostileRun, manyFailures } from '../report/sample-runs.ts';
import { htmlOfPages, parts } from '../support/html-of-pages.ts';
import { widePage } from '../support/wide-page.ts';
import { dataIn } from './data-in.ts';

describe('the HTML report', () => {
  test('carries its data whole where that is small', () => {
    const page = pageOf('readings', { run: blocked });
    expect(dataIn(htmlOfPages([page])).pages).toEqual([page]);
  });

  test('carries of what it compares with only what it shows', () => {
    const shown = { status: 'fail', severity: 'error', count: 1502 };
    const earlierRun = { ...blocked, id: 'r1' };
    const [page] = dataIn(htmlOfPages([pageOf('readings', { run: blocked, earlierRun })])).pages;
    const range = page?.earlierRun?.verdicts.find(({ rule }) => rule === 'readings.temp/range');
    expect(range).toEqual({ rule: 'readings.temp/range', ...shown });
    const changed = { ...earlierRun, contract: { id: 'readings', version: '0', sha256: 'sha256:0' } };
    const other = pageOf('readings', { run: blocked, earlierRun: changed }).earlierRun?.verdicts;
    expect(other?.find(({ rule }) => rule === 'readings.temp/range')).toEqual({
      ...range,
      expected: blocked.verdicts.find(({ rule }) => rule === 'readings.temp/range')?.expected,
    });
    const { profile } = widePage(20, 1);
    const beside = pageOf('wide', { ...(profile && { profile, earlierProfile: profile }) }).earlierProfile;
    expect(beside?.missing).toBeUndefined();
    expect(beside?.columns[1]?.metrics).toEqual({
      ...profile?.columns[1]?.metrics,
      quantileSketch: { bars: expect.any(Array) },
      valueCounts: { distinct: 98_765 },
    });
  });

  test('carries no value of an earlier profile that it does not show, nor of a column that is confidential now', () => {
    const [column] = widePage(1, 1).profile?.columns ?? [];
    const { profile } = widePage(1, 1);
    if (column === undefined || profile === undefined) throw new Error('no column');
    const names = { nulls: column.metrics.nulls, extent: { min: 'Ada', max: 'Zoe' }, approxDistinct: 2 };
    const earlierProfile = {
      ...profile,
      columns: [column, { ...column, name: 'who', kind: 'text' as const, metrics: names }],
    };
    const now = {
      ...profile,
      columns: earlierProfile.columns.map((one, index) => ({ ...one, confidential: index === 0 })),
    };
    const beside = pageOf('wide', { profile: now, earlierProfile }).earlierProfile;
    expect(beside?.columns.map(({ metrics }) => metrics)).toEqual([
      { nulls: column.metrics.nulls, approxDistinct: 98_765, valueCounts: { distinct: 98_765 } },
      { nulls: column.metrics.nulls, approxDistinct: 2 },
    ]);
  });

  test('orders the findings by what matters', () => {
    const { findings } = pageOf('readings', { run: blocked });
    expect(findings.map((index) => blocked.verdicts[index]?.rule)).toEqual([
      'readings.temp/stuck',
      'readings.temp/range',
      'readings.sensor_id/orphans',
      'readings.batch/required',
      'readings.unit/mean',
      'readings.humidity/range',
    ]);
  });

  test('runs the one script its policy names, and asks no network', () => {
    const html = htmlOfPages([pageOf('readings', { run: blocked })]);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    const code = /<script type="module">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`'sha256-${createHash('sha256').update(code).digest('base64')}'`);
    expect(policy).not.toMatch(/https?:|unsafe-eval/);
  });

  test('holds no code that only checks what it reads', () => {
    expect(parts.script).not.toContain('ZodError');
  });

  test('holds no markup of the data', () => {
    const html = htmlOfPages([pageOf('x', { run: hostileRun })]);
    const shell = html.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<style[\s\S]*?<\/style>/g, '');
    expect(shell).not.toContain('<b>');
    expect(shell).toContain('&lt;b&gt;');
  });

  test('of 2,000 columns and 50 runs stays under its limit', () => {
    const html = htmlOfPages([widePage(2000, 50)]);
    expect(Buffer.byteLength(html)).toBeLessThan(htmlLimitBytes);
    expect(dataIn(html).pages[0]?.run?.verdicts).toHaveLength(10_000);
  });

  test('of more than fits says what it left out', () => {
    const html = htmlOfPages([widePage(5_000, 50)]);
    expect(Buffer.byteLength(html)).toBeLessThan(htmlLimitBytes);
    const [page] = dataIn(html).pages;
    expect(page?.leftOut).toEqual([
      'past numbers of rules that always held',
      'frequent values and shapes of columns',
      'examples beyond the first 100 findings',
      'the history of rules, but for 200 that failed',
    ]);
    expect(page?.findings.every((index) => page.run?.verdicts[index]?.status === 'fail')).toBe(true);
  });

  test('says how many columns there are, also where it leaves some out', () => {
    const [page] = fitted([widePage(1200, 1)], ([first]) => (first?.profile?.columns.length ?? 0) <= 100);
    expect(page?.profile?.columns).toHaveLength(100);
    expect(page?.profile?.columnsLeftOut).toBe(1100);
  });

  test('counts in the decision the verdicts that it leaves out', () => {
    const [held] = admitted.verdicts.filter(({ status }) => status === 'pass');
    if (held === undefined) throw new Error('no verdict');
    const verdicts = Array.from({ length: 1500 }, (_, at) => ({ ...held, rule: `r.c${at}/range` }));
    const page = pageOf('readings', { run: { ...admitted, verdicts } });
    const [cut] = fitted([page], ([first]) => (first?.run?.verdicts.length ?? 0) <= 1000);
    expect(cut?.run?.verdicts).toEqual([]);
    expect(cut?.decided).toBe('1,500 rules hold. The data may be used.');
  });

  test('of rules whose verdicts are left out says not that they are gone', () => {
    const [first] = manyFailures.verdicts;
    if (first === undefined) throw new Error('no verdict');
    const verdicts = Array.from({ length: 1500 }, (_, at) => ({
      ...first,
      rule: `r.c${at}/range`,
      status: at % 5 === 0 ? ('pass' as const) : ('fail' as const),
    }));
    const run = { ...manyFailures, verdicts };
    const earlierRun = { ...run, verdicts: [...verdicts, { ...first, rule: 'r.gone/range' }] };
    const [page] = fitted(
      [pageOf('readings', { run, earlierRun })],
      (pages) => (pages[0]?.run?.verdicts.length ?? 0) <= 1000,
    );
    if (page?.run === undefined || page.earlierRun === undefined) throw new Error('no runs');
    expect(page.run.verdicts).toHaveLength(1000);
    expect(ruleChanges(page.earlierRun, page.run).map(({ kind, rule }) => [kind, rule])).toEqual([
      ['removed rule', 'r.gone/range'],
    ]);
  });

  test('stays under its limit whatever its examples and however many datasets it is of', () => {
    const randomText = (seed: number): string =>
      Array.from({ length: 7 }, (_, part) =>
        createHash('sha512').update(`${seed} ${part}`).digest('hex'),
      ).join('');
    const evidence = (at: number) => ({
      rows: Array.from({ length: 20 }, (_, row) => ({
        value: randomText(at * 100 + row),
        other: randomText(-at * 100 - row),
      })),
    });
    const [first] = manyFailures.verdicts;
    if (first === undefined) throw new Error('no verdict');
    const verdicts = Array.from({ length: 150 }, (_, at) => ({
      ...first,
      rule: `r.c/${at}`,
      evidence: evidence(at),
    }));
    const page = pageOf('readings', { run: { ...manyFailures, verdicts } });
    const alone = htmlOfPages([page]);
    expect(Buffer.byteLength(alone)).toBeLessThan(htmlLimitBytes);
    expect(dataIn(alone).pages[0]?.leftOut.at(-1)).toBe('all examples');
    const many = htmlOfPages(
      Array.from({ length: 1200 }, (_, index) =>
        pageOf(`n${index}`, {
          run: {
            ...manyFailures,
            verdicts: verdicts.slice(0, 40).map(({ rule, ...verdict }) => ({
              ...verdict,
              rule,
              message: randomText(index),
              evidence: {},
            })),
          },
        }),
      ),
    );
    expect(Buffer.byteLength(many)).toBeLessThan(htmlLimitBytes);
    expect(dataIn(many).pages[0]?.leftOut.at(-1)).toMatch(/^the pages of [\d,]+ more datasets$/);
  });
});
