import { hash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { StageWish } from '../../src/catalog/stages/move-stage.ts';
import { canonicalJson } from '../../src/domain/canonical-json.ts';
import { objectId } from '../../src/domain/object-id.ts';
import type { HashedEntry, RemoteFact, RemoteHead } from '../../src/domain/remote.ts';
import { type StageRules, stageRulesSchema, usualStages } from '../../src/domain/stage-rules.ts';
import type { GatedVersion, VersionRecord } from '../../src/domain/version-record.ts';
import { catalogPerTest } from './catalog-per-test.ts';
import { places } from './places.ts';

const at = (day: number): string => new Date(Date.UTC(2026, 0, day)).toISOString();
const by = (owner: string, day = 10) => ({ at: at(day), owner, reason: 'because' });
const idOf = (text: string) => objectId(hash('sha256', text, 'hex'));

const recordOf = (message: string): VersionRecord => ({
  schema: 'assay.version/v1',
  name: 'wear',
  kind: 'dataset',
  form: 'folder',
  tree: idOf(`tree ${message}`),
  files: 1,
  bytes: 1,
  createdAt: at(1),
  author: 'author',
  message,
  source: 'x',
  metadata: {},
});
const admitted: GatedVersion = {
  run: 'r1',
  decision: 'admit',
  at: at(2),
  contract: { id: 'c', version: '1', sha256: 'x' },
};

/** A remote in memory, which says one thing after another. */
const journal = () => {
  let head: RemoteHead = { seq: 0, id: null };
  return (fact: RemoteFact): HashedEntry => {
    const entry: HashedEntry['entry'] = {
      schema: 'assay.remote-entry/v1',
      name: 'wear',
      seq: head.seq + 1,
      previous: head.id,
      by: { actor: 'tom', at: at(5), catalog: 'other', audit: { entries: 0, head: null } },
      fact,
    };
    const id = idOf(canonicalJson(entry));
    head = { seq: entry.seq, id };
    return { entry, id };
  };
};

describe.each(places)('what a remote says, on $name', ({ begin }) => {
  const here = catalogPerTest(begin);
  let says: ReturnType<typeof journal>;
  beforeEach(() => {
    says = journal();
  });

  const add = (message: string, tags: readonly string[] = []) =>
    here.catalog.versions.save({ id: idOf(message), record: recordOf(message), tags, gate: admitted });
  const take = (
    fact: RemoteFact,
    more: { message?: string; last?: number; actor?: string; rules?: StageRules } = {},
  ) =>
    here.catalog.remotes.take({
      remote: 'share',
      read: says(fact),
      ...(more.message === undefined ? {} : { record: recordOf(more.message) }),
      lastNumber: more.last ?? 1,
      rules: more.rules ?? usualStages,
      by: by(more.actor ?? 'puller'),
    });
  const takeVersion = (number: number, message: string, last = number) =>
    take({ kind: 'version', number, id: idOf(message) }, { message, last });
  const move = (number: number, stage: string, more: Partial<StageWish> = {}) =>
    here.catalog.stages.move({
      name: 'wear',
      number,
      stage,
      rules: usualStages,
      override: false,
      by: by('gate'),
      ...more,
    });
  const moveOf = (after: number, stage = 'approved', day = 9) =>
    ({
      kind: 'move',
      move: { stage, after, kind: 'promote', at: at(day), actor: 'tom', reason: 'r' },
    }) as const;
  const numbers = async () =>
    (await here.catalog.versions.list({ name: 'wear' })).map(
      ({ number, record }) => `v${number} ${record.message}`,
    );
  const find = (number: number) => here.catalog.versions.find({ name: 'wear', choice: { number } });

  test('gives versions that were not pushed numbers after its own, and all that names them follows', async () => {
    await add('mine 1', ['free']);
    await add('mine 2');
    await move(2, 'approved');
    const rules = stageRulesSchema.parse({ live: { approvals: 2, gate: 'none' } });
    await move(1, 'live', { rules });
    const first = await takeVersion(1, 'theirs 1', 3);
    expect(first).toMatchObject({
      outcome: 'taken',
      renumbered: [
        { before: 1, after: 4 },
        { before: 2, after: 5 },
      ],
    });
    expect(await takeVersion(2, 'theirs 2', 3)).toMatchObject({ outcome: 'taken', renumbered: [] });
    await takeVersion(3, 'theirs 3', 3);
    expect(await numbers()).toEqual(['v5 mine 2', 'v4 mine 1', 'v3 theirs 3', 'v2 theirs 2', 'v1 theirs 1']);
    expect(await here.catalog.versions.find({ name: 'wear', choice: 'latest' })).toMatchObject({ number: 5 });
    expect(await find(4)).toMatchObject({ aliases: ['free'], gates: [{ run: 'r1' }] });
    expect((await find(5))?.aliases).toEqual(['approved']);
    expect(await here.catalog.stages.moves('wear', 'approved')).toMatchObject([{ after: 5 }]);
    expect(
      (await here.catalog.remotes.unpushed('share', 'wear')).map((fact) =>
        'number' in fact ? `${fact.kind} ${fact.number}` : fact.kind,
      ),
    ).toEqual(['version 4', 'version 5', 'gate 4', 'gate 5', 'approval 4', 'move', 'tag 4']);
    const told = (await here.catalog.audit.list()).map(({ action, subject }) => `${action} ${subject}`);
    expect(told).toContain('version.renumber wear@v1');
    expect(told).toContain('version.pull wear@v3');
    expect((await here.catalog.audit.follow()).broken).toBeUndefined();
  });

  test('is known where this catalog said it', async () => {
    await add('mine');
    expect(await takeVersion(1, 'mine')).toEqual({ outcome: 'known' });
    expect(await take({ kind: 'gate', number: 1, gate: admitted })).toEqual({ outcome: 'known' });
    expect(await here.catalog.remotes.unpushed('share', 'wear')).toEqual([]);
    expect(await here.catalog.remotes.head('share', 'wear')).toMatchObject({ seq: 2 });
  });

  test('said twice is taken over once, also where another process followed it meanwhile', async () => {
    const read = says({ kind: 'version', number: 1, id: idOf('a') });
    const given = {
      remote: 'share',
      read,
      record: recordOf('a'),
      lastNumber: 1,
      rules: usualStages,
      by: by('p'),
    };
    await here.catalog.remotes.take(given);
    expect(await here.catalog.remotes.take(given)).toEqual({ outcome: 'known' });
    expect(await numbers()).toEqual(['v1 a']);
  });

  test('of a stage is judged by the rule that is in force here, as things stood then', async () => {
    await takeVersion(1, 'a');
    expect(await take(moveOf(1))).toMatchObject({
      outcome: 'refused',
      what: 'wear@approved → v1',
      because: ['its gate has not judged it'],
    });
    await take({ kind: 'gate', number: 1, gate: admitted });
    await take({ kind: 'gate', number: 1, gate: { ...admitted, run: 'r2', decision: 'block', at: at(20) } });
    expect(await take(moveOf(1, 'approved', 1))).toMatchObject({ outcome: 'refused' });
    expect(await take(moveOf(1))).toMatchObject({ outcome: 'taken' });
    expect((await find(1))?.aliases).toEqual(['approved']);
    expect(await take(moveOf(1, 'approved', 21))).toMatchObject({
      because: ['its gate says block, and warn is the least'],
    });
    expect(await take(moveOf(1, 'nowhere'))).toMatchObject({ because: ['there is no stage nowhere here'] });
    const refusals = (await here.catalog.audit.list()).filter(({ action }) => action === 'move.refuse');
    expect(refusals).toHaveLength(4);
  });

  test('of a stage that only every object has, or of an override without a reason, is refused', async () => {
    await takeVersion(1, 'a');
    const override = (stage: string, reason: string): RemoteFact => ({
      kind: 'move',
      move: { stage, after: 1, kind: 'override', at: at(9), actor: 'tom', reason },
    });
    expect(await take(override('constructor', 'r'))).toMatchObject({
      because: ['there is no stage constructor here'],
    });
    expect(await take(override('approved', ' '))).toMatchObject({ because: ['an override needs a reason'] });
    expect((await find(1))?.aliases).toEqual([]);
    expect(await take({ kind: 'tag', alias: 'constructor', number: 1 })).toMatchObject({ outcome: 'taken' });
    expect(await here.catalog.remotes.unpushed('share', 'wear')).toEqual([]);
    expect(await take(override('approved', 'r'))).toMatchObject({ outcome: 'taken' });
  });

  test('takes a move back that was made here and not pushed, and says so', async () => {
    await takeVersion(1, 'a');
    await takeVersion(2, 'b', 2);
    await take({ kind: 'gate', number: 1, gate: admitted });
    await take({ kind: 'gate', number: 2, gate: admitted });
    await move(1, 'approved');
    expect(await take(moveOf(2))).toMatchObject({ outcome: 'taken', outrun: [{ after: 1, actor: 'gate' }] });
    expect((await find(2))?.aliases).toEqual(['approved']);
    expect(await here.catalog.stages.moves('wear', 'approved')).toMatchObject([{ after: 2, actor: 'tom' }]);
    expect((await here.catalog.audit.list()).map(({ action }) => action)).toContain('stage.outrun');
    expect(await here.catalog.remotes.unpushed('share', 'wear')).toEqual([]);
  });

  test('moves no stage for those who may not: neither who is named, nor who pulls', async () => {
    await takeVersion(1, 'a');
    await take({ kind: 'gate', number: 1, gate: admitted });
    await here.catalog.grants.change({
      grant: { actor: 'puller', role: 'contributor', on: '*' },
      revoke: false,
      by: by('boss'),
    });
    expect(await take(moveOf(1))).toMatchObject({
      outcome: 'refused',
      because: [expect.stringContaining('tom may not'), expect.stringContaining('puller may not')],
    });
    expect(
      await take({ kind: 'approval', number: 1, stage: 'approved', actor: 'tom', at: at(3) }),
    ).toMatchObject({ outcome: 'refused' });
    expect((await find(1))?.aliases).toEqual([]);
    await expect(take({ kind: 'tag', alias: 'x', number: 1 }, { actor: 'stranger' })).rejects.toThrow(
      'stranger may not add',
    );
  });

  test('leads tags where it says, never a stage as a tag, and tells of one that was moved here too', async () => {
    await takeVersion(1, 'a');
    await takeVersion(2, 'b', 2);
    await take({ kind: 'tag', alias: 'march', number: 1 });
    await here.catalog.versions.tag({ name: 'wear', alias: 'march', number: 2, by: by('me') });
    expect(await take({ kind: 'tag', alias: 'march', number: null })).toMatchObject({
      outrun: [{ alias: 'march', number: 2 }],
    });
    expect(await take({ kind: 'tag', alias: 'approved', number: 1 })).toMatchObject({ outcome: 'refused' });
    expect(await here.catalog.remotes.unpushed('share', 'wear')).toEqual([]);
    expect((await find(1))?.aliases).toEqual([]);
    expect((await find(2))?.aliases).toEqual([]);
  });

  test('in another order of numbers, or of what another remote shares, is refused', async () => {
    await expect(takeVersion(2, 'b')).rejects.toThrow('the number 2 after 0');
    says = journal();
    await takeVersion(1, 'a');
    says = journal();
    const other = {
      remote: 'other',
      read: says({ kind: 'version', number: 1, id: idOf('z') }),
      record: recordOf('z'),
      lastNumber: 1,
      rules: usualStages,
      by: by('p'),
    };
    await expect(here.catalog.remotes.take(other)).rejects.toThrow('was shared by another remote');
  });
});
