import { randomUUID } from 'node:crypto';
import { auditOf } from '../../../packages/assay/src/operations/versions/audit.ts';
import { versionLog } from '../../../packages/assay/src/operations/versions/log.ts';
import { promoteVersion, rollBackStage } from '../../../packages/assay/src/operations/versions/promote.ts';
import { tagIn } from '../../../packages/assay/src/operations/versions/tag.ts';
import { baseVersions, beginBase, damageIn, type Kind, projectIn } from './kind.ts';

const by = () => ({ actor: 'a', reason: randomUUID(), now: new Date() });
const anyVersion = (random: () => number): string => `base@v${1 + Math.floor(random() * baseVersions)}`;

/** What was acknowledged is in the audit, by the reason that it bears; and each name leads where the last entry says. */
const lost = async (home: string, acknowledged: readonly string[]): Promise<readonly string[]> => {
  const { versions } = await versionLog(home, 'base', Number.MAX_SAFE_INTEGER, 'a');
  const { entries } = await auditOf(home, undefined);
  const said = new Map(entries.map((entry) => [entry.reason, entry.detail.after]));
  const aliases = new Set(acknowledged.map((line) => line.split(' ')[0] ?? ''));
  const isOf = (alias: string) => (entry: (typeof entries)[number]) =>
    (entry.subject === `base@${alias}` && entry.action === 'alias.move') ||
    (entry.detail.stage === alias && ['stage.promote', 'stage.rollback'].includes(entry.action));
  return [
    ...acknowledged.filter((line) => {
      const [, to, reason = ''] = line.split(' ');
      return reason !== 'unchanged' && said.get(reason) !== Number(to);
    }),
    ...[...aliases].flatMap((alias) => {
      const now = versions.find((one) => one.aliases.includes(alias))?.number;
      const last = entries.findLast(isOf(alias))?.detail.after;
      return now === last ? [] : [`${alias} leads to v${now}, and the audit says v${last}`];
    }),
    ...(await damageIn(home)),
  ];
};

export const tag: Kind = {
  begin: beginBase,
  act: async (home, random) => {
    const alias = `t${Math.floor(random() * 3)}`;
    const given = by();
    const done = await tagIn(home, { version: anyVersion(random), tag: alias, remove: false, ...given });
    return `${alias} ${done.after?.split('@v')[1]} ${done.after === done.before ? 'unchanged' : given.reason}`;
  },
  lost,
};

export const promote: Kind = {
  begin: beginBase,
  act: async (home, random) => {
    const given = by();
    const { result, version } = await promoteVersion(projectIn(home), {
      version: anyVersion(random),
      stage: 'candidate',
      override: false,
      ...given,
    });
    return `candidate ${version.number} ${result.outcome === 'moved' ? given.reason : 'unchanged'}`;
  },
  lost,
};

/** There is always something to go back to: each rollback comes after a promotion. */
export const rollBack: Kind = {
  begin: async (home, catalog) => {
    await beginBase(home, catalog);
    for (const version of ['base@v1', 'base@v2'])
      await promoteVersion(projectIn(home), { version, stage: 'candidate', override: false, ...by() });
  },
  prepare: async (home, random) => {
    for (let move = 0; move < 40; move += 1)
      await promoteVersion(projectIn(home), {
        version: anyVersion(random),
        stage: 'candidate',
        override: false,
        ...by(),
      });
  },
  act: async (home) => {
    const given = by();
    const { version } = await rollBackStage(projectIn(home), { name: 'base', stage: 'candidate', ...given });
    return `candidate ${version.number} ${given.reason}`;
  },
  lost,
};
