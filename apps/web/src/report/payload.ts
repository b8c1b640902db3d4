import type { ReportData } from '../../../../packages/assay/src/domain/report-data.ts';

/** Reads what the page carries: JSON, deflated, in base64. */
export const readPayload = async (document: Document): Promise<ReportData> => {
  const held = document.getElementById('data')?.textContent ?? '';
  const letters = atob(held.trim());
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return (await new Response(inflated).json()) as ReportData;
};
