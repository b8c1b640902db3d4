import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { nearest } from '../domain/nearest.ts';
import { type Problem, problem, refuse } from '../domain/problem.ts';
import {
  type QuarantineList,
  type QuarantineManifest,
  quarantineManifestSchema,
} from '../domain/quarantine-manifest.ts';
import { quarantineFolder } from '../run/quarantine-options.ts';

export const manifestPath = (projectFolder: string, run: string): string =>
  join(quarantineFolder(projectFolder), run, 'manifest.json');

const runsIn = (projectFolder: string): readonly string[] => {
  const folder = quarantineFolder(projectFolder);
  return existsSync(folder)
    ? readdirSync(folder).filter((name) => existsSync(manifestPath(projectFolder, name)))
    : [];
};

const parsed = (path: string): QuarantineManifest | Problem => {
  try {
    const read = quarantineManifestSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    if (read.success && read.data.run === basename(dirname(path))) return read.data;
    if (read.success)
      return problem('source-unreadable', `it is of another run, ${read.data.run}`, 'move it back', {
        file: path,
      });
    return problem('source-unreadable', z.prettifyError(read.error), 'use the Assay that wrote it', {
      file: path,
    });
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    return problem('source-unreadable', words, 'the file was changed or is damaged', { file: path });
  }
};

/** What is in quarantine. A manifest that cannot be read is a problem and hides no other. */
export const listQuarantine = (projectFolder: string): QuarantineList => {
  const all = runsIn(projectFolder).map((run) => parsed(manifestPath(projectFolder, run)));
  return {
    schema: 'assay.quarantines/v1',
    quarantined: all
      .filter((one) => 'run' in one)
      .sort((left, right) => (left.at < right.at ? 1 : left.at > right.at ? -1 : 0)),
    problems: all.filter((one) => 'code' in one),
  };
};

/** The manifest of a run, named by its id or by the beginning of one. */
export const quarantineOf = (projectFolder: string, run: string): QuarantineManifest => {
  const runs = runsIn(projectFolder);
  const starting = runs.filter((one) => one.startsWith(run));
  const [found] = runs.includes(run) ? [run] : starting.length === 1 ? starting : [];
  if (found === undefined) {
    const near = nearest(run, runs);
    return refuse(
      'run-not-found',
      starting.length > 1
        ? `more than one run in quarantine begins with ${run}`
        : `run ${run} has no rows in quarantine`,
      near === undefined ? 'assay quarantine list shows the runs that have' : `did you mean ${near}?`,
    );
  }
  const manifest = parsed(manifestPath(projectFolder, found));
  return 'code' in manifest
    ? refuse(manifest.code, manifest.message, manifest.hint, manifest.where)
    : manifest;
};
