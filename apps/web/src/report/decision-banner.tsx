import type { Run } from '../../../../packages/assay/src/domain/run.ts';
import type { Verdict } from '../../../../packages/assay/src/domain/verdict.ts';
import { ReasonList } from './reason-list.tsx';
import { count, decisionTitles, time } from './words.ts';

const marks = { admit: '✓', warn: '!', block: '✕' } as const;

interface BannerProps {
  readonly run: Run;
  /** What was decided and why, in a sentence. */
  readonly decided: string | undefined;
  /** What failed or was not judged, what matters most first. */
  readonly findings: readonly Verdict[];
}

/** What was decided, why, and of what: to be understood in five seconds. */
export const DecisionBanner = ({ run, decided, findings }: BannerProps) => {
  const { decision, subject, contract } = run;
  const facts: readonly (readonly [string, string])[] = [
    ['Source', subject.source],
    ...(subject.scope === undefined ? [] : [['Only where', subject.scope.where] as const]),
    ...(subject.rows === undefined ? [] : [['Rows', count(subject.rows)] as const]),
    ...(subject.columns === undefined ? [] : [['Columns', count(subject.columns)] as const]),
    ...(contract === undefined ? [] : [['Contract', `${contract.id} ${contract.version}`] as const]),
    ['Judged', `${time(run.startedAt)}, ${run.seconds.toFixed(1)} s`],
    ['Run', run.id],
  ];
  return (
    <section className={`banner ${decision ?? 'none'}`} aria-labelledby="decision">
      <div className="mark" aria-hidden="true">
        {decision === null ? '?' : marks[decision]}
      </div>
      <div className="told">
        <p className="subject">{subject.name}</p>
        <h1 id="decision">{decision === null ? 'Could not run' : decisionTitles[decision]}</h1>
        <p className="why">{decided}</p>
        {(decision === 'block' || decision === 'warn') && <ReasonList findings={findings} />}
      </div>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
