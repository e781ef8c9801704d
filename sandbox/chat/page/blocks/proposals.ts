import { useEffect, useState } from 'preact/hooks';
import type { ElementOf, Option } from '../../blocks/elements.ts';
import { type Spot, useSurface } from './surface.tsx';

type PickerElement = ElementOf<'external_select' | 'multi_external_select' | 'multi_static_select'>;

export type ProposalState =
  | { readonly is: 'ready' | 'searching' }
  | { readonly is: 'short'; readonly least: number }
  | { readonly is: 'failed'; readonly error: string };

interface Proposals {
  readonly proposals: readonly Option[];
  readonly state: ProposalState;
}

/** Slack's own least when a card names none. */
const usualLeast = 3;
const pauseMs = 180;

/** What may be chosen for the text typed so far: from the card itself, or asked of the bot once the typing pauses. */
export function useProposals(element: PickerElement, spot: Spot, typed: string | undefined): Proposals {
  const { suggest } = useSurface();
  const [answer, setAnswer] = useState<Proposals>({ proposals: [], state: { is: 'searching' } });
  const fixed = element.type === 'multi_static_select';
  const least = fixed ? 0 : (element.min_query_length ?? usualLeast);
  const asks = !fixed && typed !== undefined && typed.length >= least;

  useEffect(() => {
    if (!asks) return;
    let stale = false;
    setAnswer((before) => ({ ...before, state: { is: 'searching' } }));
    const timer = setTimeout(() => {
      void suggest(spot, typed).then((found) => {
        if (stale) return;
        setAnswer(
          found.ok && 'options' in found
            ? { proposals: found.options, state: { is: 'ready' } }
            : { proposals: [], state: { is: 'failed', error: found.error ?? 'http_error' } },
        );
      });
    }, pauseMs);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [asks, typed]);

  if (fixed) return { proposals: matching(element, typed ?? ''), state: { is: 'ready' } };
  return asks ? answer : { proposals: [], state: { is: 'short', least } };
}

function matching(element: ElementOf<'multi_static_select'>, typed: string): Option[] {
  const all = [
    ...(element.options ?? []),
    ...(element.option_groups ?? []).flatMap((group) => group.options),
  ];
  return all.filter((option) => option.text.text.toLowerCase().includes(typed.toLowerCase()));
}
