/** A day in UTC+8, `YYYY-MM-DD`: the calendar the platform bills by, without changes of the clock. */
export type Day = `${number}-${number}-${number}`;

export const dayMs = 86_400_000;

/** Its first moment. */
export const startOfDay = (day: Day): Date => new Date(`${day}T00:00:00+08:00`);

/** The first moment after it. */
export const endOfDay = (day: Day): Date => new Date(startOfDay(day).getTime() + dayMs);
