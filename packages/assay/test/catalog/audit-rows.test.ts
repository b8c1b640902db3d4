import { beforeEach, describe, expect, test } from 'vitest';
import { stageRulesSchema } from '../../src/domain/stage-rules.ts';
import { catalogPerTest } from './catalog-per-test.ts';
import { places } from './places.ts';
import { idOf, sampleVersion } from './sample-version.ts';

const at = (day: number): string => new Date(Date.UTC(2026, 0, day)).toISOString();
const by = (owner: string, day = 10, reason = '') => ({ at: at(day), owner, reason });
const rules = stageRulesSchema.parse({ approved: {}, live: { approvals: 2 }, free: { gate: 'none' } });

describe.each(places)('rows that the audit speaks of, on $name', ({ begin }) => {
  const here = catalogPerTest(begin);
  const gate = (run: string) => ({
    run,
    decision: 'admit' as const,
    at: at(2),
    contract: { id: 'c', version: '1', sha256: 'x' },
  });
  const add = (message: string) => {
    const { id, record } = sampleVersion(message, { author: 'boss' });
    return here.catalog.versions.save({ id, record, tags: [`tag-${message}`], gate: gate(`r${message}`) });
  };
  const move = (number: number, stage: string, owner = 'boss', override = false) =>
    here.catalog.stages.move({ name: 'wear', number, stage, rules, override, by: by(owner, 11, 'because') });

  beforeEach(async () => {
    const { catalog } = here;
    for (const actor of ['mia', 'tom', 'eve'])
      await catalog.grants.change({
        grant: { actor, role: 'gatekeeper', on: 'we*', ...(actor === 'eve' ? { stage: 'free' } : {}) },
        revoke: false,
        by: by('boss'),
      });
    for (const message of ['a', 'b', 'c']) await add(message);
    await catalog.versions.gate({ name: 'wear', number: 2, gate: gate('again'), by: by('mia') });
    await catalog.versions.tag({ name: 'wear', alias: 'mine', number: 1, by: by('mia') });
    await catalog.versions.tag({ name: 'wear', alias: 'tag-c', by: by('mia') });
    await move(1, 'approved');
    await move(2, 'approved', 'mia');
    await move(1, 'live', 'mia');
    await move(2, 'live', 'mia');
    await move(2, 'live', 'tom');
    await move(3, 'live', 'boss', true);
    await catalog.stages.rollBack({ name: 'wear', stage: 'approved', by: by('mia', 12) });
    await catalog.grants.change({
      grant: { actor: 'eve', role: 'gatekeeper', on: 'we*', stage: 'free' },
      revoke: true,
      by: by('boss', 12),
    });
  });

  test('are as it says, whatever was done', async () => {
    const found = await here.catalog.audit.verify();
    expect(found).toMatchObject({ rows: expect.any(Number) });
    expect(found.broken).toBeUndefined();
    expect(found.differences).toBeUndefined();
    expect(found.rows).toBeGreaterThan(20);
  });

  test.each([
    [
      'a grant to oneself',
      "INSERT INTO grants VALUES ('eve', 'admin', '*', '')",
      'grant',
      'eve: admin of *',
      undefined,
    ],
    [
      'a grant that was taken away',
      "DELETE FROM grants WHERE actor = 'tom'",
      'grant',
      'tom: gatekeeper of we*',
      'it is there',
    ],
    [
      'a flipped alias',
      "UPDATE aliases SET number = 3 WHERE alias = 'approved'",
      'alias',
      'wear@approved',
      'number 1',
    ],
    ['a tag', "UPDATE aliases SET number = 2 WHERE alias = 'mine'", 'alias', 'wear@mine', 'number 1'],
    [
      'a looser rule',
      `UPDATE stage_rules SET rule = '{"approvals":0,"gate":"none"}' WHERE stage = 'live'`,
      'rule of a stage',
      'live',
      'rule {"approvals":2,"gate":"warn"}',
    ],
    [
      'another decision of a gate',
      "UPDATE gated_versions SET decision = 'block' WHERE run = 'again'",
      'gate',
      'again of wear@v2',
      'decision admit',
    ],
    [
      'a younger decision',
      "UPDATE gated_versions SET at = '2027-01-01T00:00:00.000Z' WHERE run = 'rc'",
      'gate',
      'rc of wear@v3',
      'at 2026-01-02T00:00:00.000Z',
    ],
    [
      'an approval',
      "INSERT INTO approvals VALUES ('wear', 3, 'live', 'tom', '2026-01-11T00:00:00.000Z')",
      'approval',
      'tom, wear@v3 to live',
      undefined,
    ],
    [
      'a version',
      `INSERT INTO versions (name, number, id, tree, record) VALUES ('wear', 9, 'sha256:0', 'sha256:0', '{"tree":"sha256:0"}')`,
      'version',
      'wear@v9',
      undefined,
    ],
    [
      'another record',
      `UPDATE versions SET record = replace(record, '"author":"boss"', '"author":"eve"') WHERE number = 2`,
      'version',
      'wear@v2',
      'record of this id',
    ],
    [
      'other bytes',
      "UPDATE versions SET tree = 'sha256:0' WHERE number = 2",
      'version',
      'wear@v2',
      'record of this id',
    ],
    [
      'a move that was taken out',
      "DELETE FROM stage_moves WHERE stage = 'live' AND after = 3",
      'move',
      'move 2 of wear@live',
      'before 2, after 3, kind override, at 2026-01-11T00:00:00.000Z, actor boss, reason because',
    ],
    [
      'who moved a stage',
      "UPDATE stage_moves SET actor = 'eve' WHERE stage = 'approved' AND after = 2",
      'move',
      'move 2 of wear@approved',
      'actor mia',
    ],
  ])('show %s', async (_what, sql, what, of, told) => {
    await here.place.sql(sql);
    const { broken, differences } = await here.catalog.audit.verify();
    expect(broken).toBeUndefined();
    expect(differences?.first.map((one) => [one.what, one.of, one.told])).toContainEqual([what, of, told]);
  });

  test('follow versions that got other numbers, and moves that were taken back', async () => {
    const { id, record } = sampleVersion('theirs');
    const read = {
      entry: {
        schema: 'assay.remote-entry/v1' as const,
        name: 'wear',
        seq: 1,
        previous: null,
        by: { actor: 'tom', at: at(5), catalog: 'other', audit: { entries: 0, head: null } },
        fact: { kind: 'version' as const, number: 1, id },
      },
      id: idOf('entry'),
    };
    const taken = await here.catalog.remotes.take({
      remote: 'share',
      read,
      record,
      lastNumber: 2,
      rules,
      by: by('boss', 13),
    });
    expect(taken.renumbered).toHaveLength(3);
    expect((await here.catalog.audit.verify()).differences).toBeUndefined();
    await here.place.sql("UPDATE aliases SET number = 3 WHERE alias = 'tag-b'");
    expect((await here.catalog.audit.verify()).differences?.first).toEqual([
      { what: 'alias', of: 'wear@tag-b', told: 'number 4', found: 'number 3' },
    ]);
  });

  test('are held against it while others write', async () => {
    const other = await here.place.open();
    const writing = (async () => {
      for (let number = 1; number <= 30; number += 1)
        await other.versions.tag({ name: 'wear', alias: 'busy', number: 1 + (number % 3), by: by('mia') });
    })();
    for (let round = 0; round < 5; round += 1)
      expect((await here.catalog.audit.verify()).differences).toBeUndefined();
    await writing;
    await other.close();
  });

  test('a clock that was put back shows, and stops nothing', async () => {
    await here.catalog.versions.tag({ name: 'wear', alias: 'late', number: 1, by: by('mia', 2) });
    const { backInTime, differences } = await here.catalog.audit.verify();
    expect([backInTime?.count, differences]).toEqual([1, undefined]);
  });
});
