import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Catalog } from '../catalog/catalog.ts';
import { nearest } from '../domain/nearest.ts';
import { refuse } from '../domain/problem.ts';
import type { QuarantineManifest, Release, ReleaseDone } from '../domain/quarantine-manifest.ts';
import { QueryFailed } from '../engines/engine.ts';
import { writeWhole } from '../project/write-whole.ts';
import { manifestText } from '../run/quarantine-manifest.ts';
import { type Acceptance, findReleased, releaseSource } from '../run/quarantine-release.ts';
import { inSession } from './in-session.ts';
import { manifestPath, quarantineOf } from './quarantine-folder.ts';
import { withCatalog } from './with-catalog.ts';
import { inWorkFolder } from './work-folder.ts';

export interface ReleaseOptions {
  readonly run: string;
  readonly owner: string;
  readonly reason: string;
  /** Only this rule is accepted; all without it. */
  readonly rule?: string;
  /** The file the rows go to; default: beside the quarantined rows. */
  readonly to?: string;
}

const action = 'quarantine.release';

/** The catalog and the manifest both tell of earlier releases; either may have been lost. */
const earlierReleases = async (
  catalog: Catalog,
  manifest: QuarantineManifest,
): Promise<readonly Release[]> => {
  const audited = await catalog.audit.list({ action, subject: manifest.run });
  const known = new Set(manifest.released.map(({ file }) => file));
  const more = audited.map(
    ({ at, owner, reason, detail }): Release => ({
      at,
      owner,
      reason,
      rules: Array.isArray(detail.rules) ? detail.rules.map(String) : [],
      rows: Number(detail.rows),
      file: String(detail.file),
    }),
  );
  return [...manifest.released, ...more.filter(({ file }) => !known.has(file))];
};

const acceptanceOf = (
  manifest: QuarantineManifest,
  earlier: readonly Release[],
  rule: string | undefined,
): Acceptance => {
  const rules = manifest.rules.map((one) => one.rule);
  if (rule !== undefined && !rules.includes(rule)) {
    const near = nearest(rule, rules);
    refuse(
      'quarantine-refused',
      `no quarantined row of ${manifest.run} fails ${rule}`,
      near === undefined ? `rules: ${rules.join(', ')}` : `did you mean ${near}?`,
    );
  }
  const before = [...new Set(earlier.flatMap((one) => one.rules))];
  const now = (rule === undefined ? rules : [rule]).filter((one) => !before.includes(one));
  if (now.length === 0) {
    const last = earlier.findLast((one) => rule === undefined || one.rules.includes(rule));
    refuse(
      'quarantine-refused',
      `these rows were released already, by ${last?.owner} on ${last?.at.slice(0, 10)}: ${last?.reason}`,
      `they are in ${last?.file}`,
    );
  }
  return { before, now };
};

const refuseTaken = (file: string): void => {
  if (existsSync(file))
    refuse('quarantine-refused', `${file} is there already`, 'name another file with --to', { file });
};

/** Writes the rows under another name first: an interrupted release leaves no file that looks whole. */
const writeRows = async (
  manifest: QuarantineManifest,
  quarantined: string,
  acceptance: Acceptance,
  file: string,
): Promise<{ readonly rows: number; readonly stay: number }> => {
  const unfinished = join(dirname(file), `unfinished-${process.pid}-${basename(file)}`);
  const source = releaseSource(manifest, quarantined);
  try {
    return await inWorkFolder((workFolder) =>
      inSession(source, workFolder, async (session) => {
        const { select, rows, stay } = await findReleased(session, manifest, source, acceptance);
        if (rows === 0) {
          refuse(
            'quarantine-refused',
            `every row that fails ${acceptance.now.join(', ')} fails another rule too`,
            'accept those rules as well, or leave --rule out to release every row',
          );
        }
        mkdirSync(dirname(file), { recursive: true });
        await session.export(select, unfinished);
        refuseTaken(file);
        renameSync(unfinished, file);
        return { rows, stay };
      }),
    );
  } catch (cause) {
    if (!(cause instanceof QueryFailed)) throw cause;
    return refuse(
      'quarantine-refused',
      `the rows cannot be read or written: ${cause.message}`,
      'look at the place named',
      { file: unfinished },
      cause,
    );
  } finally {
    rmSync(unfinished, { force: true });
  }
};

/**
 * Puts quarantined rows back: writes them to a file as the source had them, and records who accepted what and why, in the
 * catalog and in the manifest. Rows leave once: a second release of the same rules is refused.
 */
export const releaseQuarantine = async (
  projectFolder: string,
  options: ReleaseOptions,
): Promise<ReleaseDone> => {
  for (const name of ['owner', 'reason'] as const)
    if (options[name].trim() === '')
      refuse('usage', `the ${name} is empty`, 'a release says who answers for it, and why');
  return withCatalog(projectFolder, async (catalog) => {
    const manifest = quarantineOf(projectFolder, options.run);
    const { run } = manifest;
    const path = manifestPath(projectFolder, run);
    const earlier = await earlierReleases(catalog, manifest);
    const acceptance = acceptanceOf(manifest, earlier, options.rule);
    const file = options.to ?? join(dirname(path), `released-${earlier.length + 1}.parquet`);
    refuseTaken(file);
    const { rows, stay } = await writeRows(manifest, join(dirname(path), manifest.file), acceptance, file);
    const { owner, reason } = options;
    const release: Release = {
      at: new Date().toISOString(),
      owner,
      reason,
      rules: [...acceptance.now],
      rows,
      file,
    };
    const once = `${action} ${run} ${earlier.length}`;
    const detail = { rules: release.rules, rows, file };
    if (
      !(await catalog.audit.append({ at: release.at, action, subject: run, owner, reason, detail, once }))
    ) {
      rmSync(file, { force: true });
      refuse(
        'quarantine-refused',
        `rows of ${run} were released by somebody else just now`,
        'assay quarantine list shows it',
      );
    }
    writeWhole(path, manifestText({ ...manifest, released: [...earlier, release] }));
    return { schema: 'assay.release/v1', run, dataset: manifest.dataset, ...release, stay };
  });
};
