import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Project } from '../project/project.ts';
import type { NamedSource } from './targets.ts';

export interface SourcesOptions {
  readonly cwd: string;
  /** Who reads versions; whoever the environment says without it. */
  readonly actor?: string;
  /** In place of that of the dataset of a version. */
  readonly contract?: string;
  /** Which rows are read: which come tells what they hold. */
  readonly where?: string;
  /** Rows are written where whoever asks reads them. */
  readonly writesRows?: boolean;
  readonly signal?: AbortSignal;
}

/** `readings@v7`, and no file of that name. */
const namesVersion = (text: string, cwd: string): boolean =>
  /^[A-Za-z0-9_][A-Za-z0-9_.-]*@[A-Za-z0-9_.:-]+$/.test(text) && !existsSync(resolve(cwd, text));

/**
 * Works with sources of which some name versions: their rows can be read as long as the work takes. Throws `Refusal` where there is no such
 * version, or whoever asks may not read it.
 */
export const withSources = async <T, S extends string | NamedSource>(
  project: Project,
  sources: readonly S[],
  options: SourcesOptions,
  work: (sources: readonly (S | NamedSource)[]) => Promise<T>,
): Promise<T> => {
  const isVersion = (source: S): boolean => typeof source === 'string' && namesVersion(source, options.cwd);
  if (!sources.some(isVersion)) return work(sources);
  const { sourceOfVersion, versionToRead } = await import('./versions/version-source.ts');
  const { inViewFolder } = await import('./versions/view-folder.ts');
  return inViewFolder(project.folder, async (folder) => {
    const resolved: (S | NamedSource)[] = [];
    for (const source of sources) {
      if (!isVersion(source)) resolved.push(source);
      else {
        const version = await versionToRead(project, { ...options, text: String(source) });
        resolved.push(await sourceOfVersion(project, version, folder, options));
      }
    }
    return work(resolved);
  });
};

/** The same for one source. */
export const withSource = <T, S extends string | NamedSource>(
  project: Project,
  source: S,
  options: SourcesOptions,
  work: (source: S | NamedSource) => Promise<T>,
): Promise<T> => withSources(project, [source], options, ([one]) => work(one ?? source));
