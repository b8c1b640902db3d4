import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Catalog } from '../catalog/catalog.ts';
import { checks } from '../checks/registry.gen.ts';
import { refuse } from '../domain/problem.ts';
import type { Profile } from '../domain/profile.ts';
import type { PageHistory, ReportData, ReportPage, ShownProfile } from '../domain/report-data.ts';
import type { Run } from '../domain/run.ts';
import { earlierOf } from '../domain/run-changes.ts';
import { assayVersion } from '../domain/version.ts';
import { type HtmlParts, htmlOf } from '../report/html/html.ts';
import { pageOf } from '../report/html/page.ts';
import { withCatalog } from './with-catalog.ts';

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
  const { name, scope } = run.subject;
  const listed = await catalog.runs.list({ name, scope: scope?.where ?? null, limit: 10 * pastRuns });
  const runs = listed
    .filter(({ startedAt }) => startedAt <= run.startedAt)
    .slice(0, pastRuns)
    .reverse();
  return {
    runs,
    rules: await catalog.runs.series(
      name,
      runs.map(({ id }) => id),
    ),
  };
};

const shown = ({ states: _states, ...profile }: Profile): ShownProfile => profile;

const runPage = async (catalog: Catalog, run: Run, earlierRun: Run | undefined): Promise<ReportPage> => {
  const profile = await catalog.profiles.ofRun(run.id);
  const earlierProfile = earlierRun && (await catalog.profiles.ofRun(earlierRun.id));
  return pageOf(run.subject.name, {
    run,
    ...(earlierRun === undefined ? {} : { earlierRun }),
    history: await historyOf(catalog, run),
    ...(profile === undefined ? {} : { profile: shown(profile) }),
    ...(profile === undefined || earlierProfile === undefined
      ? {}
      : { earlierProfile: shown(earlierProfile) }),
  });
};

const htmlOfPages = (pages: readonly ReportPage[]): string => {
  const named = new Set(pages.flatMap(({ run }) => run?.verdicts.map(({ check }) => check) ?? []));
  const data: ReportData = {
    schema: 'assay.report/v1',
    madeAt: new Date().toISOString(),
    assay: assayVersion,
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
): Promise<string> =>
  withCatalog(projectFolder, async (catalog) => {
    const pages: ReportPage[] = [];
    for (const run of runs) pages.push(await runPage(catalog, run, earlierOf(run, base, runs.length === 1)));
    return htmlOfPages(pages);
  });

/** A profile as an HTML file of the same kind, beside an earlier one where there is one. */
export const htmlOfProfile = (profile: Profile, earlier?: Profile): string =>
  htmlOfPages([
    pageOf(profile.name, {
      profile: shown(profile),
      ...(earlier === undefined ? {} : { earlierProfile: shown(earlier) }),
    }),
  ]);
