import { describe, expect, test } from 'vitest';
import type { StageWish } from '../../src/catalog/stages/move-stage.ts';
import { objectId } from '../../src/domain/object-id.ts';
import type { Grant } from '../../src/domain/roles.ts';
import type { Decision } from '../../src/domain/run.ts';
import { type StageRules, stageRulesSchema, usualStages } from '../../src/domain/stage-rules.ts';
import { catalogPerTest } from './catalog-per-test.ts';
import { places } from './places.ts';

const hexes = (digit: string) => objectId(digit.repeat(64));
const at = (day: number): string => new Date(Date.UTC(2026, 0, day)).toISOString();
const by = (owner: string, day = 10, reason = '') => ({ at: at(day), owner, reason });
const rules = (given: Readonly<Record<string, object>>): StageRules => stageRulesSchema.parse(given);

describe.each(places)('stages on $name', ({ begin }) => {
  const here = catalogPerTest(begin);
  const add = (decision?: Decision, { day = 1, contract = 'c', author = 'author' } = {}): Promise<number> =>
    here.catalog.versions.save({
      id: hexes('a'),
      record: {
        schema: 'assay.version/v1',
        name: 'wear',
        kind: 'dataset',
        form: 'folder',
        tree: hexes('b'),
        files: 1,
        bytes: 1,
        createdAt: at(day),
        author,
        message: '',
        source: 'x',
        metadata: {},
      },
      tags: [],
      ...(decision === undefined
        ? {}
        : {
            gate: {
              run: `r${day}`,
              decision,
              at: at(day),
              contract: { id: contract, version: '1', sha256: 'x' },
            },
          }),
    });
  const move = (number: number, stage: string, more: Partial<StageWish> = {}) =>
    here.catalog.stages.move({
      name: 'wear',
      number,
      stage,
      rules: usualStages,
      override: false,
      by: by('author'),
      ...more,
    });
  const leadsTo = async (alias: string): Promise<number | undefined> =>
    (await here.catalog.versions.find({ name: 'wear', choice: { alias } }))?.number;
  const give = (grant: Grant, revoke = false, owner = 'boss') =>
    here.catalog.grants.change({ grant, revoke, by: by(owner) });
  const told = async () => (await here.catalog.audit.list()).map(({ action }) => action);

  test('the moves that led to one version are told in their order, of all stages', async () => {
    await add('admit');
    await add('admit');
    await move(1, 'approved');
    await move(2, 'approved', { by: by('author', 11) });
    await move(1, 'candidate', { by: by('author', 12) });
    await move(1, 'approved', { by: by('author', 13) });
    const moves = await here.catalog.stages.movesTo('wear', 1);
    expect(moves.map(({ stage, before, after }) => [stage, before, after])).toEqual([
      ['approved', undefined, 1],
      ['candidate', undefined, 1],
      ['approved', 2, 1],
    ]);
    expect(await here.catalog.stages.movesTo('other', 1)).toEqual([]);
  });

  test('a stage leads to a version that its gate lets through, and to no other', async () => {
    await add('block');
    await add('admit');
    await add();
    expect(await move(1, 'approved')).toEqual({
      outcome: 'refused',
      lacking: ['its gate says block, and warn is the least'],
    });
    expect(await move(3, 'approved')).toEqual({
      outcome: 'refused',
      lacking: ['its gate has not judged it'],
    });
    expect(await leadsTo('approved')).toBeUndefined();
    expect(await move(2, 'approved')).toMatchObject({
      outcome: 'moved',
      move: { after: 2, kind: 'promote' },
    });
    expect(await leadsTo('approved')).toBe(2);
    expect(await move(2, 'approved')).toEqual({ outcome: 'stands-there' });
    expect(await told()).toEqual([
      'version.add',
      'version.add',
      'version.add',
      'promote.refuse',
      'promote.refuse',
      'stages.set',
      'stage.promote',
    ]);
  });

  test('the gate is that of the rule: its contract, its age, its least decision, the stage before', async () => {
    await add('warn', { day: 1 });
    const asks = (rule: object) => ({ rules: rules({ live: rule, approved: { gate: 'none' } }) });
    const lacking = async (rule: object) => {
      const found = await move(1, 'live', asks(rule));
      return found.outcome === 'refused' ? found.lacking : found.outcome;
    };
    expect(await lacking({ gate: 'admit' })).toEqual(['its gate says warn, and admit is the least']);
    expect(await lacking({ contract: 'other' })).toEqual(['its gate has not judged it by other']);
    expect(await lacking({ within: '8d' })).toEqual([
      'its gate judged it on 2026-01-01T00:00, and the decision may be 8d old',
    ]);
    expect(await lacking({ from: 'approved' })).toEqual(['it does not stand at approved']);
    expect(await lacking({ within: '9d', contract: 'c' })).toBe('moved');
  });

  test('the newest decision counts: an older one that was better does not', async () => {
    await add('admit', { day: 1 });
    const [first] = await here.catalog.versions.list();
    const gate = {
      run: 'r9',
      decision: 'block' as const,
      at: at(9),
      contract: { id: 'c', version: '2', sha256: 'y' },
    };
    await here.catalog.versions.gate({ name: 'wear', number: 1, gate, by: by('author') });
    expect(first?.gates).toHaveLength(1);
    expect(await move(1, 'approved')).toMatchObject({ outcome: 'refused' });
  });

  test('others than the author agree, each counted once, for this very version', async () => {
    await add('admit');
    await add('admit', { day: 2 });
    const two = { rules: rules({ live: { approvals: 2 } }) };
    expect(await move(1, 'live', { ...two, by: by('author') })).toMatchObject({ outcome: 'refused' });
    expect(await move(1, 'live', { ...two, by: by('mia') })).toEqual({
      outcome: 'approved',
      lacking: ['1 more approval of others than its author author'],
    });
    expect(await move(1, 'live', { ...two, by: by('mia') })).toMatchObject({ outcome: 'approved' });
    expect(await move(2, 'live', { ...two, by: by('tom') })).toMatchObject({ outcome: 'approved' });
    expect(await leadsTo('live')).toBeUndefined();
    expect(await move(1, 'live', { ...two, by: by('tom') })).toMatchObject({ outcome: 'moved' });
    expect(await leadsTo('live')).toBe(1);
  });

  test('an override moves it all the same, with a reason, and the audit says what was lacking', async () => {
    await add('block');
    expect(await move(1, 'approved', { override: true })).toMatchObject({
      outcome: 'refused',
      lacking: ['its gate says block, and warn is the least', 'an override needs a reason'],
    });
    const forced = await move(1, 'approved', { override: true, by: by('author', 10, 'line stands still') });
    expect(forced).toMatchObject({ outcome: 'moved', move: { kind: 'override' } });
    expect((await here.catalog.audit.list()).at(-1)).toMatchObject({
      action: 'stage.override',
      reason: 'line stands still',
      detail: { lacking: ['its gate says block, and warn is the least'], before: null, after: 1 },
    });
  });

  test('a rollback leads back step by step, and never forward again', async () => {
    for (let number = 1; number <= 3; number += 1) {
      await add('admit', { day: number });
      await move(number, 'approved');
    }
    const back = () => here.catalog.stages.rollBack({ name: 'wear', stage: 'approved', by: by('author') });
    expect(await back()).toMatchObject({ before: 3, after: 2, kind: 'rollback' });
    expect(await leadsTo('approved')).toBe(2);
    expect(await back()).toMatchObject({ before: 2, after: 1 });
    expect(await back()).toBeUndefined();
    expect(await leadsTo('approved')).toBe(1);
    await move(3, 'approved');
    expect(await back()).toMatchObject({ before: 3, after: 1 });
  });

  test('a version that is promoted anew under other rules is no step of its own to go back', async () => {
    for (let number = 1; number <= 2; number += 1) {
      await add('admit', { day: number });
      await move(number, 'approved');
    }
    await move(2, 'approved', { rules: rules({ approved: { gate: 'admit' } }) });
    const back = () => here.catalog.stages.rollBack({ name: 'wear', stage: 'approved', by: by('author') });
    expect(await back()).toMatchObject({ before: 2, after: 1, kind: 'rollback' });
    expect(await leadsTo('approved')).toBe(1);
    expect(await back()).toBeUndefined();
  });

  test('what every object has is no stage: such a tag is free', async () => {
    await add('admit');
    await here.catalog.versions.tag({ name: 'wear', alias: 'constructor', number: 1, by: by('author') });
    expect(await leadsTo('constructor')).toBe(1);
  });

  test('no other path leads there: tags do not, when they are set, added with, or there before', async () => {
    await add('block');
    const tag = (alias: string) =>
      here.catalog.versions.tag({ name: 'wear', alias, number: 1, by: by('author') });
    await expect(tag('champion')).rejects.toThrow('champion is a stage');
    await tag('live');
    expect(await leadsTo('live')).toBe(1);
    await add('admit');
    expect(await move(2, 'other', { rules: rules({ live: {}, other: {} }) })).toMatchObject({
      outcome: 'moved',
    });
    expect(await leadsTo('live')).toBeUndefined();
    await expect(tag('live')).rejects.toThrow('live is a stage');
    expect(await leadsTo('other')).toBe(2);
  });

  test('as soon as somebody was granted something, nobody may do what no grant says', async () => {
    await add('admit');
    await give({ actor: 'mia', role: 'gatekeeper', on: 'wea*' });
    expect(await here.catalog.grants.list()).toEqual([
      { actor: 'boss', role: 'admin', on: '*' },
      { actor: 'mia', role: 'gatekeeper', on: 'wea*' },
    ]);
    await expect(add('admit')).rejects.toThrow('author may not add wear: no grant; it takes contributor');
    expect(await move(1, 'approved')).toMatchObject({ outcome: 'refused' });
    expect(await move(1, 'approved', { by: by('mia') })).toEqual({
      outcome: 'refused',
      lacking: [
        'the stages of assay.yaml are others than those in force, and mia may not set-stages: gatekeeper of wea*; it takes owner, admin',
      ],
    });
    expect(await move(1, 'approved', { by: by('boss') })).toMatchObject({ outcome: 'moved' });
    await add('admit', { author: 'mia', day: 2 });
    expect(await move(2, 'approved', { by: by('mia') })).toMatchObject({ outcome: 'moved' });
    await add('block', { author: 'mia', day: 3 });
    const forced = await move(3, 'approved', { override: true, by: by('mia', 10, 'please') });
    expect(forced).toMatchObject({ outcome: 'refused' });
    await expect(give({ actor: 'mia', role: 'admin', on: '*' }, false, 'mia')).rejects.toThrow(
      'mia may not grant',
    );
    expect(await told()).toContain('grant.refuse');
    expect(await leadsTo('approved')).toBe(2);
  });

  test('a grant for one stage moves no other; what is taken away is gone; an admin stays', async () => {
    await add('admit');
    await give({ actor: 'mia', role: 'gatekeeper', on: 'wear', stage: 'approved' });
    await move(1, 'candidate', { by: by('boss') });
    expect(await move(1, 'retired', { by: by('mia') })).toMatchObject({ outcome: 'refused' });
    expect(await move(1, 'approved', { by: by('mia') })).toMatchObject({ outcome: 'moved' });
    await give({ actor: 'mia', role: 'gatekeeper', on: 'wear', stage: 'approved' }, true);
    await expect(
      here.catalog.stages.rollBack({ name: 'wear', stage: 'approved', by: by('mia') }),
    ).rejects.toThrow('mia may not promote');
    await expect(give({ actor: 'boss', role: 'admin', on: '*' }, true)).rejects.toThrow('must stay admin');
  });

  test('of two that move a stage at once each sees what the other did', async () => {
    for (let number = 1; number <= 10; number += 1) await add('admit', { day: number });
    await move(1, 'approved');
    const others = await Promise.all([here.place.open(), here.place.open()]);
    await Promise.all(
      Array.from({ length: 9 }, (_none, index) =>
        others[index % 2]?.stages.move({
          name: 'wear',
          number: index + 2,
          stage: 'approved',
          rules: usualStages,
          override: false,
          by: by('author'),
        }),
      ),
    );
    for (const other of others) await other.close();
    const moves = await here.catalog.stages.moves('wear', 'approved');
    expect(moves).toHaveLength(10);
    for (const [index, one] of moves.entries()) expect(one.before).toBe(moves[index - 1]?.after);
    expect(await leadsTo('approved')).toBe(moves.at(-1)?.after);
    expect((await here.catalog.audit.follow()).broken).toBeUndefined();
  });
});
