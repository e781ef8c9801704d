import type { ApprovalRoom } from '../approvals/acts.ts';
import { namesOf } from '../approvals/names.ts';
import type { ApprovalPolicy } from '../approvals/policy/policy.ts';
import type { ChatApp } from '../cards/messenger.ts';
import type { RemittanceNews } from '../cards/remit/news.ts';
import type { RemittanceView, TopUpView } from '../cards/remit/view.ts';
import { type Currency, money } from '../kernel/money.ts';
import { type Person, type Remittance } from '../kernel/remittance/remittance.ts';
import { isOpen, overdueFrom, type RemittanceTimes } from '../kernel/remittance/states.ts';
import { accountChangesByIds, accountReadings, type SeenChange } from '../ledger/account-changes.ts';
import type { Db } from '../ledger/ledger.ts';
import { remittanceEvents, type RemittanceEvent, remittancesByIds } from '../ledger/remittances.ts';

/** What it takes to show remittances. */
export interface Viewing {
  readonly db: Db;
  /** Whose statement it is. */
  readonly partner: { readonly account: string; readonly currency: Currency };
  readonly policy: ApprovalPolicy;
  readonly times: RemittanceTimes;
  readonly timeZone: string;
}

export interface RemittanceInApp {
  readonly view: RemittanceView;
  readonly news: (event: RemittanceEvent) => RemittanceNews;
}

/** A remittance as each app shows it, looked up once. */
export async function remittanceViews(
  one: Remittance,
  viewing: Viewing,
): Promise<(app: ChatApp) => RemittanceInApp> {
  const { db, partner, policy, times, timeZone } = viewing;
  const events = await remittanceEvents(db, one.id);
  const ids = [...new Set([...events.flatMap(({ changes }) => changes), ...one.candidates])];
  const changes = await accountChangesByIds(db, { partner: partner.account, account: one.account, ids });
  const rivals = await remittancesByIds(db, one.rivals);
  const readings = await accountReadings(db, partner.account);
  const people = [one.announcedBy, ...events.flatMap(({ by }) => by ?? [])];
  const nameIn = await namesOf(db, policy, people);

  const last = (kind: RemittanceEvent['kind']) => events.findLast((event) => event.kind === kind);
  const topUpsOf = (wanted: readonly string[]): TopUpView[] =>
    changes.filter(({ changeId }) => wanted.includes(changeId)).map(topUpOf);
  const growsOverdue = isOpen(one.state) && one.state !== 'overdue' && one.candidates.length === 0;

  return (app) => {
    const name = nameIn(app);
    const credit = last('credited');
    const view: RemittanceView = {
      id: one.id,
      code: one.code,
      state: one.state,
      account: one.account,
      route: one.route,
      amount: money(one.amount, partner.currency),
      bankDay: one.bankDay,
      payer: one.payer,
      voucher: one.voucher,
      note: one.note,
      announcedBy: name(one.announcedBy),
      announcedAt: one.announcedAt,
      candidates: topUpsOf(one.candidates),
      rivals: rivals.map(({ code }) => code),
      credited:
        one.creditedBy === undefined
          ? undefined
          : { topUp: topUpsOf([one.creditedBy])[0], by: credit?.by ? name(credit.by) : '' },
      rejected: last('rejected')?.note,
      overdueFrom: growsOverdue ? overdueFrom(one, times) : undefined,
      readTo: readings.find(({ account }) => account === one.account)?.readTo,
      timeZone,
    };
    return {
      view,
      news: ({ kind, by, note, changes: concerned }) => ({
        kind,
        by: by && name(by),
        bySelf: by !== undefined && isSame(by, one.announcedBy),
        note,
        topUps: topUpsOf(concerned),
      }),
    };
  };
}

const isSame = (a: Person, b: Person): boolean =>
  a.app === b.app && a.tenantId === b.tenantId && a.userId === b.userId;

const topUpOf = ({ changeId, at, day }: SeenChange): TopUpView => ({ changeId, at, day });

/** Somebody in each app they are known in, as the policy says. */
export function selvesOf(
  { policy, homes }: Pick<ApprovalRoom, 'policy' | 'homes'>,
  me: Person,
): readonly Person[] {
  const others = [...policy.aliases].flatMap(([entra, slack]): { app: ChatApp; userId: string }[] => {
    if (me.userId === entra) return [{ app: 'slack', userId: slack }];
    return me.userId === slack ? [{ app: 'teams', userId: entra }] : [];
  });
  const there = others.flatMap(({ app, userId }): Person[] => {
    const tenantId = homes()[app];
    return tenantId === undefined ? [] : [{ app, tenantId, userId }];
  });
  return [{ app: me.app, tenantId: me.tenantId, userId: me.userId }, ...there];
}

export const isAnnouncedBy = ({ announcedBy }: Remittance, selves: readonly Person[]): boolean =>
  selves.some((self) => isSame(self, announcedBy));
