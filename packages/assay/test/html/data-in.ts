import { inflateRawSync } from 'node:zlib';
import { type ReportData, reportDataSchema } from '../../src/domain/report-data.ts';

/** What an HTML report carries. */
export const dataIn = (html: string): ReportData => {
  const held = /<script type="text\/plain" id="data">([^<]*)<\/script>/.exec(html)?.[1] ?? '';
  return reportDataSchema.parse(JSON.parse(inflateRawSync(Buffer.from(held, 'base64')).toString('utf8')));
};
