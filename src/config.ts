import { z } from 'zod';
import { commaList, httpUrl, secret } from './config/kinds.ts';
import { teamsOrigin, type TeamsSettings, teamsSettings, teamsShape } from './config/teams.ts';
import type { Secret } from './kernel/secret.ts';
import { sites } from './kernel/site.ts';

const databaseUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must look like postgresql://user:password@host:5432/name',
});
const redisUrl = z.url({ protocol: /^rediss?$/, error: 'must look like redis://host:6379' });

const whole = (text: string) => (/^\d+$/.test(text) ? Number(text) : Number.NaN);
const port = z
  .string()
  .transform(whole)
  .pipe(
    z.number({ error: 'must be a port number, e.g. 3000' }).max(65_535, 'must be a port number, e.g. 3000'),
  );

const seconds = z
  .string()
  .transform(whole)
  .pipe(z.number({ error: 'must be whole seconds, e.g. 900' }).min(1, 'must be whole seconds, e.g. 900'));

const roles = ['web', 'worker'] as const;

const roleList = z
  .string()
  .transform(commaList)
  .pipe(
    z
      .array(z.enum(roles, { error: 'must be web, worker, or web,worker' }))
      .min(1, 'must be web, worker, or web,worker'),
  );

/** `ListSubCustomers=20,*=10`: a number per operation. */
const perOperation = z.string().transform((text, ctx) => {
  const values: Record<string, number> = {};
  for (const word of commaList(text)) {
    const match = /^(\*|[A-Za-z]\w*)=(\d+)$/.exec(word);
    if (!match?.[1] || Number(match[2]) < 1) {
      ctx.addIssue({ code: 'custom', message: 'must look like ListSubCustomers=20,*=10' });
      return z.NEVER;
    }
    values[match[1]] = Number(match[2]);
  }
  return values;
});

const schema = z.object({
  SLACK_BOT_TOKEN: secret.optional(),
  SLACK_SIGNING_SECRET: secret.optional(),
  SLACK_APP_TOKEN: secret.optional(),
  SLACK_API_URL: httpUrl.default('https://slack.com/api/'),
  ...teamsShape,
  HOST: z.string().default('0.0.0.0'),
  PORT: port.default(3000),
  HUAWEI_SITE: z.enum(sites, { error: 'must be cn, intl or eu' }),
  HUAWEI_AK: z.string().optional(),
  HUAWEI_SK: secret.optional(),
  HUAWEI_DOMAIN_ID: z.string().optional(),
  HUAWEI_IAM_USER: z.string().optional(),
  HUAWEI_IAM_PASSWORD: secret.optional(),
  HUAWEI_IAM_DOMAIN: z.string().optional(),
  HUAWEI_BSS_ENDPOINT: httpUrl.optional(),
  HUAWEI_OSM_ENDPOINT: httpUrl.optional(),
  HUAWEI_IAM_ENDPOINT: httpUrl.optional(),
  HUAWEI_RATE_LIMITS: perOperation.default({}),
  HUAWEI_PAGE_SIZES: perOperation.default({}),
  HTTPS_PROXY: httpUrl.optional(),
  NO_PROXY: z.string().optional(),
  DATABASE_URL: databaseUrl.optional(),
  REDIS_URL: redisUrl.optional(),
  DATA_DIR: z.string().default('data'),
  POLICY_FILE: z.string().default('policy.yaml'),
  CHART_FONT: z.string().optional(),
  MONEY_CALL_SECONDS: seconds.default(240),
  MONEY_SETTLE_SECONDS: seconds.default(900),
  JOB_LOCK_SECONDS: seconds.default(20),
  ROLES: roleList.default(['web', 'worker']),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'], { error: 'must be debug, info, warn or error' })
    .default('info'),
});

type Raw = z.output<typeof schema>;

/** How the platform is signed for: keys (recommended), or an IAM user whose token is fetched and renewed. */
export type PlatformCredentials =
  | { readonly kind: 'aksk'; readonly ak: string; readonly sk: Secret; readonly domainId: string | undefined }
  | {
      readonly kind: 'token';
      readonly userName: string;
      readonly password: Secret;
      readonly domainName: string;
    };

export interface Config
  extends Omit<
    Raw,
    | 'HUAWEI_AK'
    | 'HUAWEI_SK'
    | 'HUAWEI_IAM_USER'
    | 'HUAWEI_IAM_PASSWORD'
    | 'HUAWEI_IAM_DOMAIN'
    | 'HUAWEI_DOMAIN_ID'
    | SlackVariable
    | keyof typeof teamsShape
  > {
  readonly credentials: PlatformCredentials;
  /** At least one of the two. */
  readonly slack: SlackSettings | undefined;
  readonly teams: TeamsSettings | undefined;
  /** Where people reach the bot's own web server, for downloads. */
  readonly publicUrl: string | undefined;
}

type SlackVariable = 'SLACK_BOT_TOKEN' | 'SLACK_SIGNING_SECRET' | 'SLACK_APP_TOKEN' | 'SLACK_API_URL';

export interface SlackSettings {
  readonly botToken: Secret;
  readonly signingSecret: Secret;
  /** Present: Socket Mode. */
  readonly appToken: Secret | undefined;
  readonly apiUrl: string;
}

export interface ConfigProblem {
  readonly variable: string;
  readonly problem: string;
  readonly missing: boolean;
}

/** Where a value comes from, for the one who has to find it. */
const origin: Readonly<Record<string, string>> = {
  SLACK_BOT_TOKEN: 'starts with xoxb-; Slack app page → OAuth & Permissions',
  SLACK_SIGNING_SECRET: 'Slack app page → Basic Information → App Credentials',
  HUAWEI_SITE: 'cn, intl or eu: the site your partner account belongs to',
  HUAWEI_AK: 'access key id of an operator of the partner account; console → My Credentials → Access Keys',
  HUAWEI_SK: 'the secret key that came with HUAWEI_AK',
  HUAWEI_IAM_PASSWORD: 'password of HUAWEI_IAM_USER',
  HUAWEI_IAM_DOMAIN: 'account name that HUAWEI_IAM_USER belongs to',
  ...teamsOrigin,
};

type Environment = Readonly<Record<string, string | undefined>>;

/** An empty variable counts as absent. */
const present = (env: Environment) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));

/** The configuration, or everything that is wrong with it at once. */
export function readConfig(
  env: Environment = process.env,
): { readonly config: Config } | { readonly problems: readonly ConfigProblem[] } {
  const given = present(env);
  const problems: ConfigProblem[] = [];
  const complain = (variable: string, text?: string) => {
    problems.push({
      variable,
      problem: text ?? `is missing (${origin[variable] ?? 'required'})`,
      missing: text === undefined,
    });
  };

  const parsed = schema.safeParse(given);
  for (const issue of parsed.error?.issues ?? []) {
    const variable = String(issue.path[0]);
    complain(variable, variable in given ? issue.message : undefined);
  }

  const usesToken = 'HUAWEI_IAM_USER' in given;
  const needed = usesToken ? ['HUAWEI_IAM_PASSWORD', 'HUAWEI_IAM_DOMAIN'] : ['HUAWEI_AK', 'HUAWEI_SK'];
  for (const variable of needed) if (!(variable in given)) complain(variable);
  if (given['HUAWEI_SITE'] === 'eu' && !('HUAWEI_IAM_ENDPOINT' in given) && usesToken) {
    complain(
      'HUAWEI_IAM_ENDPOINT',
      'is needed on the eu site with HUAWEI_IAM_USER: no public IAM address is documented for it',
    );
  }

  // Without a word about Teams the bot is one for Slack.
  const wantsTeams = Object.keys(given).some((name) => name.startsWith('TEAMS_'));
  const wantsSlack = ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN'].some(
    (name) => name in given,
  );
  if (wantsSlack || !wantsTeams)
    for (const variable of ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET'])
      if (!(variable in given)) complain(variable);
  const teams = parsed.success ? teamsSettings(parsed.data, complain) : undefined;
  if (parsed.success && !teams && !wantsSlack && problems.length === 0) complain('TEAMS_APP_ID');

  if (problems.length > 0 || !parsed.success) return { problems };
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_APP_TOKEN: appToken,
    SLACK_API_URL: apiUrl,
    PUBLIC_URL: publicUrl,
    HUAWEI_AK,
    HUAWEI_SK,
    HUAWEI_DOMAIN_ID,
    HUAWEI_IAM_USER,
    HUAWEI_IAM_PASSWORD,
    HUAWEI_IAM_DOMAIN,
    ...others
  } = parsed.data;
  const rest = {
    ...others,
    slack: botToken && signingSecret ? { botToken, signingSecret, appToken, apiUrl } : undefined,
    teams,
    publicUrl,
  };
  if (HUAWEI_IAM_USER && HUAWEI_IAM_PASSWORD && HUAWEI_IAM_DOMAIN) {
    return {
      config: {
        ...rest,
        credentials: {
          kind: 'token',
          userName: HUAWEI_IAM_USER,
          password: HUAWEI_IAM_PASSWORD,
          domainName: HUAWEI_IAM_DOMAIN,
        },
      },
    };
  }
  if (HUAWEI_AK && HUAWEI_SK) {
    return {
      config: {
        ...rest,
        credentials: { kind: 'aksk', ak: HUAWEI_AK, sk: HUAWEI_SK, domainId: HUAWEI_DOMAIN_ID },
      },
    };
  }
  return { problems: [{ variable: 'HUAWEI_AK', problem: 'is missing', missing: true }] };
}

export type StoreConfig = Pick<Config, 'DATABASE_URL' | 'DATA_DIR'>;

/** Where the ledger is, for programs that need nothing else of the bot. */
export function readStoreConfig(
  env: Environment = process.env,
): { readonly config: StoreConfig } | { readonly problems: readonly ConfigProblem[] } {
  const parsed = schema.pick({ DATABASE_URL: true, DATA_DIR: true }).safeParse(present(env));
  if (parsed.success) return { config: parsed.data };
  const problems = parsed.error.issues.map(({ path, message }) => ({
    variable: String(path[0]),
    problem: message,
    missing: false,
  }));
  return { problems };
}

/** What the operator reads when the bot refuses to start. */
export function explainProblems(problems: readonly ConfigProblem[]): string {
  const lines = problems.map(({ variable, problem }) => `  ${variable} ${problem}`);
  const practice = problems.some((p) => p.missing)
    ? ['', 'No accounts at hand? `npm run practice` starts the whole bot in the practice world.']
    : [];
  return [
    'Partner Desk cannot start yet. Please set or correct in the environment:',
    ...lines,
    ...practice,
  ].join('\n');
}
