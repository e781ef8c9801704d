import type { ApprovalRoom } from '../approvals/acts.ts';
import type { RemittanceRules } from '../approvals/policy/remittances.ts';
import type { Messenger } from '../cards/messenger.ts';
import type { PartnerPlatform } from '../huawei/partner.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { JobHandler, Jobs } from './jobs.ts';
import { checkRemittancesHandler } from './remit-check.ts';
import { tellRemittanceHandler } from './remit-tell.ts';
import { watchRemittancesHandler, watchRemittancesSchedule } from './remit-watch.ts';
import type { Schedule } from './schedules.ts';

export interface RemittanceWorkParts {
  readonly ledger: Ledger;
  readonly room: ApprovalRoom;
  readonly partner: PartnerPlatform;
  readonly messenger: Messenger;
  readonly jobs: Jobs;
  readonly rules: RemittanceRules;
}

/** Everything a worker does for remittances. They are a matter of the China site. */
export const remittanceWork = (
  parts: RemittanceWorkParts,
): { readonly handlers: readonly JobHandler[]; readonly schedules: readonly Schedule[] } => ({
  handlers: [tellRemittanceHandler(parts), watchRemittancesHandler(parts), checkRemittancesHandler(parts)],
  schedules: parts.partner.site === 'cn' ? [watchRemittancesSchedule] : [],
});
