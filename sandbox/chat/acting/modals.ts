import { z } from 'zod';
import { checkView } from '../blocks/check.ts';
import { newTrigger } from '../state/addresses.ts';
import {
  clearViews,
  closeView,
  pushView,
  showErrors,
  stackOf,
  updateView,
  wireView,
} from '../state/views.ts';
import { givenFile } from '../state/files.ts';
import type { OpenView, World } from '../state/world.ts';
import { envelope, type Outcome, outcome, type Stage } from './acting.ts';
import { type FilledValues, formFaults, stateValues } from './filling.ts';
import { appTexts } from './texts.ts';

const responseAction = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string().min(1)) }),
  z.object({ response_action: z.literal('update'), view: z.unknown() }),
  z.object({ response_action: z.literal('push'), view: z.unknown() }),
  z.object({ response_action: z.literal('clear') }),
]);

export interface Submitted extends Outcome {
  /** What is wrong, by block id; the form stays open. */
  readonly errors?: Readonly<Record<string, string>>;
}

/** Sends a form. Its view closes, changes or shows errors as the bot answers. */
export async function submit(
  stage: Stage,
  person: string,
  view: OpenView,
  filled: FilledValues,
): Promise<Submitted> {
  const { world } = stage;
  const say = appTexts(world.people.get(person)?.locale);
  const faults = formFaults(view.payload.blocks, filled, say);
  if (Object.keys(faults).length > 0) {
    showErrors(world, view, faults);
    return { ok: false, status: 0, ms: 0, error: 'incomplete', errors: faults };
  }
  const delivery = await stage.send('interactive', {
    type: 'view_submission',
    ...envelope(world, person),
    trigger_id: newTrigger(world, person),
    view: wireView(
      view,
      stateValues(view.payload.blocks, filled, (id) => givenFile(world, person, id)),
    ),
    response_urls: [],
  });
  if (!delivery.ok) return { ...outcome(delivery), error: delivery.error ?? 'http_error' };
  const current = world.views.get(view.id) ?? view;
  const problem = applyAnswer(world, current, delivery.body);
  if (problem === undefined) return outcome(delivery);
  if (typeof problem === 'string') return { ...outcome(delivery), ok: false, error: problem };
  return { ...outcome(delivery), ok: false, error: 'rejected', errors: problem };
}

/** Undefined when all is well, the errors by block id when the bot has some, or why its answer is not accepted. */
function applyAnswer(
  world: World,
  view: OpenView,
  body: unknown,
): string | Record<string, string> | undefined {
  if (body === undefined || body === '') {
    closeView(world, view);
    return undefined;
  }
  const answer = responseAction.safeParse(body);
  if (!answer.success) return 'invalid_response_action';
  switch (answer.data.response_action) {
    case 'clear':
      clearViews(world, view.person);
      return undefined;
    case 'errors': {
      const inputs = view.payload.blocks.filter((block) => block.type === 'input');
      const stray = Object.keys(answer.data.errors).find((id) => !inputs.some((one) => one.block_id === id));
      if (stray !== undefined) return `errors for a block that is no input: ${stray}`;
      showErrors(world, view, answer.data.errors);
      return answer.data.errors;
    }
    case 'update':
    case 'push': {
      const next = checkView(answer.data.view, 'modal');
      if (!next.ok) return [next.error, ...next.messages].join(' ');
      if (answer.data.response_action === 'update') updateView(world, view, next.value);
      else if (!pushView(world, view.person, next.value)) return 'push_limit_reached';
      return undefined;
    }
  }
}

/** The cross closes all, the close button the topmost; the bot hears of it where the view asks so. */
export async function dismiss(stage: Stage, person: string, all = false): Promise<void> {
  const stack = stackOf(stage.world, person);
  const closed = all ? stack.toReversed() : stack.slice(-1);
  if (all) clearViews(stage.world, person);
  else for (const view of closed) closeView(stage.world, view);
  for (const view of closed)
    if (view.payload.type === 'modal' && view.payload.notify_on_close)
      await stage.send('interactive', {
        type: 'view_closed',
        ...envelope(stage.world, person),
        view: wireView(view),
        is_cleared: all,
      });
}
