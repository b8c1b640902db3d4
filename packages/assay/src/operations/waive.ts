import { join } from 'node:path';
import type { Catalog } from '../catalog/catalog.ts';
import { nearest } from '../domain/nearest.ts';
import { refuse } from '../domain/problem.ts';
import type { Status } from '../domain/verdict.ts';
import type { WaiverAdded } from '../domain/waiver.ts';
import { dayOf, waiversFile } from '../project/waivers.ts';
import { addWaiver } from '../project/waivers-file.ts';
import { withStoredCatalog } from './with-catalog.ts';

export interface Waive {
  readonly rule: string;
  /** The last day, as 2026-11-30. */
  readonly until: string;
  readonly owner: string;
  readonly reason: string;
}

const lastStatus = async (catalog: Catalog, rule: string): Promise<Status> => {
  const rules = await catalog.runs.latestRules();
  const found = rules.find((one) => one.rule === rule);
  if (found !== undefined) return found.status;
  if (rules.length === 0) return noRun();
  const near = nearest(
    rule,
    rules.map((one) => one.rule),
  );
  return refuse(
    'waiver-invalid',
    `no rule ${rule} was judged in the last runs`,
    near === undefined ? 'copy the id from the report of a run' : `did you mean ${near}?`,
  );
};

const noRun = (): never =>
  refuse('run-not-found', 'no run is stored yet, so no rule is known', 'run assay check first');

/**
 * Accepts one rule's failure until a date. The rule must be one that the last run of a dataset judged. Several may waive at once: none
 * of their waivers is lost.
 */
export const waiveRule = async (folder: string, given: Waive, now: Date): Promise<WaiverAdded> => {
  const waiver = { ...given, createdAt: dayOf(now) };
  const status = await withStoredCatalog(folder, async (catalog) => {
    const last = await lastStatus(catalog, given.rule);
    await catalog.alone(() => addWaiver(folder, waiver, now));
    return last;
  });
  return {
    schema: 'assay.waiver/v1',
    file: join(folder, waiversFile),
    waiver,
    status: status ?? noRun(),
  };
};
