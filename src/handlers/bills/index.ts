import { bill } from './bill.ts';
import { exportCancel, exportRetry } from './export-actions.ts';

export const billCommands = [bill];
export const billActions = [exportCancel, exportRetry];
