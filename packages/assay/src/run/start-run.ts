import type { Run } from '../domain/run.ts';
import { sourceText } from '../domain/source.ts';
import { environment } from './environment.ts';
import type { GateInput } from './gate-input.ts';
import { newRunId } from './run-id.ts';

const scopeOf = ({ where, scopeAsWritten }: GateInput): Pick<Run['subject'], 'scope'> => {
  if (where === undefined) return {};
  return {
    scope: {
      where: where.text,
      ...(scopeAsWritten === undefined || scopeAsWritten === where.text ? {} : { asWritten: scopeAsWritten }),
    },
  };
};

/** A run before anything is known: what it stays where the source cannot be judged. */
export const startOf = (input: GateInput, engine: Run['engine']): Run => ({
  schema: 'assay.run/v1',
  id: newRunId(Date.now()),
  startedAt: new Date().toISOString(),
  seconds: 0,
  now: input.now.toISOString(),
  subject: {
    kind: 'dataset',
    name: input.name,
    ...(input.version === undefined ? {} : { version: input.version }),
    source: sourceText(input.source),
    ...scopeOf(input),
  },
  contract: {
    id: input.contract.id,
    version: input.contract.version,
    sha256: input.contract.sha256,
    file: input.contract.file,
  },
  decision: null,
  verdicts: [],
  scores: { overall: null, dimensions: {} },
  problems: [],
  engine,
  environment: environment(),
});
