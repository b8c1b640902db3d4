import type { ColumnProfile } from '../../domain/profile.ts';
import type { ReportPage } from '../../domain/report-data.ts';
import type { Verdict } from '../../domain/verdict.ts';

/** One way to make a page smaller; it says what it left out, or undefined where there was nothing to leave out. */
type Cut = (page: ReportPage) => { readonly page: ReportPage; readonly said: string } | undefined;

const words = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`;

const shorter = (verdict: Verdict, rows: number): Verdict => ({
  ...verdict,
  message: words(verdict.message, 400),
  ...(verdict.evidence === undefined
    ? {}
    : {
        evidence: Object.fromEntries(
          Object.entries(verdict.evidence).map(([name, value]) => [
            name,
            Array.isArray(value) ? value.slice(0, rows) : value,
          ]),
        ),
      }),
});

const withVerdicts = (page: ReportPage, change: (verdict: Verdict, index: number) => Verdict): ReportPage =>
  page.run === undefined ? page : { ...page, run: { ...page.run, verdicts: page.run.verdicts.map(change) } };

/** The numbers of rules that always held tell least. */
const observedOfHolding: Cut = (page) => {
  const { history } = page;
  if (history === undefined) return undefined;
  const rules = Object.fromEntries(
    Object.entries(history.rules).map(([rule, series]) => [
      rule,
      /[fu]/.test(series.statuses) ? series : { statuses: series.statuses },
    ]),
  );
  return {
    page: { ...page, history: { ...history, rules } },
    said: 'past numbers of rules that always held',
  };
};

const frequentValues: Cut = (page) => {
  const { profile } = page;
  if (profile === undefined) return undefined;
  const slim = (column: ColumnProfile): ColumnProfile => {
    const { valueCounts: _values, patterns: _patterns, ...metrics } = column.metrics;
    return { ...column, metrics };
  };
  return {
    page: { ...page, profile: { ...profile, columns: profile.columns.map(slim) } },
    said: 'frequent values and shapes of columns',
  };
};

const evidenceBeyond =
  (most: number): Cut =>
  (page) => {
    if (page.findings.length <= most) return undefined;
    const kept = new Set(page.findings.slice(0, most));
    return {
      page: withVerdicts(page, (verdict, index) => {
        if (kept.has(index) || verdict.evidence === undefined) return verdict;
        const { evidence: _evidence, ...rest } = verdict;
        return rest;
      }),
      said: most === 0 ? 'all examples' : `examples beyond the first ${most.toLocaleString('en')} findings`,
    };
  };

const wholeHistory: Cut = (page) => {
  const { history } = page;
  if (history === undefined) return undefined;
  const failing = Object.entries(history.rules).filter(([, { statuses }]) => /[fu]/.test(statuses));
  return {
    page: { ...page, history: { ...history, rules: Object.fromEntries(failing.slice(0, 200)) } },
    said: 'the history of rules, but for 200 that failed',
  };
};

/** A rule whose verdict is left out is left out of the earlier run too: it was not removed. */
const withoutEarlierOf = (page: ReportPage, kept: readonly Verdict[]): ReportPage => {
  const { run, earlierRun } = page;
  if (earlierRun === undefined) return page;
  const judged = new Set(run?.verdicts.map(({ rule }) => rule));
  const stay = new Set(kept.map(({ rule }) => rule));
  const verdicts = earlierRun.verdicts.filter(({ rule }) => stay.has(rule) || !judged.has(rule));
  return { ...page, earlierRun: { ...earlierRun, verdicts } };
};

const verdictsBeyond =
  (most: number): Cut =>
  (page) => {
    const { run } = page;
    if (run === undefined || run.verdicts.length <= most) return undefined;
    const verdicts = page.findings.slice(0, most).flatMap((index) => run.verdicts[index] ?? []);
    const left = run.verdicts.length - verdicts.length;
    return {
      page: {
        ...withoutEarlierOf(page, verdicts),
        run: { ...run, verdicts },
        findings: verdicts.map((_verdict, index) => index),
      },
      said: `${left.toLocaleString('en')} verdicts`,
    };
  };

const earlierParts: Cut = ({ earlierRun, earlierProfile, ...page }) =>
  earlierRun === undefined && earlierProfile === undefined
    ? undefined
    : { page, said: 'what it was compared with' };

const columnsBeyond =
  (most: number): Cut =>
  (page) => {
    const { profile } = page;
    if (profile === undefined || profile.columns.length <= most) return undefined;
    const columns = profile.columns.slice(0, most);
    const left = profile.columns.length - most;
    const columnsLeftOut = (profile.columnsLeftOut ?? 0) + left;
    return {
      page: { ...page, profile: { ...profile, columns, columnsLeftOut } },
      said: `${left.toLocaleString('en')} columns`,
    };
  };

/** What tells least goes first. */
const cuts: readonly Cut[] = [
  observedOfHolding,
  evidenceBeyond(500),
  frequentValues,
  evidenceBeyond(100),
  wholeHistory,
  verdictsBeyond(1000),
  columnsBeyond(1000),
  columnsBeyond(100),
  evidenceBeyond(0),
  earlierParts,
  verdictsBeyond(100),
];

/** Leaves out pages from the end, where cutting each was not enough; the first one says so. */
const firstPages = (
  pages: readonly ReportPage[],
  small: (pages: readonly ReportPage[]) => boolean,
): readonly ReportPage[] => {
  const firstOf = (count: number): readonly ReportPage[] =>
    pages.slice(0, count).map((page, index) => {
      const left = pages.length - count;
      if (index > 0 || left === 0) return page;
      return {
        ...page,
        leftOut: [...page.leftOut, `the pages of ${left.toLocaleString('en')} more datasets`],
      };
    });
  let count = pages.length;
  while (count > 1 && !small(firstOf(count))) count = Math.ceil(count / 2);
  return firstOf(count);
};

/** Cuts pages, step by step, until `small` says that they are small enough; each page says what it lost. */
export const fitted = (
  pages: readonly ReportPage[],
  small: (pages: readonly ReportPage[]) => boolean,
): readonly ReportPage[] => {
  let kept = pages.map((page) => withVerdicts(page, (verdict) => shorter(verdict, 20)));
  for (const cut of cuts) {
    if (small(kept)) return kept;
    kept = kept.map((page) => {
      const done = cut(page);
      return done === undefined ? page : { ...done.page, leftOut: [...page.leftOut, done.said] };
    });
  }
  return firstPages(kept, small);
};
