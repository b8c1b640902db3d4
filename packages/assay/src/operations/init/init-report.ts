import type { InitReport } from '../../domain/init-report.ts';
import { redactUrl } from '../../domain/source.ts';
import { cutAtHash } from '../../project/source-of.ts';
import { toldDataset } from '../suggest/told.ts';
import type { Initialised } from './init.ts';

const withoutSecrets = (source: string): string => {
  const [address, table] = cutAtHash(source);
  return /^postgres(ql)?:\/\//.test(source) ? `${redactUrl(address)}#${table ?? ''}` : source;
};

/** What init did, as `assay.init/v1`. */
export const initReport = ({ drafted, written, variables }: Initialised): InitReport => {
  const datasets = drafted.map(({ source, contractFile, ...one }) =>
    toldDataset({ ...one, source: withoutSecrets(source), contract: contractFile }),
  );
  const all = datasets.flatMap(({ suggestions }) => suggestions);
  const rules = all.filter(({ sure }) => sure).length;
  return {
    schema: 'assay.init/v1',
    written: [...written],
    datasets,
    rules,
    review: all.length - rules,
    variables: [...variables],
  };
};
