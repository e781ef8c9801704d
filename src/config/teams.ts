import { z } from 'zod';
import type { MachineIdentity, TeamsConfig } from '../bot/teams/config.ts';
import { Secret } from '../kernel/secret.ts';
import { commaList, flag, guid, isLoopback, isOnThisMachine, secret, secureUrl } from './kinds.ts';

export const teamsShape = {
  TEAMS_APP_ID: guid.optional(),
  TEAMS_APP_PASSWORD: secret.optional(),
  TEAMS_MANAGED_IDENTITY: flag,
  TEAMS_MANAGED_IDENTITY_CLIENT_ID: guid.optional(),
  // Azure's own, where an App Service or a Container App runs the bot; looked at for a managed identity only.
  IDENTITY_ENDPOINT: z.string().optional(),
  IDENTITY_HEADER: secret.optional(),
  TEAMS_TENANT_ID: guid.optional(),
  TEAMS_ALLOWED_TENANTS: z.string().transform(commaList).pipe(z.array(guid)).optional(),
  TEAMS_TARGETED_MESSAGES: flag,
  TEAMS_PRACTICE: flag,
  TEAMS_OPENID_METADATA_URL: secureUrl.optional(),
  TEAMS_TOKEN_ENDPOINT: secureUrl.optional(),
  GRAPH_ENDPOINT: secureUrl.default('https://graph.microsoft.com/v1.0/'),
  PUBLIC_URL: secureUrl.optional(),
};

export const teamsOrigin = {
  TEAMS_APP_ID: 'Azure portal → your Azure Bot → Configuration → Microsoft App ID',
  TEAMS_APP_PASSWORD:
    'Azure portal → App registrations → Certificates & secrets; or TEAMS_MANAGED_IDENTITY=on',
  TEAMS_TENANT_ID: 'Azure portal → your Azure Bot → Configuration → App Tenant ID',
  TEAMS_ALLOWED_TENANTS: 'the tenant of the practice world',
  IDENTITY_ENDPOINT: 'Azure sets it together with IDENTITY_HEADER, when an identity is assigned to the app',
  IDENTITY_HEADER: 'Azure sets it together with IDENTITY_ENDPOINT, when an identity is assigned to the app',
} as const;

/** What of it comes from the environment. */
export type TeamsSettings = Omit<TeamsConfig, 'publicUrl' | 'agent' | 'proxy'>;

type Credentials = Extract<TeamsConfig['identity'], { kind: 'app' }>['credentials'];
type Machine = Omit<MachineIdentity, 'clientId'>;
type Raw = z.output<z.ZodObject<typeof teamsShape>>;
/** `undefined` as text: the variable is missing. */
type Complain = (variable: string, text?: string) => void;

/** The part about Teams; undefined when nothing of it is set. What is wrong with it is complained about. */
export function teamsSettings(
  raw: Raw & { readonly HOST: string; readonly HUAWEI_BSS_ENDPOINT?: string | undefined },
  complain: Complain,
): TeamsSettings | undefined {
  if (raw.TEAMS_PRACTICE) return practice(raw, complain);
  const { TEAMS_APP_ID: appId, TEAMS_APP_PASSWORD: password, TEAMS_TENANT_ID: tenantId } = raw;
  const managed = raw.TEAMS_MANAGED_IDENTITY;
  const mentioned = [appId, password, tenantId, raw.TEAMS_ALLOWED_TENANTS].some(
    (given) => given !== undefined,
  );
  if (!mentioned && !managed) return undefined;
  if (appId === undefined) complain('TEAMS_APP_ID');
  if (tenantId === undefined) complain('TEAMS_TENANT_ID');
  if (password === undefined && !managed) complain('TEAMS_APP_PASSWORD');
  if (password !== undefined && managed)
    complain('TEAMS_APP_PASSWORD', 'must not be set together with TEAMS_MANAGED_IDENTITY');
  const machine = managed ? machineOf(raw, complain) : undefined;
  if (raw.TEAMS_MANAGED_IDENTITY_CLIENT_ID !== undefined && !managed)
    complain('TEAMS_MANAGED_IDENTITY_CLIENT_ID', 'needs TEAMS_MANAGED_IDENTITY=on');
  if (appId === undefined || tenantId === undefined) return undefined;
  const credentials = credentialsOf(password, machine, raw.TEAMS_MANAGED_IDENTITY_CLIENT_ID ?? appId);
  if (!credentials) return undefined;
  return {
    ...common(raw, [tenantId]),
    identity: { kind: 'app', appId, tenantId, credentials },
  };
}

const credentialsOf = (
  password: Secret | undefined,
  machine: Machine | undefined,
  clientId: string,
): Credentials | undefined => {
  if (machine) return { kind: 'managed-identity', clientId, ...machine };
  return password && { kind: 'password', password };
};

/** A virtual machine and the nodes of AKS ask at the address that every machine in Azure has. */
const anyMachine: Machine = {
  endpoint: 'http://169.254.169.254/metadata/identity/oauth2/token',
  apiVersion: '2018-02-01',
  proof: { header: 'Metadata', value: new Secret('true') },
};

/** An App Service says itself where, and with which word. */
function machineOf(raw: Raw, complain: Complain): Machine | undefined {
  const { IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: word } = raw;
  if (endpoint === undefined && word === undefined) return anyMachine;
  if (endpoint === undefined) complain('IDENTITY_ENDPOINT');
  else if (!isOnThisMachine(endpoint))
    complain('IDENTITY_ENDPOINT', 'must be an address of this machine, as Azure sets it');
  if (word === undefined) complain('IDENTITY_HEADER');
  if (endpoint === undefined || word === undefined) return undefined;
  return { endpoint, apiVersion: '2019-08-01', proof: { header: 'X-IDENTITY-HEADER', value: word } };
}

/** Without an app id nobody is asked who they are, so everything around must be on this machine and simulated. */
function practice(raw: Parameters<typeof teamsSettings>[0], complain: Complain): TeamsSettings {
  const refuse = (text: string) => complain('TEAMS_PRACTICE', text);
  if (raw.TEAMS_APP_ID !== undefined || raw.TEAMS_APP_PASSWORD !== undefined || raw.TEAMS_MANAGED_IDENTITY)
    refuse('switches authentication off and cannot be on for a real bot: remove it, or the app id');
  if (!isLoopback(raw.HOST))
    refuse('needs HOST=127.0.0.1: nobody else may reach a bot without authentication');
  const platform = raw.HUAWEI_BSS_ENDPOINT;
  if (platform === undefined || !isLoopback(new URL(platform).hostname))
    refuse('works with a simulated platform on this machine only (HUAWEI_BSS_ENDPOINT)');
  if (raw.TEAMS_ALLOWED_TENANTS === undefined) complain('TEAMS_ALLOWED_TENANTS');
  return { ...common(raw, []), identity: { kind: 'practice' } };
}

const common = (raw: Raw, tenants: readonly string[]) => ({
  allowedTenants: (raw.TEAMS_ALLOWED_TENANTS ?? tenants).map((id) => id.toLowerCase()),
  targetedMessages: raw.TEAMS_TARGETED_MESSAGES,
  openIdMetadataUrl: raw.TEAMS_OPENID_METADATA_URL,
  tokenEndpoint:
    raw.TEAMS_TOKEN_ENDPOINT ??
    `https://login.microsoftonline.com/${raw.TEAMS_TENANT_ID ?? ''}/oauth2/v2.0/token`,
  graphEndpoint: raw.GRAPH_ENDPOINT.endsWith('/') ? raw.GRAPH_ENDPOINT : `${raw.GRAPH_ENDPOINT}/`,
});
