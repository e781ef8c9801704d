import { statement } from './statement.ts';

export const statementCommands = [statement];
