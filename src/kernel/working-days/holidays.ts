import type { Day } from '../day.ts';

/**
 * Days off and days worked in their place, as the State Council announces them each autumn for the next year
 * (国务院办公厅关于部分节假日安排的通知). Weekends that fall into a holiday are listed with it. To add a year, copy its notice.
 */
export interface HolidayYear {
  /** First and last day of each holiday. */
  readonly off: readonly (readonly [from: Day, to: Day])[];
  /** Saturdays and Sundays on which people work. */
  readonly worked: readonly Day[];
}

export const holidays: Readonly<Record<string, HolidayYear>> = {
  '2025': {
    off: [
      ['2025-01-01', '2025-01-01'],
      ['2025-01-28', '2025-02-04'],
      ['2025-04-04', '2025-04-06'],
      ['2025-05-01', '2025-05-05'],
      ['2025-05-31', '2025-06-02'],
      ['2025-10-01', '2025-10-08'],
    ],
    worked: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  '2026': {
    off: [
      ['2026-01-01', '2026-01-03'],
      ['2026-02-15', '2026-02-23'],
      ['2026-04-04', '2026-04-06'],
      ['2026-05-01', '2026-05-05'],
      ['2026-06-19', '2026-06-21'],
      ['2026-09-25', '2026-09-27'],
      ['2026-10-01', '2026-10-07'],
    ],
    worked: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
};
