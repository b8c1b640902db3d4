import type { OneFileFacts } from '../domain/file-facts.ts';

/** A CSV file as examples of checks need it. */
export const exampleFile = (facts: Partial<OneFileFacts> = {}): OneFileFacts => ({
  path: 'in/batch.csv',
  sizeBytes: 1200,
  modifiedAt: '2024-05-10T05:30:00.000Z',
  format: 'csv',
  encoding: 'utf-8',
  rejectedCount: 0,
  ...facts,
});
