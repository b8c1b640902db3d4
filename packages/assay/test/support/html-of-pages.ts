import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Digest } from '../../src/domain/digest.ts';
import type { ReportData, ReportPage } from '../../src/domain/report-data.ts';
import { type HtmlParts, htmlOf } from '../../src/report/html/html.ts';
import { about } from '../report/sample-runs.ts';

const web = join(import.meta.dirname, '../../web');

export const parts: HtmlParts = {
  script: readFileSync(join(web, 'report.js'), 'utf8'),
  style: readFileSync(join(web, 'report.css'), 'utf8'),
};

export const dataOf = (pages: readonly ReportPage[]): ReportData => ({
  schema: 'assay.report/v1',
  madeAt: '2026-05-01T09:00:00.000Z',
  assay: '0.1.0',
  checks: { range: about('range') ?? { summary: '', why: '' } },
  pages: [...pages],
});

export const htmlOfPages = (pages: readonly ReportPage[]): string => htmlOf(dataOf(pages), parts);

export const htmlOfDigest = (digest: Digest): string => htmlOf({ ...dataOf([]), digest }, parts);
