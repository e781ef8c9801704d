import {
  type Action,
  AdaptiveCard,
  ChoiceSetInput,
  type Input,
  OpenUrlAction,
  SerializationContext,
  Versions,
} from 'adaptivecards';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Outcome } from '../../../teams/acting/stage.ts';
import type { Card } from '../../../teams/cards/card.ts';
import type { ActPlace } from '../../../teams/page-protocol.ts';
import type { Unreached } from '../api.ts';
import { useDesk } from '../desk.ts';
import { act } from './api.ts';
import { elementsWithCharts } from './charts.tsx';
import { hostConfig } from './host.ts';
import { teamsTexts } from './texts.ts';
import { withLocalTimes } from './local-times.ts';

/** An Adaptive Card, drawn by Microsoft's own library. */
export function CardView({ card, place }: { card: Card; place: ActPlace }): JSX.Element {
  const desk = useDesk();
  const { me, t } = desk;
  const box = useRef<HTMLDivElement>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const json = JSON.stringify(card);
  const where = JSON.stringify(place);

  useLayoutEffect(() => {
    /** The library knows what was chosen in a type-ahead by its title alone: by input and title, the value. */
    const proposed = new Map<string, string>();
    const drawn = new AdaptiveCard();
    drawn.hostConfig = hostConfig;
    drawn.onExecuteAction = (action) => void press(action);
    drawn.onInputValueChanged = (input) => {
      if (input instanceof ChoiceSetInput && input.isDynamicTypeahead()) void propose(input);
    };
    const context = new SerializationContext(Versions.v1_6);
    context.setElementRegistry(elementsWithCharts(desk));
    drawn.parse(withLocalTimes(card, me), context);
    const element = drawn.render();
    if (element) box.current?.replaceChildren(element);
    else setTrouble(teamsTexts(me.locale).cardMissing);
    for (const input of drawn.getAllInputs()) nameTypeAhead(input);

    async function press(action: Action): Promise<void> {
      if (action instanceof OpenUrlAction) {
        if (action.url) window.open(action.url, '_blank', 'noopener');
        return;
      }
      const filled = Object.fromEntries(
        drawn.getAllInputs().map((input) => {
          const value = String(input.value ?? '');
          return [input.id ?? '', proposed.get(`${input.id ?? ''}/${value}`) ?? value];
        }),
      );
      setBusy(true);
      setTrouble('');
      const done: Outcome | Unreached = await act(me.key, {
        do: 'press',
        place,
        // The library writes an action as it was read.
        action: action.toJSON() as { type: string },
        filled,
      });
      setBusy(false);
      if (!done.ok && !('words' in done)) setTrouble(t.trouble(done.error ?? 'http_error'));
    }

    async function propose(input: ChoiceSetInput): Promise<void> {
      const typed = input.getFilterForDynamicSearch() ?? '';
      const dataset = input.choicesData?.dataset;
      if (typed === '' || !dataset) return;
      input.showLoadingIndicator();
      const found = await act(me.key, { do: 'suggest', place, dataset, typed });
      input.removeLoadingIndicator();
      if ('choices' in found && found.ok) {
        for (const { title, value } of found.choices) proposed.set(`${input.id ?? ''}/${title}`, value);
        input.renderChoices(typed, [...found.choices]);
      } else input.showErrorIndicator(typed, t.nothingFound);
    }
  }, [json, where, me]);

  return (
    <div class="teams-card" aria-busy={busy}>
      <div ref={box} />
      {trouble !== '' && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
    </div>
  );
}

/** Its label names the box around the field, which readers of screens do not reach. */
function nameTypeAhead(input: Input): void {
  if (input instanceof ChoiceSetInput && input.isDynamicTypeahead() && input.label)
    input.renderedElement?.querySelector('input')?.setAttribute('aria-label', input.label);
}
