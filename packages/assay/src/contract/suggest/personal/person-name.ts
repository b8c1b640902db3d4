import { definePersonal } from './personal.ts';

export const personName = definePersonal({
  id: 'personName',
  noun: ['the name of a person', 'names of people'],
  names:
    /(^|[_ .-])(first|last|full|family|given|middle|maiden|user|customer|employee|patient|contact|person|sur)[_ .-]?name$|(^|[a-z])(First|Last|Full|Given|Family|User|Customer|Employee|Patient)Name$|^(vor|nach)name$/i,
  byChance: 1,
  examples: { are: [], areNot: [] },
});
