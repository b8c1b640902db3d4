import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { digestMarkdown } from '../../src/report/digest-md.ts';
import { digestText } from '../../src/report/digest-text.ts';
import { widthOf } from '../../src/report/width.ts';
import { badDigest, hostileDigest, quietDigest, wideDigest } from './sample-digests.ts';

const golden = (name: string): string => join(import.meta.dirname, '../golden/report', name);
const plain = { colour: false };
const treacherous = ['\u001b', '\u202e'];

describe('a digest as text', () => {
  test('is as it was', async () => {
    await expect(`${digestText(badDigest, plain)}\n`).toMatchFileSnapshot(golden('digest.txt'));
  });

  test('of a quiet week is short', () => {
    expect(digestText(quietDigest, plain).split('\n').slice(0, 3)).toEqual([
      'Digest: 7 days to 2026-03-22 12:00 UTC, beside as many before (in brackets)',
      'Nothing has changed.',
      'runs 7  blocked 0  warned 0  could not run 0  quarantined rows 0',
    ]);
  });

  test('of any week stays on one screen, counts the rest and shows something of each kind', () => {
    const lines = digestText(wideDigest, { ...plain, width: 120 }).split('\n');
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(120);
    for (const title of ['Newly failing (239, ', 'Flapping (1)', 'Still failing (1)', 'Datasets (64, '])
      expect(lines.find((line) => line.startsWith(title))).toBeDefined();
  });

  test('narrow is cut, not broken', () => {
    const lines = digestText(badDigest, { ...plain, width: 60 }).split('\n');
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(60);
  });

  test('colours only where it is asked to', () => {
    expect(digestText(badDigest, plain)).not.toContain('\u001b');
    expect(digestText(badDigest, { colour: true })).toContain('\u001b[31m');
  });

  test('holds nothing of names that breaks a terminal', () => {
    for (const one of treacherous) expect(digestText(hostileDigest, plain)).not.toContain(one);
  });
});

describe('a digest as Markdown', () => {
  test('is as it was', async () => {
    await expect(digestMarkdown(badDigest)).toMatchFileSnapshot(golden('digest.md'));
  });

  test('of any week fits into a comment and counts the rest', () => {
    const markdown = digestMarkdown(wideDigest);
    expect(markdown.length).toBeLessThan(65_000);
    expect(markdown).toMatch(/^\*\*Newly failing\*\* \(239\)$/m);
    expect(markdown).toMatch(/^\d+ more$/m);
  });

  test('keeps names as they are: no markup, link, mention or cell', () => {
    const markdown = digestMarkdown(hostileDigest);
    const outsideCode = markdown.replace(/(`+)[^\n]*?[^`]\1(?!`)/g, '');
    expect(outsideCode).not.toMatch(/<b>|\]\(http:\/\/|@all/);
    for (const one of treacherous) expect(markdown).not.toContain(one);
    const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
    const widths = rows.map((row) => row.replaceAll('\\|', '').split('|').length);
    for (const [at, width] of widths.entries())
      if (/^\| ---/.test(rows[at] ?? '')) expect(widths[at + 1]).toBe(width);
  });
});
