import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Catalog } from '../catalog/catalog.ts';
import { checks } from '../checks/registry.gen.ts';
import type { Digest } from '../domain/digest.ts';
import { refuse } from '../domain/problem.ts';
import type { Profile } from '../domain/profile.ts';
import type { PageHistory, ReportData, ReportPage, ShownProfile } from '../domain/report-data.ts';
import type { Run } from '../domain/run.ts';
import { earlierOf } from '../domain/run-changes.ts';
import { scopeOfRun } from '../domain/scope-of-run.ts';
import { assayVersion } from '../domain/version.ts';
import { type HtmlParts, htmlOf } from '../report/html/html.ts';
import { type PageParts, pageOf } from '../report/html/page.ts';
import { withStoredCatalog } from './with-catalog.ts';

const pastRuns = 50;

/** What `apps/web` built: beside `src/` in a checkout, beside `dist/` in an installed package. */
const webFolder = fileURLToPath(new URL('../../web/', import.meta.url));

const partsOf = (): HtmlParts => {
  const [script, style] = [join(webFolder, 'report.js'), join(webFolder, 'report.css')];
  if (!existsSync(script) || !existsSync(style))
    return refuse(
      'driver-missing',
      'the page of the HTML report is not built',
      'in a checkout: npm run build',
      {
        file: webFolder,
      },
    );
  return { script: readFileSync(script, 'utf8'), style: readFileSync(style, 'utf8') };
};

/** The last runs of the same dataset and scope up to one run, oldest first, and what their rules found. */
const historyOf = async (catalog: Catalog, run: Run): Promise<PageHistory> => {
  const { name } = run.subject;
  const listed = await catalog.runs.list({
    name,
    scope: scopeOfRun(run) ?? null,
    startedUntil: run.startedAt,
    limit: pastRuns,
  });
  const runs = listed.toReversed();
  return {
    runs,
    rules: await catalog.runs.series(
      name,
      runs.map(({ id }) => id),
    ),
  };
};

const shown = ({ states: _states, ...profile }: Profile): ShownProfile => profile;

interface Compared {
  readonly run: Run;
  readonly earlierRun?: Run;
}

/** What the catalog holds of a run beside itself. */
const kept = async (catalog: Catalog, { run, earlierRun }: Compared): Promise<PageParts> => {
  const profile = await catalog.profiles.ofRun(run.id);
  const earlierProfile = earlierRun && (await catalog.profiles.ofRun(earlierRun.id));
  return {
    history: await historyOf(catalog, run),
    ...(profile === undefined ? {} : { profile: shown(profile) }),
    ...(profile === undefined || earlierProfile === undefined
      ? {}
      : { earlierProfile: shown(earlierProfile) }),
  };
};

const made = (): Pick<ReportData, 'schema' | 'madeAt' | 'assay'> => ({
  schema: 'assay.report/v1',
  madeAt: new Date().toISOString(),
  assay: assayVersion,
});

const htmlOfPages = (pages: readonly ReportPage[]): string => {
  const named = new Set(pages.flatMap(({ run }) => run?.verdicts.map(({ check }) => check) ?? []));
  const data: ReportData = {
    ...made(),
    checks: Object.fromEntries(
      checks.filter(({ id }) => named.has(id)).map(({ id, summary, why }) => [id, { summary, why }]),
    ),
    pages: [...pages],
  };
  return htmlOf(data, partsOf());
};

/** Runs with their history as one HTML file that holds everything it shows; each beside the run of `base` of its dataset. */
export const htmlOfRuns = async (
  projectFolder: string,
  runs: readonly Run[],
  base: readonly Run[] = [],
): Promise<string> => {
  const all = runs.map((run): Compared => {
    const earlierRun = earlierOf(run, base, runs.length === 1);
    return earlierRun === undefined ? { run } : { run, earlierRun };
  });
  const found = await withStoredCatalog(projectFolder, async (catalog) => {
    const parts: PageParts[] = [];
    for (const one of all) parts.push(await kept(catalog, one));
    return parts;
  });
  return htmlOfPages(all.map((one, index) => pageOf(one.run.subject.name, { ...one, ...found?.[index] })));
};

/** A profile as an HTML file of the same kind, beside an earlier one where there is one. */
export const htmlOfProfile = (profile: Profile, earlier?: Profile): string =>
  htmlOfPages([
    pageOf(profile.name, {
      profile: shown(profile),
      ...(earlier === undefined ? {} : { earlierProfile: shown(earlier) }),
    }),
  ]);

/** A digest as an HTML file of the same kind. */
export const htmlOfDigest = (digest: Digest): string =>
  htmlOf({ ...made(), checks: {}, pages: [], digest }, partsOf());
