import { canonicalJson } from '../../domain/canonical-json.ts';
import { type StageRules, stageRulesSchema } from '../../domain/stage-rules.ts';
import { type Statement, type Store, statement } from '../store.ts';

/** The rules in force; none as long as nobody moved a stage. */
export const stageRulesIn = async (store: Store): Promise<StageRules> =>
  stageRulesSchema.parse(
    Object.fromEntries(
      (
        await store.rows<{ stage: string; rule: string }>(
          statement('SELECT stage, rule FROM stage_rules ORDER BY stage'),
        )
      ).map(({ stage, rule }) => [stage, JSON.parse(rule)]),
    ),
  );

/** Puts rules in force in place of those there are. */
export const replaceStageRules = (rules: StageRules): readonly Statement[] => [
  statement('DELETE FROM stage_rules'),
  ...Object.entries(rules).map(([stage, rule]) =>
    statement('INSERT INTO stage_rules (stage, rule) VALUES (?, ?)', stage, canonicalJson(rule)),
  ),
];
