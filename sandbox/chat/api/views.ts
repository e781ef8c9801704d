import { z } from 'zod';
import { checkView } from '../blocks/check.ts';
import { useTrigger } from '../state/addresses.ts';
import {
  findView,
  homeOf,
  openView,
  publishHome,
  pushView,
  stackOf,
  deepestStack,
  updateView,
  wireView,
} from '../state/views.ts';
import { type Answer, method, no, refused, structured } from './method.ts';

const shown = (view: Parameters<typeof wireView>[0]): Answer => ({ ok: true, view: wireView(view) });

const open = method(z.object({ trigger_id: z.string(), view: structured }), (world, args): Answer => {
  const view = checkView(args.view, 'modal');
  if (!view.ok) return refused(view);
  const trigger = useTrigger(world, args.trigger_id);
  return trigger.ok ? shown(openView(world, trigger.person, view.value)) : no(trigger.error);
});

const push = method(z.object({ trigger_id: z.string(), view: structured }), (world, args): Answer => {
  const view = checkView(args.view, 'modal');
  if (!view.ok) return refused(view);
  const person = world.triggers.get(args.trigger_id)?.person;
  if (person !== undefined && stackOf(world, person).length >= deepestStack) return no('push_limit_reached');
  const trigger = useTrigger(world, args.trigger_id);
  if (!trigger.ok) return no(trigger.error);
  const pushed = pushView(world, trigger.person, view.value);
  return pushed ? shown(pushed) : no('push_limit_reached');
});

const update = method(
  z.object({
    view_id: z.string().optional(),
    external_id: z.string().optional(),
    hash: z.string().optional(),
    view: structured,
  }),
  (world, args): Answer => {
    const view = checkView(args.view, 'modal');
    if (!view.ok) return refused(view);
    const old = findView(world, args);
    if (!old) return no('not_found');
    if (args.hash !== undefined && args.hash !== old.hash) return no('hash_conflict');
    return shown(updateView(world, old, view.value));
  },
);

const publish = method(
  z.object({ user_id: z.string(), hash: z.string().optional(), view: structured }),
  (world, args): Answer => {
    if (!world.people.has(args.user_id)) return no('user_not_found');
    const view = checkView(args.view, 'home');
    if (!view.ok) return refused(view);
    const old = homeOf(world, args.user_id);
    if (args.hash !== undefined && args.hash !== old?.hash) return no('hash_conflict');
    return shown(publishHome(world, args.user_id, view.value));
  },
);

export const viewMethods = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};
