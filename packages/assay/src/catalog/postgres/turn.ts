import type { ClientBase } from 'pg';

/** "ASSA" as a number: what Assay's locks on a server have in common. */
const assa = 0x41535341;

/** Waits until no other writes to the catalog in a schema; the end of the transaction gives the turn away. */
export const takeTurn = async (client: ClientBase, schema: string): Promise<void> => {
  await client.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [assa, schema]);
};
