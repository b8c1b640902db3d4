import { checks } from '../checks/registry.gen.ts';
import type { Project } from '../project/project.ts';
import { quarantineWriter } from '../run/quarantine.ts';
import type { Keeping } from './check.ts';
import type { Target } from './targets.ts';

const lookingBack = new Set(checks.filter(({ usesHistory }) => usesHistory === true).map(({ id }) => id));

const looksBack = (target: Target): boolean =>
  target.object.demands.some(({ key, args }) => key === 'custom' && lookingBack.has(String(args.check)));

/** Keeps runs, waivers and quarantined rows in the project's folder; the admitted rows go to `admittedFile`. */
export const keepingIn = (project: Project, admittedFile?: string): Keeping => ({
  waiversFor: () => new Map(),
  historyOf: async (target) => {
    if (!looksBack(target)) return [];
    const { openCatalog } = await import('../catalog/catalog.ts');
    const catalog = await openCatalog(project.folder);
    try {
      return await catalog.runs.history(target.name, { admittedOnly: true });
    } finally {
      await catalog.close();
    }
  },
  quarantineFor: (target) =>
    quarantineWriter({
      projectFolder: project.folder,
      name: target.name,
      source: target.source,
      object: target.object,
      publicClassifications: project.config.public,
      maxRows: project.config.quarantine.maxRows,
      admitted: project.config.quarantine.admitted,
      ...(admittedFile === undefined ? {} : { admittedFile }),
    }),
  save: async (run) => {
    const { openCatalog } = await import('../catalog/catalog.ts');
    const catalog = await openCatalog(project.folder);
    try {
      await catalog.runs.save(run);
    } finally {
      await catalog.close();
    }
  },
});

/** Keeps nothing: no history, no waivers, no quarantine. */
export const keepingNothing: Keeping = {
  waiversFor: () => new Map(),
  historyOf: async () => [],
  save: async () => undefined,
};
