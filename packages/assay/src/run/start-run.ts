import type { Run } from '../domain/run.ts';
import { sourceText } from '../domain/source.ts';
import { environment } from './environment.ts';
import type { GateInput } from './gate-input.ts';
import { newRunId } from './run-id.ts';

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
    source: sourceText(input.source),
    ...(input.where === undefined ? {} : { scope: { where: input.where.text } }),
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
