import type { Agent } from 'node:http';
import type { Secret } from '../../kernel/secret.ts';

/** An identity that Azure gives to the machine the bot runs on, and where that machine is told its tokens. */
export interface MachineIdentity {
  readonly clientId: string;
  readonly endpoint: string;
  readonly apiVersion: string;
  /** Proves that the call is the machine's own and was not sent on for somebody. */
  readonly proof: { readonly header: string; readonly value: Secret };
}

export type TeamsIdentity =
  | {
      readonly kind: 'app';
      readonly appId: string;
      readonly tenantId: string;
      readonly credentials:
        | { readonly kind: 'password'; readonly password: Secret }
        | ({ readonly kind: 'managed-identity' } & MachineIdentity);
    }
  /** Nobody proves anything: on this machine, among simulations. */
  | { readonly kind: 'practice' };

export interface TeamsConfig {
  readonly identity: TeamsIdentity;
  /** Lower case. Whoever comes from elsewhere is not served. */
  readonly allowedTenants: readonly string[];
  readonly targetedMessages: boolean;
  readonly openIdMetadataUrl?: string | undefined;
  readonly tokenEndpoint: string;
  readonly graphEndpoint: string;
  /** Where people reach our own web server; without it files come in the personal chat only. */
  readonly publicUrl?: string | undefined;
  readonly agent?: Agent | undefined;
  readonly proxy?: string | undefined;
}
