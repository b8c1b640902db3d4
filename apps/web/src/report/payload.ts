import type { ReportData } from '../../../../packages/assay/src/domain/report-data.ts';

/** Reads what the page carries: JSON, deflated, in base64. */
export const readPayload = async (document: Document): Promise<ReportData> => {
  const held = document.getElementById('data')?.textContent ?? '';
  const bytes = Uint8Array.from(atob(held.trim()), (letter) => letter.charCodeAt(0));
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return (await new Response(inflated).json()) as ReportData;
};
