import type { PartnerPlatform } from '../../huawei/partner.ts';
import type { Clock } from '../../kernel/clock.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { translator } from '../../kernel/texts/index.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Actor } from '../command.ts';
import { type House, refuseCommand, refuseStranger } from '../interpret.ts';
import { normalise } from '../parse/normalise.ts';
import type { Compose, ComposeSearch, Found } from './compose.ts';

/** What a door may ask for somebody who writes a message. */
export interface ComposeBox {
  /** Whoever may not see what is searched is told so; rights are those of this moment. */
  search(name: string, typed: string, actor: Actor, signal: AbortSignal): Promise<Result<readonly Found[]>>;
  /** What there is to say about something that is prepared and not there yet; undefined when nobody knows it. */
  notYet(name: string, actor: Pick<Actor, 'lang'>): string | undefined;
}

export interface ComposeBoxParts {
  readonly offers: readonly Compose[];
  readonly house: House;
  readonly partner: PartnerPlatform;
  readonly ledger: Ledger;
  readonly clock: Clock;
}

export function openComposeBox({ offers, house, partner, ledger, clock }: ComposeBoxParts): ComposeBox {
  const searches = new Map(
    offers.flatMap((offer): [string, ComposeSearch][] =>
      offer.type === 'search' ? [[offer.name, offer]] : [],
    ),
  );
  return {
    search: async (name, typed, actor, signal) => {
      const search = searches.get(name);
      if (!search) return fail(problem('unknownCommand', { typed: name }));
      if (!search.sites.includes(house.site))
        return fail(problem('notOnThisSite', { command: name, site: house.site }));
      const refused = refuseStranger(actor, house) ?? refuseCommand(search, actor, house);
      if (refused) return fail(refused);
      const wanted = normalise(typed);
      if (wanted === '') return ok([]);
      const t = translator(actor.lang);
      return search.find({ actor, t, clock, ledger, partner: partner.until(signal) }, wanted);
    },
    notYet: (name, { lang }) => {
      const offer = offers.find((one) => one.name === name);
      return offer?.type === 'message-action' ? translator(lang)(offer.notYet) : undefined;
    },
  };
}
