import { beforeEach, describe, expect, test } from 'vitest';
import type { StageWish } from '../../src/catalog/stages/move-stage.ts';
import { type RemoteFact, remoteFactSchema } from '../../src/domain/remote.ts';
import type { Grant, Role } from '../../src/domain/roles.ts';
import { type StageRules, stageRulesSchema, usualStages } from '../../src/domain/stage-rules.ts';
import { catalogPerTest } from './catalog-per-test.ts';
import { places } from './places.ts';
import { idOf, sampleVersion } from './sample-version.ts';

const at = (day: number): string => new Date(Date.UTC(2026, 0, day)).toISOString();
const by = (owner: string, day = 10, reason = 'because') => ({ at: at(day), owner, reason });
const text = idOf('contract');
const rulesOf = (approved: object): StageRules => stageRulesSchema.parse({ ...usualStages, approved });

describe.each(places)('a hostile colleague on $name', ({ begin }) => {
  const here = catalogPerTest(begin);
  const gateOf = (run: string, day: number, sha256 = text) => ({
    run,
    decision: 'admit' as const,
    at: at(day),
    contract: { id: 'c', version: '1', sha256 },
  });
  const add = (message: string, day = 2, author = 'ana') => {
    const { id, record } = sampleVersion(message, { author });
    return here.catalog.versions.save({ id, record, tags: [], gate: gateOf(`r ${message}`, day) });
  };
  const give = (
    actor: string,
    role: Role,
    more: Partial<Grant> & { revoke?: boolean; owner?: string } = {},
  ) => {
    const { revoke = false, owner = 'boss', ...grant } = more;
    return here.catalog.grants.change({ grant: { actor, role, on: '*', ...grant }, revoke, by: by(owner) });
  };
  const wish = (owner: string, number: number, more: Partial<StageWish> = {}): StageWish => ({
    name: 'wear',
    number,
    stage: 'approved',
    rules: usualStages,
    override: false,
    by: by(owner),
    ...more,
  });
  const move = (owner: string, number: number, more: Partial<StageWish> = {}) =>
    here.catalog.stages.move(wish(owner, number, more));
  const tag = (owner: string, alias: string, number?: number) =>
    here.catalog.versions.tag({
      name: 'wear',
      alias,
      ...(number === undefined ? {} : { number }),
      by: by(owner),
    });
  const leadsTo = async () =>
    (await here.catalog.versions.find({ name: 'wear', choice: { alias: 'approved' } }))?.number;
  let seq = 0;
  const take = (owner: string, fact: RemoteFact, rules = usualStages) => {
    seq += 1;
    const entry = {
      schema: 'assay.remote-entry/v1' as const,
      name: 'wear',
      seq,
      previous: seq === 1 ? null : idOf(`entry ${seq - 1}`),
      by: { actor: 'tom', at: at(5), catalog: 'other', audit: { entries: 0, head: null } },
      fact,
    };
    return here.catalog.remotes.take({
      remote: 'share',
      read: { entry, id: idOf(`entry ${seq}`) },
      lastNumber: 1,
      rules,
      by: by(owner),
    });
  };

  beforeEach(async () => {
    seq = 0;
    await add('one');
    await add('two');
    await give('reader', 'reader');
    await give('contributor', 'contributor');
    await give('keeper', 'gatekeeper');
    await give('ana', 'gatekeeper');
    await move('boss', 1);
  });

  test.each(['reader', 'contributor', 'stranger'])(
    'who is %s moves, tags as, rolls back no stage',
    async (who) => {
      const before = (await here.catalog.audit.list()).length;
      expect(await move(who, 2)).toMatchObject({ outcome: 'refused' });
      expect(await move(who, 2, { override: true })).toMatchObject({ outcome: 'refused' });
      await expect(
        here.catalog.stages.rollBack({ name: 'wear', stage: 'approved', by: by(who) }),
      ).rejects.toThrow(`${who} may not promote`);
      await expect(tag(who, 'approved', 2)).rejects.toThrow(/may not tag|is a stage/);
      await expect(tag(who, 'Approved', 2)).rejects.toThrow(/may not tag|is a stage/);
      await expect(tag(who, 'approved')).rejects.toThrow(/may not tag|is a stage/);
      expect(await leadsTo()).toBe(1);
      const news = (await here.catalog.audit.list()).slice(before);
      expect(news.length).toBeGreaterThanOrEqual(3);
      for (const { owner, action } of news)
        expect([owner, action]).toEqual([who, expect.stringContaining('refuse')]);
    },
  );

  test.each(['reader', 'contributor', 'keeper', 'stranger'])(
    'who is %s gives no role to anybody',
    async (who) => {
      await expect(give(who, 'admin', { owner: who })).rejects.toThrow(`${who} may not grant`);
      await expect(give('boss', 'admin', { owner: who, revoke: true })).rejects.toThrow(
        `${who} may not grant`,
      );
      expect((await here.catalog.audit.list()).at(-1)).toMatchObject({ action: 'grant.refuse', owner: who });
    },
  );

  test('who is admin of a pattern, or of a stage, gives no role either', async () => {
    await give('almost', 'admin', { on: '**' });
    await give('nearly', 'admin', { stage: 'approved' });
    for (const owner of ['almost', 'nearly'])
      await expect(give('eve', 'admin', { owner })).rejects.toThrow('may not grant');
  });

  test('the last admin stays; what nobody has is not taken away; a role that moves nothing is of no stage', async () => {
    await expect(give('boss', 'admin', { revoke: true })).rejects.toThrow('somebody must stay admin');
    await expect(give('eve', 'owner', { revoke: true })).rejects.toThrow('eve was not granted that');
    await expect(give('eve', 'reader', { stage: 'approved' })).rejects.toThrow('allows nothing');
  });

  test('a refusal says who can give the role', async () => {
    await expect(tag('reader', 'mine', 1)).rejects.toMatchObject({
      problems: [
        { hint: expect.stringContaining('roles are given by boss: assay grant reader ROLE --on wear') },
      ],
    });
  });

  test('nobody agrees to a version of their own', async () => {
    const two = rulesOf({ approvals: 1 });
    await move('boss', 1, { rules: two });
    expect(await move('ana', 2, { rules: two })).toMatchObject({ outcome: 'refused' });
    expect(await move('keeper', 2, { rules: two })).toMatchObject({ outcome: 'moved' });
  });

  test('a verdict by another text of the contract does not count where the rule names the text', async () => {
    const strict = rulesOf({ contract: 'c', contractText: text });
    await move('boss', 1, { rules: strict });
    const own = gateOf('own', 9, idOf('lax'));
    await here.catalog.versions.gate({
      name: 'wear',
      number: 2,
      gate: { ...own, decision: 'block' },
      by: by('ana'),
    });
    expect(await move('keeper', 2, { rules: strict })).toMatchObject({ outcome: 'moved' });
    const other = await add('three');
    await here.catalog.versions.gate({
      name: 'wear',
      number: other,
      gate: gateOf('x', 9, idOf('lax')),
      by: by('ana'),
    });
    expect(
      await move('keeper', other, { rules: rulesOf({ contract: 'c', contractText: idOf('third') }) }),
    ).toMatchObject({
      outcome: 'refused',
    });
  });

  test('a clock that is put back makes no verdict young, and one ahead makes none that counts', async () => {
    const young = rulesOf({ within: '5d' });
    await move('boss', 1, { rules: young, override: true, by: by('boss', 20) });
    expect(await move('keeper', 2, { rules: young, by: by('keeper', 20) })).toMatchObject({
      outcome: 'refused',
    });
    expect(await move('keeper', 2, { rules: young, by: by('keeper', 3) })).toEqual({
      outcome: 'refused',
      lacking: [expect.stringContaining('how old the decision is cannot be told')],
    });
    expect(await move('keeper', 2, { rules: young, by: by('keeper', 3) })).toMatchObject({
      outcome: 'refused',
    });
    await here.catalog.versions.gate({
      name: 'wear',
      number: 2,
      gate: gateOf('late', 300),
      by: by('ana', 20),
    });
    expect(await move('keeper', 2, { rules: young, by: by('keeper', 20) })).toEqual({
      outcome: 'refused',
      lacking: [expect.stringContaining('still to come')],
    });
    expect(await leadsTo()).toBe(1);
  });

  test('a remote says nothing at times that are none', () => {
    for (const time of ['', 'zzzz', '2026-01-09']) {
      const made = { stage: 'approved', after: 2, kind: 'promote', at: time, actor: 'keeper', reason: '' };
      expect(remoteFactSchema.safeParse({ kind: 'move', move: made }).success).toBe(false);
      const agreed = { kind: 'approval', number: 2, stage: 'approved', actor: 'keeper', at: time };
      expect(remoteFactSchema.safeParse(agreed).success).toBe(false);
    }
  });

  test('tags of a remote are names of tags', async () => {
    for (const alias of ['v2', 'latest', 'аpproved', '\u001b[2J', 'Approved'])
      expect(await take('contributor', { kind: 'tag', alias, number: 2 })).toMatchObject({
        outcome: 'refused',
      });
    expect((await here.catalog.versions.find({ name: 'wear', choice: { number: 2 } }))?.aliases).toEqual([]);
  });

  test('a dry run says what is lacking, moves nothing and leaves no entry', async () => {
    const before = (await here.catalog.audit.list()).length;
    expect(await here.catalog.stages.try(wish('reader', 2))).toMatchObject({ outcome: 'refused' });
    expect(await here.catalog.stages.try(wish('keeper', 2))).toMatchObject({ outcome: 'moved' });
    expect([await leadsTo(), (await here.catalog.audit.list()).length]).toEqual([1, before]);
  });

  test('leaves the catalog as the audit says', async () => {
    const { broken, differences } = await here.catalog.audit.verify();
    expect([broken, differences]).toEqual([undefined, undefined]);
  });
});

describe.each(places)('where no stages are in force yet, on $name', ({ begin }) => {
  const here = catalogPerTest(begin);
  test('a remote moves none by rules of a project whose user may not put them in force', async () => {
    const { id, record } = sampleVersion('one');
    await here.catalog.versions.save({ id, record, tags: [] });
    await here.catalog.grants.change({
      grant: { actor: 'keeper', role: 'gatekeeper', on: '*' },
      revoke: false,
      by: by('boss'),
    });
    const entry = {
      schema: 'assay.remote-entry/v1' as const,
      name: 'wear',
      seq: 1,
      previous: null,
      by: { actor: 'tom', at: at(5), catalog: 'other', audit: { entries: 0, head: null } },
      fact: {
        kind: 'move' as const,
        move: {
          stage: 'approved',
          after: 1,
          kind: 'promote' as const,
          at: at(9),
          actor: 'keeper',
          reason: '',
        },
      },
    };
    const taken = await here.catalog.remotes.take({
      remote: 'share',
      read: { entry, id: idOf('entry') },
      lastNumber: 1,
      rules: stageRulesSchema.parse({ approved: { gate: 'none' } }),
      by: by('keeper'),
    });
    expect(taken).toMatchObject({
      outcome: 'refused',
      because: [expect.stringContaining('may not set-stages')],
    });
  });
});
