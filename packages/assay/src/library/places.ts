import { resolve } from 'node:path';
import type { Source } from '../domain/source.ts';
import { givenSource, type NamedSource } from '../operations/targets.ts';
import { findProjectFolder } from '../project/find.ts';
import { type Project, readProject } from '../project/project.ts';

export interface InFolder {
  /** Where relative paths start; default: the working folder of the process. */
  readonly cwd?: string;
}

export interface FolderOptions extends InFolder {
  /** The folder with `assay.yaml`; default: the nearest one upwards from `cwd`. */
  readonly project?: string;
}

export interface ProjectOptions extends FolderOptions {
  /** Fills `${var:NAME}` in `assay.yaml`; `${env:NAME}` is filled from the environment of the process. */
  readonly vars?: Readonly<Record<string, string>>;
  /** Uses the connections of this target in `assay.yaml`. */
  readonly target?: string;
}

/** Who does something, and why; for the audit. */
export interface ActorOptions extends FolderOptions {
  /** Default: `ASSAY_ACTOR`, else the e-mail address that Git knows, else the user of this machine. */
  readonly actor?: string;
  readonly reason?: string;
}

export const cwdOf = ({ cwd = '.' }: InFolder): string => resolve(cwd);

export const folderOf = ({ project, ...place }: FolderOptions): string =>
  project === undefined ? findProjectFolder(cwdOf(place)) : resolve(cwdOf(place), project);

export const projectOf = (options: ProjectOptions): { readonly project: Project; readonly cwd: string } => ({
  project: readProject(folderOf(options), { env: process.env, vars: options.vars ?? {} }, options.target),
  cwd: cwdOf(options),
});

export const byOf = async ({ actor, reason, ...folder }: ActorOptions) => {
  const { actorOf, checkedActor } = await import('../operations/versions/actor.ts');
  const cwd = cwdOf(folder);
  const acting = actor === undefined ? actorOf(process.env, cwd) : checkedActor(actor, 'actor');
  return { actor: acting, reason: reason ?? '', now: new Date(), cwd };
};

/** A source as a program gives it. */
export const named = (source: string | Source, cwd: string): string | NamedSource =>
  typeof source === 'string' ? source : givenSource(source, cwd);
