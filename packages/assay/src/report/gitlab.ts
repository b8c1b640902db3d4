import { createHash } from 'node:crypto';
import { type Problem, stops } from '../domain/problem.ts';
import type { Run } from '../domain/run.ts';
import type { Place, Severity, Verdict } from '../domain/verdict.ts';
import { findingsOf, saidOf } from './findings.ts';
import { defineFormat } from './format.ts';
import { oneLine, plainJson } from './neutral.ts';

const severities: Record<Severity, string> = { error: 'critical', warn: 'minor', info: 'info' };

const fingerprintOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** GitLab shows only what is somewhere in a file: the contract, else the source. */
const locationOf = ({ file, line }: Place, { contract, subject }: Run) => {
  const path = [file, contract?.file, subject.source].find((one) => one !== undefined && /[^./]/.test(one));
  return { path: oneLine(path ?? 'assay.yaml').replace(/^(\.\/)+/, ''), lines: { begin: line ?? 1 } };
};

const ofVerdict = (verdict: Verdict, run: Run) => {
  const { rule, check, severity, waived, place, expected } = verdict;
  const demanded = expected === undefined ? '' : `; expected: ${oneLine(expected, 300)}`;
  const accepted = waived === undefined ? '' : ` (waived until ${oneLine(waived.until)})`;
  return {
    description: `${oneLine(rule, 200)}: ${oneLine(saidOf(verdict), 500)}${demanded}${accepted}`,
    check_name: check,
    fingerprint: fingerprintOf(run.subject.name, rule),
    severity: waived === undefined ? severities[severity] : 'info',
    location: locationOf(place ?? {}, run),
  };
};

const ofProblem = (found: Problem, run: Run) => ({
  description: [found.message, found.hint]
    .filter((part) => part !== '')
    .map((part) => oneLine(part, 500))
    .join('; '),
  check_name: found.code,
  fingerprint: fingerprintOf(run.subject.name, found.code, found.message),
  severity: stops(found) ? 'critical' : 'info',
  location: locationOf(found.where, run),
});

/**
 * Code quality of GitLab: one entry a finding, at its line of the contract; a merge request shows which of them are new and which
 * are mended, by the dataset and the id of the rule.
 */
export const gitlab = defineFormat({
  id: 'gitlab',
  summary: 'for GitLab: a code quality report',
  extension: 'json',
  render: (runs) =>
    plainJson(
      JSON.stringify(
        runs.flatMap((run) => [
          ...findingsOf(run).map((verdict) => ofVerdict(verdict, run)),
          ...run.problems.map((found) => ofProblem(found, run)),
        ]),
        null,
        2,
      ),
    ),
});
