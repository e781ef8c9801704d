import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import type { SlackApi } from './web-api.ts';

/** Where the bot is installed and who it is there; what Slack says its token stands for. */
export interface Installation {
  /** Enterprise id when there is one: the same person acts from several workspaces of it. */
  readonly tenantId: string;
  readonly teamId: string;
  readonly enterpriseId: string | undefined;
  readonly botId: string | undefined;
  readonly botUserId: string | undefined;
}

export interface InstallationWatch {
  /** Undefined until Slack has answered once. */
  current(): Installation | undefined;
}

/** Asks once, and goes on asking in the background while Slack does not answer: a dead Slack stops nobody's start. */
export function learnInstallation(
  api: SlackApi,
  {
    teamId,
    clock,
    log,
    signal,
  }: { teamId?: string | undefined; clock: Clock; log: Log; signal: AbortSignal },
): InstallationWatch {
  let known: Installation | undefined;
  const learn = async () => {
    for (let pauseMs = 1_000; !signal.aborted; pauseMs = Math.min(pauseMs * 2, 30_000)) {
      const answer = await api.now('auth.test', (client) => client.auth.test());
      if (answer.ok && answer.value.team_id && (!teamId || answer.value.team_id === teamId)) {
        const { team_id, enterprise_id, bot_id, user_id } = answer.value;
        known = {
          tenantId: enterprise_id ?? team_id,
          teamId: team_id,
          enterpriseId: enterprise_id,
          botId: bot_id,
          botUserId: user_id,
        };
        log.info({ team: team_id, bot: user_id }, 'Slack knows the bot');
        return;
      }
      const reason = answer.ok ? 'the token is of another workspace' : answer.problem.wireCode;
      log.error({ reason, pauseMs }, 'Slack did not say who the bot is; asking again');
      await clock.sleep(pauseMs, signal);
    }
  };
  learn().catch((error: unknown) => {
    if (!signal.aborted) log.error({ err: error }, 'asking Slack who the bot is failed');
  });
  return { current: () => known };
}

/** Whose workspace a request names: that of the place, and that of the person where Slack says it. */
export interface Origin {
  readonly teamId: string | undefined;
  readonly enterpriseId: string | undefined;
  readonly personTeamId?: string | undefined;
}

/** In channels shared between companies, people of the other one can press our buttons too: they are strangers. */
export function isOurs(installation: Installation, { teamId, enterpriseId, personTeamId }: Origin): boolean {
  if (installation.enterpriseId !== undefined) return enterpriseId === installation.enterpriseId;
  return (
    teamId === installation.teamId && (personTeamId === undefined || personTeamId === installation.teamId)
  );
}
