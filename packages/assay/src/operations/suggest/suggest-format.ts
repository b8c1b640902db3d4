import { countText } from '../../checks/words.ts';
import type { Looked } from './draft.ts';
import type { Forms } from './find-forms.ts';
import { fewRows } from './parts.ts';
import type { Suggestion } from './suggestion.ts';

/** From this part on, texts of a file are numbers, and the others are mistakes or placeholders. */
const mostly = 0.9;

/** A type that nearly all texts have, and what speaks against it. */
export interface DoubtedType {
  readonly logicalType: 'integer' | 'number';
  readonly doubt: string;
}

/** Only of text files: there the contract's type decides how cells are read. Codes with zeros before them stay texts. */
export const doubtedType = (forms: Forms | undefined, typedByContract: boolean): DoubtedType | undefined => {
  if (forms === undefined || !typedByContract || forms.texts < fewRows || forms.led > 0) return undefined;
  const { texts, whole, numbers } = forms;
  if (numbers < texts * mostly) return undefined;
  const logicalType = whole === numbers ? 'integer' : 'number';
  const noun = logicalType === 'integer' ? 'whole numbers' : 'numbers';
  const others = texts - numbers;
  return {
    logicalType,
    doubt: `${others === 0 ? 'all' : `all but ${countText(others)}`} of ${countText(texts)} texts looked at are ${noun}`,
  };
};

/** A well-known form (UUIDs, addresses) that every text of the sample has. */
export const suggestFormat = ({ rows, nulls }: Looked, forms: Forms | undefined): readonly Suggestion[] => {
  if (forms === undefined || forms.texts === 0) return [];
  const found = Object.entries(forms.formats).find(([, count]) => count === forms.texts)?.[0];
  if (found === undefined) return [];
  const sure = rows - nulls >= fewRows;
  return [
    {
      place: 'option',
      body: { format: found },
      check: 'format',
      shown: found,
      sure,
      reason: `all ${countText(forms.texts)} texts looked at are of this form${sure ? '' : '; too few rows to be sure'}`,
    },
  ];
};
