import { askCard } from '../../cards/ask.ts';
import type { Card } from '../../cards/card.ts';
import { endOfDay, startOfDay } from '../../kernel/day.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import type { AuditFilter } from '../../ledger/audit-read.ts';
import { namesOfPeople } from '../../ledger/people.ts';
import { isMe } from '../args/check.ts';
import { findInDirectory, looksLikeId } from '../args/find-customer.ts';
import type { CommandContext } from '../command.ts';
import { parseDay } from '../parse/day.ts';
import { quoteWord } from '../parse/words.ts';

/** Whose rows are wanted, and what that is called. */
export interface About {
  readonly filter: AuditFilter;
  readonly title: string;
}

const receiptShape = /^((?:PD|RM)-[0-9A-Z]{4}-[0-9A-Z]{4})(?:-\d+)?$/i;
const mentionShape = /^@([UW][A-Z0-9]{2,})$/;

/** What a person means by a receipt code, somebody's mention, a day or a customer; a card when several are meant. */
export function readAbout(context: CommandContext, text: string): Promise<Result<About | Card>> {
  const { t, clock } = context;
  const receipt = receiptShape.exec(text)?.[1]?.toUpperCase();
  if (receipt !== undefined)
    return done({ filter: { kind: 'receipt', receipt }, title: t('audit.titleReceipt', { receipt }) });
  const userId = isMe(text) ? context.actor.userId : mentionShape.exec(text)?.[1];
  if (userId !== undefined) return aboutPerson(context, userId);
  if (text.startsWith('@')) return Promise.resolve(fail(problem('personUnreadable', { typed: text })));
  const day = parseDay(text, clock.now());
  if (day !== undefined)
    return done({
      filter: { kind: 'time', from: startOfDay(day), before: endOfDay(day) },
      title: t('audit.titleDay', { day }),
    });
  return aboutCustomer(context, text);
}

const done = (about: About): Promise<Result<About>> => Promise.resolve(ok(about));

async function aboutPerson({ ledger, actor, t }: CommandContext, userId: string): Promise<Result<About>> {
  const { app, tenantId } = actor;
  const names = await namesOfPeople(ledger, { app, tenantId, userIds: [userId] });
  return ok({
    filter: { kind: 'person', app, tenantId, userId },
    title: t('audit.titlePerson', { name: names.get(userId) ?? userId }),
  });
}

/** From the directory alone: what was done can be looked up while the platform is away, and for customers who left. */
async function aboutCustomer({ ledger, t }: CommandContext, text: string): Promise<Result<About | Card>> {
  const found = await findInDirectory(ledger, text);
  if (found.kind === 'several') {
    const choices = found.customers.slice(0, 8).map(({ customerId, name, accountName }) => ({
      label: name === accountName ? name : `${name} (${accountName})`,
      line: `audit ${customerId}`,
    }));
    const why = t('problems.customerAmbiguous', { typed: text });
    const line = `audit ${quoteWord(text)}`;
    return ok(askCard({ problems: [{ label: t('audit.about'), text: why }], choices, line }, t));
  }
  const gone = looksLikeId(text) ? { customerId: text.toLowerCase(), name: text.toLowerCase() } : undefined;
  const customer = found.kind === 'one' ? found.customer : gone;
  if (!customer) return fail(problem('auditAboutUnknown', { typed: text }));
  const { customerId, name } = customer;
  return ok({ filter: { kind: 'customer', customerId }, title: t('audit.titleCustomer', { name }) });
}
