import type { Kysely, Transaction } from 'kysely';
import type { Database } from './schema.ts';

/** The open ledger. Queries stand beside it, one file per table group, as plain functions over `Db`. */
export type Ledger = Kysely<Database>;

export type Trx = Transaction<Database>;

/** Either the ledger or a transaction of it. */
export type Db = Ledger | Transaction<Database>;
