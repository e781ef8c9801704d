import type { ApprovalRoom } from '../../approvals/acts.ts';
import type { CaseLine } from '../../cards/approvals/list.ts';
import type { Action, Card } from '../../cards/card.ts';
import { homeCard } from '../../cards/home.ts';
import { problemCard } from '../../cards/problem.ts';
import { translator } from '../../kernel/texts/index.ts';
import type { Db } from '../../ledger/ledger.ts';
import { recentRequests } from '../../ledger/requests.ts';
import { type Actor, permissions } from '../command.ts';
import { gather, linesOf } from '../approvals/gather.ts';
import { stopOf } from '../money/banner.ts';
import { buttonOf, labelOf, permissionText, roleText } from '../help/describe.ts';
import { commandsFor } from '../help/help.ts';
import { normalise } from '../parse/normalise.ts';
import { type House, refuseStranger } from '../interpret.ts';

const requestsShown = 10;

/** A person's own page. People the policy does not know read one sentence and nothing else. */
export async function homeFor(
  house: House,
  db: Db,
  actor: Actor,
  room: ApprovalRoom | undefined,
): Promise<Card> {
  const t = translator(actor.lang);
  const stranger = refuseStranger(actor, house);
  if (stranger) return problemCard(stranger, t, { tone: 'warning' });
  const recent = (await recentRequests(db, actor, 2 * requestsShown))
    // A line that only opened a form is told by the form that was sent.
    .filter(({ outcome }) => outcome !== 'form')
    .slice(0, requestsShown);
  const quick = commandsFor(house, actor).map(
    (command): Action => ({ label: labelOf(command, actor.lang), does: buttonOf(command) }),
  );
  const help: Action = { label: t('desk.menuHelp'), does: { type: 'command', line: 'help' } };
  const [stop, waiting] = await Promise.all([
    stopOf({ room, db, app: actor.app }),
    waitingFor(db, room, actor),
  ]);
  return homeCard(
    {
      stop,
      waiting,
      quick: [...quick, help],
      recent: recent.map(({ received_at: at, line, state }) => ({
        at,
        line: line.startsWith('action:') ? t('desk.button') : `/hw ${normalise(line)}`.trim(),
        state,
      })),
      roles: actor.roles.map((role) => t(roleText[role])),
      may: permissions
        .filter((permission) => actor.may.has(permission))
        .map((name) => t(permissionText[name])),
      admins: house.admins,
      timeZone: actor.timeZone,
    },
    t,
  );
}

/** The requests this person can decide now. */
async function waitingFor(
  db: Db,
  room: ApprovalRoom | undefined,
  actor: Actor,
): Promise<readonly CaseLine[]> {
  if (!room || !actor.may.has('approvals.read')) return [];
  const { cases } = await gather('waiting', { room, db, me: actor });
  return linesOf(translator(actor.lang), db, cases);
}
