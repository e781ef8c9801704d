import { linksCard } from '../../cards/link.ts';
import { ok } from '../../kernel/result.ts';
import { listLinks } from '../../ledger/identities.ts';
import { command } from '../command.ts';
import { viewOf } from './names.ts';

const most = 200;

/** For admins: who counts as one person by a link, also where its owner has removed it since. */
export const list = command({
  path: ['link', 'list'],
  aliases: [['关联', '列表']],
  summary: 'link.listSummary',
  permission: 'links.manage',
  effect: 'read',
  sites: ['cn'],
  args: {},
  examples: ['link list'],
  async run({ ledger, actor, t }) {
    const lines = await Promise.all(
      (await listLinks(ledger, most)).map(async ({ id, slack, teams, linkedAt, removedAt }) => {
        const [inSlack, inTeams] = await Promise.all([viewOf(ledger, slack), viewOf(ledger, teams)]);
        const isStanding = removedAt === null;
        return { id, slack: inSlack.name, teams: inTeams.name, since: linkedAt, isStanding };
      }),
    );
    return ok(linksCard(t, lines, actor.timeZone));
  },
});
