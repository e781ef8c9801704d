import { expect, test } from 'vitest';
import { fileName } from './file-name.ts';

const row = { cycle: '2026-10', customer_id: 'c0ffee', format: 'csv' } as const;

test('a file is called after the account, or after its id when nothing of the name is fit for a file system', () => {
  expect(fileName(row, 'huarui_mfg')).toBe('bill-2026-10-huarui_mfg.csv');
  expect(fileName(row, '../../etc/passwd')).toBe('bill-2026-10-etcpasswd.csv');
  expect(fileName(row, '华锐')).toBe('bill-2026-10-c0ffee.csv');
  expect(fileName({ ...row, customer_id: null }, undefined)).toBe('bill-2026-10-all.csv');
});
