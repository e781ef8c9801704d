import { Application, TeamsAdapter, type TurnState } from '@microsoft/teams-ai';
import {
  type Activity as LibraryActivity,
  ConfigurationBotFrameworkAuthentication,
  type ConfigurationBotFrameworkAuthenticationOptions,
  type TurnContext,
} from 'botbuilder';
import type { TeamsIdentity } from './config.ts';
import type { Activity, InvokeAnswer } from './activity.ts';

/**
 * The only file that knows Microsoft's libraries: whose word an activity is, and their turn around it. Inside there are
 * plain activities, and what we send goes by the public REST protocol (`connector.ts`), so that a successor of these
 * libraries replaces this file.
 */
export interface Library {
  /** Heard only when Teams signed the activity for this bot. Without Microsoft's keys nobody can say: it may come again. */
  receive(body: object, authorization: string, hear: Hear): Promise<Received | 'not-signed' | 'no-keys'>;
}

export type Hear = (activity: Activity) => Promise<InvokeAnswer | undefined>;

export interface Received {
  readonly answer: InvokeAnswer | undefined;
}

export interface LibraryOptions {
  readonly identity: TeamsIdentity;
  readonly openIdMetadataUrl?: string | undefined;
  readonly proxy?: string | undefined;
  readonly readActivity: (body: unknown) => Activity | undefined;
}

const channelIssuer = 'https://api.botframework.com';
const heard = Symbol('what we answered');

export function openLibrary({ identity, openIdMetadataUrl, proxy, readActivity }: LibraryOptions): Library {
  const options = { ...credentialsOf(identity), ...metadataAt(openIdMetadataUrl) };
  const connection = proxy === undefined ? {} : { proxySettings: proxySettings(proxy) };
  const authentication = new ConfigurationBotFrameworkAuthentication(
    options,
    undefined,
    undefined,
    undefined,
    connection,
  );
  const adapter = new TeamsAdapter(options, undefined, undefined, connection);
  const app = new Application<TurnState>({
    adapter,
    botAppId: identity.kind === 'app' ? identity.appId : '',
    // One timer for all conversations; a person is told in a message that work goes on.
    startTypingTimer: false,
  });
  const hearTurn = async (context: TurnContext): Promise<void> => {
    const hear = context.turnState.get<Hear>(heard);
    // Read again: the library has taken the mention of the bot out of the text by now.
    const activity = readActivity(context.activity);
    context.turnState.set(heard, activity && (await hear(activity)));
  };
  app.addRoute(() => Promise.resolve(true), hearTurn, true);
  app.addRoute(() => Promise.resolve(true), hearTurn);

  return {
    receive: async (body, authorization, hear) => {
      const verified = await authentication
        .authenticateRequest(asLibraryActivity(body), authorization)
        .catch((error: unknown) => (isWithoutKeys(error) ? 'no-keys' : 'not-signed'));
      if (typeof verified === 'string') return verified;
      // Tokens of the emulator say nothing about the service address, and ours would be sent there.
      const issuer = verified.claimsIdentity.getClaimValue('iss');
      if (identity.kind === 'app' && issuer !== channelIssuer) return 'not-signed';
      let answer: InvokeAnswer | undefined;
      await adapter.processActivityDirect(verified, asLibraryActivity(body), async (context) => {
        context.turnState.set(heard, hear);
        await app.run(context);
        answer = context.turnState.get<InvokeAnswer | undefined>(heard);
      });
      return { answer };
    },
  };
}

/** The library fetches keys while it checks: its own error 500 when they are refused, that of the fetch otherwise. */
const isWithoutKeys = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'FetchError' || ('statusCode' in error && error.statusCode === 500));

// The door has read it as an activity; the library's own type has every optional field declared as present.
const asLibraryActivity = (body: object): LibraryActivity => ({ ...body }) as LibraryActivity;

function credentialsOf(identity: TeamsIdentity) {
  if (identity.kind === 'practice') return { MicrosoftAppId: '', MicrosoftAppPassword: '' };
  const { appId, tenantId, credentials } = identity;
  const common = { MicrosoftAppId: appId, MicrosoftAppTenantId: tenantId };
  return credentials.kind === 'managed-identity'
    ? { ...common, MicrosoftAppType: 'UserAssignedMSI' }
    : {
        ...common,
        MicrosoftAppType: 'SingleTenant',
        MicrosoftAppPassword: credentials.password.reveal(),
      };
}

/** The library takes all of these or none; the rest are the public cloud's own. */
const metadataAt = (url: string | undefined): ConfigurationBotFrameworkAuthenticationOptions =>
  url === undefined
    ? {}
    : {
        ValidateAuthority: true,
        ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
        ToChannelFromBotOAuthScope: channelIssuer,
        ToBotFromChannelTokenIssuer: channelIssuer,
        OAuthUrl: 'https://api.botframework.com',
        ToBotFromChannelOpenIdMetadataUrl: url,
        ToBotFromEmulatorOpenIdMetadataUrl: url,
        CallerId: 'urn:botframework:azure',
      };

function proxySettings(proxy: string) {
  const { hostname, port, protocol } = new URL(proxy);
  return { host: hostname, port: Number(port || (protocol === 'https:' ? 443 : 80)) };
}
