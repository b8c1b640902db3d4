import { definePersonal } from './personal.ts';

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const fourth = new RegExp(`^${octet}(?:\\.${octet}){3}$`);
const sixth = /^(?=.*:.*:)[0-9A-Fa-f:]{3,39}$/;

export const ipAddress = definePersonal({
  id: 'ipAddress',
  noun: ['an IP address', 'IP addresses'],
  names: /(^|[_ .-])(client|user|remote|visitor)[_ .-]?ip([_ .-]?addr(ess)?)?$/i,
  isOne: (text) => fourth.test(text) || (sixth.test(text) && !/^\d+:\d+:\d+$/.test(text)),
  byChance: 1e-2,
  ofThings: /host|device|machine|server|gateway|sensor|plc|node|router|station|printer|robot/i,
  examples: {
    are: ['10.0.0.255', '2001:db8::8a2e:370:7334', '::1'],
    areNot: ['256.1.1.1', '1.2.3', '12:30:05', '01:02'],
  },
});
