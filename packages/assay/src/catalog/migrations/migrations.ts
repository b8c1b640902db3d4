import { runs } from './001-runs.ts';
import { audit } from './002-audit.ts';
import { states } from './003-states.ts';
import { profiles } from './004-profiles.ts';
import { runStarts } from './005-run-starts.ts';
import { series } from './006-series.ts';
import { scopeAsWritten } from './007-scope-as-written.ts';
import { digest } from './008-digest.ts';
import { runInputs } from './009-run-inputs.ts';
import { versions } from './010-versions.ts';
import { knownFiles } from './011-known-files.ts';
import { auditChain } from './012-audit-chain.ts';
import { stages } from './013-stages.ts';
import { remotes } from './014-remotes.ts';
import { lineage } from './015-lineage.ts';
import { references } from './016-references.ts';
import type { Migration } from './migration.ts';

/**
 * In the order they are applied, on every database; the catalog's version is how many it has. Those that shipped are never edited.
 */
export const migrations: readonly Migration[] = [
  runs,
  audit,
  states,
  profiles,
  runStarts,
  series,
  scopeAsWritten,
  digest,
  runInputs,
  versions,
  knownFiles,
  auditChain,
  stages,
  remotes,
  lineage,
  references,
];
