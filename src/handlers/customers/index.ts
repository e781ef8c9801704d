import { customerFind } from './find.ts';
import { customerId } from './id.ts';
import { customerShow } from './show.ts';

export const customerCommands = [customerFind, customerShow, customerId];
