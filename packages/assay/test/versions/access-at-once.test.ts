import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  auditReportSchema,
  auditVerifiedSchema,
  versionLogSchema,
} from '../../src/domain/version-reports.ts';
import { type CatalogPlace, places } from '../catalog/places.ts';
import { contractText } from '../support/contract-text.ts';
import { printedAs, runAs } from '../support/run-as.ts';
import { folderPerTest } from '../support/test-folder.ts';

describe.each(places)('processes that move stages at once, on $name', ({ begin }) => {
  const folder = folderPerTest();
  let place: CatalogPlace;
  const as = (actor: string, line: string) =>
    runAs(folder.path, actor, line, place.url === undefined ? {} : { CATALOG_URL: place.url });
  const entries = async () => printedAs(auditReportSchema, await as('boss', 'audit --json')).entries;
  const whole = async () => {
    const found = printedAs(auditVerifiedSchema, await as('boss', 'audit verify --json'));
    expect([found.broken, found.differences]).toEqual([undefined, undefined]);
  };
  const standsAt = async (stage: string) =>
    printedAs(versionLogSchema, await as('boss', 'log small --json')).versions.find(({ aliases }) =>
      aliases.includes(stage),
    )?.number;

  beforeEach(async () => {
    place = await begin();
    folder.write('small.odcs.yaml', contractText('small', '{name: id, logicalType: integer}'));
    folder.write(
      'assay.yaml',
      [
        'version: 1',
        ...(place.url === undefined ? [] : [`catalog: \${env:CATALOG_URL}`]),
        'datasets:',
        '  small: {path: small.csv, contract: small.odcs.yaml}',
        'stages:',
        '  approved: {gate: admit}',
        '  live: {gate: admit, approvals: 2}',
        '',
      ].join('\n'),
    );
    for (const number of [1, 2]) {
      folder.write('small.csv', `id\n${number}\n`);
      await as('boss', 'add --as small');
    }
    await as('boss', 'grant boss admin');
    for (const actor of ['mia', 'tom']) await as('boss', `grant ${actor} gatekeeper`);
    expect((await as('boss', 'promote small@v1 approved')).code).toBe(0);
  });
  afterEach(() => place.remove());

  test('each move begins where the one before it ended', async () => {
    const runs = await Promise.all(
      ['mia', 'tom', 'mia', 'tom'].map((actor, at) =>
        as(actor, `promote small@v${1 + ((at + 1) % 2)} approved`),
      ),
    );
    for (const { code, stderr } of runs) expect([code, stderr]).toEqual([0, '']);
    const moves = (await entries()).filter(({ action }) => action === 'stage.promote');
    for (const [at, { detail }] of moves.entries())
      expect(detail.before).toBe(moves[at - 1]?.detail.after ?? null);
    expect(await standsAt('approved')).toBe(moves.at(-1)?.detail.after);
    await whole();
  });

  test('no move is made by a grant that was taken away before it', async () => {
    await Promise.all([
      as('boss', 'grant mia gatekeeper --revoke'),
      as('mia', 'promote small@v2 approved'),
      as('mia', 'promote small@v1 approved'),
      as('mia', 'promote small@v2 approved'),
    ]);
    const told = await entries();
    const revoked = told.findIndex(({ action }) => action === 'grant.revoke');
    const after = told.slice(revoked + 1).filter(({ owner }) => owner === 'mia');
    expect(revoked).toBeGreaterThan(0);
    for (const { action } of after) expect(action).toContain('refuse');
    await whole();
  });

  test('of two who agree at once one moves the stage, and both count', async () => {
    const runs = await Promise.all(['mia', 'tom'].map((actor) => as(actor, 'promote small@v2 live')));
    expect(runs.map(({ code }) => code).toSorted()).toEqual([0, 1]);
    expect(await standsAt('live')).toBe(2);
    expect((await entries()).slice(-2).map(({ action }) => action)).toEqual([
      'stage.approve',
      'stage.promote',
    ]);
    await whole();
  });
});
