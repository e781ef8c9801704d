/** Months and days as the platform counts them: in UTC+8. A month is written `YYYY-MM`, a moment in UTC. */
const eastEight = 8 * 3_600_000;
const day = 86_400_000;

/** Months since year 0, so that months can be counted with. */
export type MonthIndex = number;

export const monthOf = (at: Date): MonthIndex => {
  const local = new Date(at.getTime() + eastEight);
  return local.getUTCFullYear() * 12 + local.getUTCMonth();
};

export const monthFromText = (text: string): MonthIndex =>
  Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;

export const monthText = (month: MonthIndex): string =>
  `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;

/** The first moment of the month, in milliseconds. */
export const monthStart = (month: MonthIndex): number =>
  Date.UTC(Math.floor(month / 12), month % 12, 1) - eastEight;

/** The first moment of the day that holds `at`. */
export const dayStart = (at: number): number => Math.floor((at + eastEight) / day) * day - eastEight;

/** The first moment of the day written `YYYY-MM-DD`. */
export const dayFromText = (text: string): number => Date.parse(`${text}T00:00:00Z`) - eastEight;

const dateTexts = new Map<number, string>();

/** `YYYY-MM-DD` of a day number; bill lines ask for the same few days by the thousand. */
function dateText(number: number): string {
  const known = dateTexts.get(number);
  if (known !== undefined) return known;
  const text = new Date(number * day).toISOString().slice(0, 10);
  if (dateTexts.size > 4000) dateTexts.clear();
  dateTexts.set(number, text);
  return text;
}

const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/** The day that holds `at`, in UTC+8. */
export const dayText = (at: number): string => dateText(Math.floor((at + eastEight) / day));

/** `YYYY-MM-DDThh:mm:ssZ`, without milliseconds, as the platform writes moments. */
export function momentText(at: number): string {
  const number = Math.floor(at / day);
  const second = Math.floor((at - number * day) / 1000);
  const hours = twoDigits[Math.floor(second / 3600)];
  const minutes = twoDigits[Math.floor(second / 60) % 60];
  return `${dateText(number)}T${hours}:${minutes}:${twoDigits[second % 60]}Z`;
}

export const days = (count: number): number => count * day;
