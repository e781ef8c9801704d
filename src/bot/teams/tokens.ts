import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import type { Secret } from '../../kernel/secret.ts';
import type { MachineIdentity } from './config.ts';
import type { Http } from './http.ts';

/** What a token is good for. */
export type Audience = 'https://api.botframework.com' | 'https://graph.microsoft.com';

export interface Token {
  readonly value: string;
  readonly expiresAt: number;
}

/** The bot's own tokens, kept until shortly before they end. Without any, among simulations, the value is empty. */
export interface Tokens {
  of(audience: Audience): Promise<Result<string>>;
  /** It was refused: the next one is asked for anew. */
  forget(audience: Audience): void;
}

const earlierMs = 5 * 60_000;

export function keptTokens(ask: (audience: Audience) => Promise<Result<Token>>, clock: Clock): Tokens {
  const kept = new Map<Audience, Token>();
  const asking = new Map<Audience, Promise<Result<Token>>>();
  const askOnce = (audience: Audience): Promise<Result<Token>> => {
    const under = asking.get(audience);
    if (under) return under;
    const asked = ask(audience).finally(() => asking.delete(audience));
    asking.set(audience, asked);
    return asked;
  };
  return {
    of: async (audience) => {
      const known = kept.get(audience);
      if (known && known.expiresAt - earlierMs > clock.now().getTime()) return ok(known.value);
      const token = await askOnce(audience);
      if (!token.ok) return token;
      kept.set(audience, token.value);
      return ok(token.value.value);
    },
    forget: (audience) => kept.delete(audience),
  };
}

export const noTokens: Tokens = { of: () => Promise.resolve(ok('')), forget: () => undefined };

const answer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

/** Asks Entra with the password of the app (client credentials). */
export const passwordTokens =
  ({
    http,
    endpoint,
    appId,
    password,
    clock,
  }: {
    readonly http: Http;
    readonly endpoint: string;
    readonly appId: string;
    readonly password: Secret;
    readonly clock: Clock;
  }) =>
  async (audience: Audience): Promise<Result<Token>> => {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: appId,
      client_secret: password.reveal(),
      scope: `${audience}/.default`,
    });
    const asked = await http('token', {
      method: 'POST',
      url: endpoint,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: body.toString(),
      timeoutMs: 10_000,
    });
    // Asking for a token has no effect, so it may always be repeated.
    if (!asked.ok) return asked.problem.retry === 'no' ? asked : fail({ ...asked.problem, retry: 'later' });
    const read = answer.safeParse(asked.value);
    if (!read.success) return fail(problem('chatUnavailable', {}, { retry: 'later', wireCode: 'no token' }));
    const { access_token: value, expires_in: seconds } = read.data;
    return ok({ value, expiresAt: clock.now().getTime() + seconds * 1_000 });
  };

const machineAnswer = z.object({ access_token: z.string().min(1), expires_on: z.coerce.number().positive() });

/** While the machine's own service is renewed, it answers as if it were not there. */
const machineRenewed = [404, 410];

/** Asks the machine, in Azure, for a token of the identity it was given. The way there leads past every proxy. */
export const machineTokens =
  ({
    http,
    identity: { clientId, endpoint, apiVersion, proof },
  }: {
    readonly http: Http;
    readonly identity: MachineIdentity;
  }) =>
  async (audience: Audience): Promise<Result<Token>> => {
    const url = new URL(endpoint);
    url.search = new URLSearchParams({
      'api-version': apiVersion,
      resource: audience,
      client_id: clientId,
    }).toString();
    const asked = await http('token', {
      method: 'GET',
      url: url.href,
      headers: { [proof.header]: proof.value.reveal() },
      timeoutMs: 10_000,
      alsoPassing: machineRenewed,
    });
    if (!asked.ok) {
      const { wireCode: reason = '', retry } = asked.problem;
      return fail({
        ...asked.problem,
        code: 'noMachineToken',
        params: { reason },
        retry: retry === 'no' ? 'no' : 'later',
        // Azure's bare 404 must not be taken for that of a conversation that is gone.
        wireCode: `no token: ${reason}`,
      });
    }
    const read = machineAnswer.safeParse(asked.value);
    if (!read.success)
      return fail(
        problem('noMachineToken', { reason: 'no token' }, { retry: 'later', wireCode: 'no token' }),
      );
    const { access_token: value, expires_on: seconds } = read.data;
    return ok({ value, expiresAt: seconds * 1_000 });
  };
