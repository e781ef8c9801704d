import type { CustomerDoors } from '../../cards/customers.ts';
import type { CommandContext } from '../command.ts';

/** Which buttons about a customer are worth showing to this person, on this site. */
export const doorsOf = ({ actor, site }: CommandContext): CustomerDoors => ({
  bill: site === 'cn' && actor.may.has('bills.read'),
  balance: site === 'cn' && actor.may.has('accounts.read'),
});
