import { audit } from './audit.ts';

export const auditCommands = [audit];
