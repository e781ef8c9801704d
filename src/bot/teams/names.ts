import type { Card, Rich } from '../../cards/card.ts';
import type { Listed } from '../../approvals/policy/policy.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { namesOfPeople } from '../../ledger/people.ts';
import type { NameOf } from './render/text.ts';

/** How the people on a card are called: as they call themselves, else as the policy lists them. */
export type NamesOn = (card: Card, tenantId: string) => Promise<NameOf>;

export function openNames(ledger: Ledger, listed: readonly Listed[]): NamesOn {
  const inPolicy = new Map(
    listed.flatMap(({ name, entra, slack }) =>
      [entra?.toLowerCase(), slack].flatMap((id) => (id === undefined ? [] : [[id, name] as const])),
    ),
  );
  return async (card, tenantId) => {
    const userIds = peopleOn(card);
    const met =
      userIds.length === 0
        ? new Map<string, string>()
        : await namesOfPeople(ledger, { app: 'teams', tenantId, userIds });
    return (id) => met.get(id) ?? inPolicy.get(id) ?? inPolicy.get(id.toLowerCase()) ?? id;
  };
}

const peopleIn = (rich: Rich): string[] =>
  typeof rich === 'string'
    ? []
    : rich.flatMap((span) => (typeof span === 'object' && 'person' in span ? [span.person] : []));

function peopleOn(card: Card): string[] {
  const found = card.blocks.flatMap((block) => {
    switch (block.kind) {
      case 'text':
      case 'notice':
        return peopleIn(block.text);
      case 'facts':
        return block.facts.flatMap(({ value }) => peopleIn(value));
      case 'notes':
        return block.notes.flatMap(peopleIn);
      default:
        return [];
    }
  });
  return [...new Set(found)];
}
