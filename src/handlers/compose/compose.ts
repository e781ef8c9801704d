import type { Card } from '../../cards/card.ts';
import type { PartnerPlatform } from '../../huawei/partner.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Result } from '../../kernel/result.ts';
import type { Site } from '../../kernel/site.ts';
import type { TextKey, Translate } from '../../kernel/texts/index.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Actor, Permission } from '../command.ts';

/** What an app offers where a message is written: a search, or something to do with a message that stands there. */
export type Compose = ComposeSearch | MessageAction;

interface Offer {
  readonly name: string;
  readonly title: TextKey;
  readonly summary: TextKey;
}

/** Finds cards for a message of the person's own. All who read that message see them: nothing personal stands on them. */
export interface ComposeSearch extends Offer {
  readonly type: 'search';
  readonly field: TextKey;
  readonly fieldHint: TextKey;
  readonly permission: Permission;
  readonly sites: readonly Site[];
  find(context: SearchContext, typed: string): Promise<Result<readonly Found[]>>;
}

export interface MessageAction extends Offer {
  readonly type: 'message-action';
  /** Said instead of doing it; as long as it stands here the app's manifest does not offer it. */
  readonly notYet: TextKey;
}

export const ticketFromMessage: MessageAction = {
  type: 'message-action',
  name: 'ticket',
  title: 'compose.ticket',
  summary: 'compose.ticketSummary',
  notYet: 'compose.ticketNotYet',
};

export interface SearchContext {
  readonly actor: Actor;
  readonly t: Translate;
  readonly clock: Clock;
  readonly partner: PartnerPlatform;
  readonly ledger: Ledger;
}

/** A line of what was found, and the card it stands for. */
export interface Found {
  readonly label: string;
  readonly description: string;
  readonly card: Card;
}
