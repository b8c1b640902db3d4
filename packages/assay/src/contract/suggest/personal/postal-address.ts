import { definePersonal } from './personal.ts';

export const postalAddress = definePersonal({
  id: 'postalAddress',
  noun: ['a postal address', 'postal addresses'],
  names:
    /(^|[_ .-])(street|home|postal|billing|shipping|mailing)[_ .-]?(addr(ess)?|name|no|line)?[_ .-]?\d?$|^addr(ess)?([_ .-]?(line)?[_ .-]?\d)?$|(^|[_ .-])(strasse|straße|house[_ .-]?(no|nr|number))$/i,
  byChance: 1,
  examples: { are: [], areNot: [] },
});
