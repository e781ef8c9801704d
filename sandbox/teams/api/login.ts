import { tenant } from '../../people.ts';
import { type HttpAnswer, json } from '../../wire/http.ts';
import type { Signer } from '../tokens.ts';
import { connectorIssuer } from '../out/badge.ts';

/** Where tokens come from (Entra), and where the bot reads the keys of the Connector. */

export const audiences = {
  connector: 'https://api.botframework.com',
  graph: 'https://graph.microsoft.com',
} as const;

const lifetimeSeconds = 3599;

const oauth = (status: number, error: string, description: string): HttpAnswer =>
  json({ error, error_description: description, timestamp: new Date().toISOString() }, status);

/** Client credentials for a bearer, as `login.microsoftonline.com/{tenant}/oauth2/v2.0/token` gives it. */
export function giveToken(keys: Signer, password: string, forTenant: string, body: string): HttpAnswer {
  const form = new URLSearchParams(body);
  if (forTenant !== tenant.id)
    return oauth(400, 'invalid_request', `AADSTS90002: Tenant '${forTenant}' not found.`);
  if (form.get('grant_type') !== 'client_credentials')
    return oauth(400, 'unsupported_grant_type', 'AADSTS70003: The app requested an unsupported grant type.');
  if (form.get('client_id') !== tenant.appId)
    return oauth(400, 'unauthorized_client', 'AADSTS700016: Application was not found in the directory.');
  if (form.get('client_secret') !== password)
    return oauth(401, 'invalid_client', 'AADSTS7000215: Invalid client secret provided.');
  const audience = Object.values(audiences).find((one) => form.get('scope') === `${one}/.default`);
  if (audience === undefined)
    return oauth(
      400,
      'invalid_scope',
      'AADSTS70011: The provided value for the input parameter scope is not valid.',
    );
  const now = Math.floor(Date.now() / 1000);
  const token = keys.sign({
    aud: audience,
    iss: `https://sts.windows.net/${tenant.id}/`,
    appid: tenant.appId,
    tid: tenant.id,
    nbf: now,
    exp: now + lifetimeSeconds,
  });
  return json({
    token_type: 'Bearer',
    expires_in: lifetimeSeconds,
    ext_expires_in: lifetimeSeconds,
    access_token: token,
  });
}

/** Whether the bot's bearer opens this door. */
export function admitted(keys: Signer, audience: string, header: string | undefined): boolean {
  const token = /^Bearer (.+)$/.exec(header ?? '')?.[1];
  return token !== undefined && keys.read(token, Date.now())?.['aud'] === audience;
}

export const openIdMetadata = (url: string): HttpAnswer =>
  json({
    issuer: connectorIssuer,
    authorization_endpoint: 'https://invalid.botframework.com',
    jwks_uri: `${url}/login/botframework/keys`,
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
  });
