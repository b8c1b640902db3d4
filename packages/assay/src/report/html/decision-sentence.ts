import { countOf } from '../../domain/count-of.ts';
import { isOpen } from '../../domain/finding.ts';
import { listed } from '../../domain/listed.ts';
import type { Run } from '../../domain/run.ts';

/** The decision in a sentence a person understands at once. */
export const decisionSentence = ({ decision, verdicts, problems }: Run): string => {
  const open = verdicts.filter(isOpen);
  const of = (severity: string, status: string) =>
    open.filter((one) => one.severity === severity && one.status === status).length;
  const said = (severity: string): readonly string[] => {
    const failed = of(severity, 'fail');
    const unknown = of(severity, 'unknown');
    return [
      ...(failed > 0 ? [`${countOf(failed, 'rule')} failed`] : []),
      ...(unknown > 0 ? [`${countOf(unknown, 'rule')} could not be judged`] : []),
    ];
  };
  const judged = verdicts.filter(({ status }) => status === 'pass').length;
  switch (decision) {
    case 'admit':
      return `${countOf(judged, 'rule')} hold${judged === 1 ? 's' : ''}. The data may be used.`;
    case 'warn':
      return `The data may be used, with care: ${listed(said('warn'))}.`;
    case 'block':
      return `The data must not be used: ${listed(said('error'))}.`;
    case null:
      return problems[0]?.message ?? 'The gate could not run.';
  }
};
