import { suggestion } from '../domain/nearest.ts';
import type { ContractServer } from './contract.ts';
import { isServerType, type ServerType, serverShapes, serverTypes } from './odcs/servers.ts';
import type { Path } from './path.ts';
import type { Reading } from './reading.ts';
import { distinctNames } from './schema/names.ts';
import { inWords, isRecord, readShape } from './shape.ts';

/** Reads `servers`: where the data may be found, each by the keys of its type. */
export const readServers = (
  reading: Reading,
  raws: readonly unknown[],
  path: Path,
): readonly ContractServer[] => {
  distinctNames(reading, raws, path, 'server', 'server');
  return raws.flatMap((raw, index) => readServer(reading, raw, [...path, index]) ?? []);
};

const readServer = (reading: Reading, raw: unknown, path: Path): ContractServer | undefined => {
  if (!isRecord(raw)) {
    reading.reject(path, `a server is a map, found ${inWords(raw)}`, 'write server and type as keys');
    return undefined;
  }
  const { type } = raw;
  if (!isServerType(type)) {
    const what = type === undefined ? 'the server has no type' : `${inWords(type)} is no server type of ODCS`;
    reading.reject([...path, 'type'], what, suggestion(String(type), serverTypes));
    return undefined;
  }
  const { keys } = readShape(reading, serverShapes[type], raw, path);
  noteMissing(reading, type, raw, path);
  const { server, ...rest } = keys;
  const fields = Object.fromEntries(Object.entries(rest).filter(([key]) => key !== 'type'));
  return { server: typeof server === 'string' ? server : '', type, fields, place: reading.place(path) };
};

const noteMissing = (reading: Reading, type: ServerType, raw: Record<string, unknown>, path: Path): void => {
  if (type !== 'postgres' && type !== 'postgresql') return;
  for (const [key, value] of [
    ['port', '5432'],
    ['schema', 'public'],
  ] as const) {
    if (raw[key] === undefined) {
      reading.proseOnly(
        path,
        `the schema of ODCS asks for ${key} at a ${type} server`,
        `write ${key}, for example ${value}`,
      );
    }
  }
};
