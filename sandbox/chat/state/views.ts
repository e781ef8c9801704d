import { randomBytes } from 'node:crypto';
import type { ViewPayload } from '../blocks/blocks.ts';
import { workspace } from '../../people.ts';
import { newId, type OpenView, tell, type World } from './world.ts';

const newHash = (world: World) => `${Math.floor(world.now() / 1000)}.${randomBytes(4).toString('hex')}`;

/** A root and two pushed upon it. */
export const deepestStack = 3;

export const stackOf = (world: World, person: string): OpenView[] =>
  (world.stacks.get(person) ?? []).flatMap((id) => world.views.get(id) ?? []);

export const homeOf = (world: World, person: string): OpenView | undefined =>
  world.views.get(world.homes.get(person) ?? '');

function create(world: World, person: string, payload: ViewPayload, below?: OpenView): OpenView {
  const id = newId(world, 'V');
  const view: OpenView = {
    id,
    person,
    hash: newHash(world),
    rootId: below?.rootId ?? id,
    payload,
    errors: {},
    ...(below ? { previousId: below.id } : {}),
  };
  world.views.set(id, view);
  return view;
}

function setStack(world: World, person: string, ids: readonly string[]): void {
  for (const id of world.stacks.get(person) ?? []) if (!ids.includes(id)) world.views.delete(id);
  world.stacks.set(person, ids);
  tell(world, { type: 'views', person });
}

export function openView(world: World, person: string, payload: ViewPayload): OpenView {
  const view = create(world, person, payload);
  setStack(world, person, [view.id]);
  return view;
}

/** Undefined when the stack is full. */
export function pushView(world: World, person: string, payload: ViewPayload): OpenView | undefined {
  const stack = world.stacks.get(person) ?? [];
  if (stack.length >= deepestStack) return undefined;
  const view = create(world, person, payload, world.views.get(stack.at(-1) ?? ''));
  setStack(world, person, [...stack, view.id]);
  return view;
}

export function updateView(world: World, old: OpenView, payload: ViewPayload): OpenView {
  const view: OpenView = { ...old, payload, hash: newHash(world), errors: {} };
  world.views.set(view.id, view);
  tell(world, { type: payload.type === 'home' ? 'home' : 'views', person: view.person });
  return view;
}

export function publishHome(world: World, person: string, payload: ViewPayload): OpenView {
  const old = homeOf(world, person);
  if (old) return updateView(world, old, payload);
  const view = create(world, person, payload);
  world.homes.set(person, view.id);
  tell(world, { type: 'home', person });
  return view;
}

export function showErrors(world: World, view: OpenView, errors: Readonly<Record<string, string>>): void {
  world.views.set(view.id, { ...view, errors });
  tell(world, { type: 'views', person: view.person });
}

/** Takes the view away; the one below it is seen again. */
export function closeView(world: World, view: OpenView): void {
  const stack = world.stacks.get(view.person) ?? [];
  setStack(
    world,
    view.person,
    stack.filter((id) => id !== view.id),
  );
}

export const clearViews = (world: World, person: string): void => setStack(world, person, []);

export function findView(
  world: World,
  by: { view_id?: string | undefined; external_id?: string | undefined },
): OpenView | undefined {
  if (by.view_id !== undefined) return world.views.get(by.view_id);
  return by.external_id === undefined
    ? undefined
    : [...world.views.values()].find((view) => view.payload.external_id === by.external_id);
}

/** A view as Slack writes it; `values` are what the person has filled in so far. */
export const wireView = (view: OpenView, values: object = {}) => ({
  id: view.id,
  team_id: workspace.teamId,
  ...view.payload,
  private_metadata: view.payload.private_metadata ?? '',
  callback_id: view.payload.callback_id ?? '',
  external_id: view.payload.external_id ?? '',
  state: { values },
  hash: view.hash,
  previous_view_id: view.previousId ?? null,
  root_view_id: view.rootId,
  app_id: workspace.appId,
  app_installed_team_id: workspace.teamId,
  bot_id: workspace.botId,
});
