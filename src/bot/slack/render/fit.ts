import { type Drawn as DrawnOf, fitting, type Part as PartOf } from '../../fit.ts';
import { type SlackBlock, weight } from './blocks.ts';

export type { Room } from '../../fit.ts';
export type Drawn = DrawnOf<SlackBlock>;
export type Part = PartOf<SlackBlock>;

export const { fixed, startOf, fit } = fitting<SlackBlock>(weight);
