import type { ColumnType, Generated } from 'kysely';

type At = ColumnType<Date, Date | string, Date | string>;
type AtDefault = ColumnType<Date, Date | string | undefined, Date | string>;

export interface TeamsTables {
  teams_conversations: TeamsConversationsTable;
  teams_addresses: TeamsAddressesTable;
  teams_files: TeamsFilesTable;
  teams_file_parts: TeamsFilePartsTable;
  teams_file_links: TeamsFileLinksTable;
}

/** Where the bot may speak in Teams, as the last activity from there said. */
export interface TeamsConversationsTable {
  tenant_id: string;
  /** Without the part that names a thread. */
  conversation_id: string;
  kind: 'personal' | 'group' | 'channel';
  service_url: string;
  bot_id: string;
  /** Whose personal chat it is. */
  user_id: string | null;
  seen_at: At;
}

/** How the connector of Teams names a person; everything else goes by the Entra id. */
interface TeamsAddressesTable {
  tenant_id: string;
  user_id: string;
  address: string;
}

/** Files on their way to a person: whatever process Teams asks must have them. */
interface TeamsFilesTable {
  id: string;
  tenant_id: string;
  user_id: string;
  name: string;
  bytes: string;
  shown: Generated<boolean>;
  created_at: AtDefault;
}

interface TeamsFilePartsTable {
  file_id: string;
  seq: number;
  body: Buffer;
}

/** Links are kept as digests: who reads the table cannot fetch a file. */
interface TeamsFileLinksTable {
  digest: string;
  file_id: string;
  until: At;
}
