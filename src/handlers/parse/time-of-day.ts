import { fold } from './normalise.ts';

/** A time of day as people write it, as `09:00`: `9`, `9:00`, `9.30`, `9am`, `5:30 pm`, `9点`, `9点半`, `17点30分`. */
export function parseTimeOfDay(text: string): string | undefined {
  const match = /^(上午|早上|下午|晚上)?(\d{1,2})(?:[:.：点时](\d{2}|半)?分?)? ?(am|pm)?$/.exec(fold(text));
  if (!match) return undefined;
  const [, part, hours, minutes = '0', half] = match;
  const afternoon = half === 'pm' || part === '下午' || part === '晚上';
  const clock = half === undefined && part === undefined ? 24 : 12;
  let hour = Number(hours);
  const minute = minutes === '半' ? 30 : Number(minutes);
  if (minute > 59 || hour > (clock === 24 ? 23 : 12)) return undefined;
  if (half !== undefined && hour === 0) return undefined;
  if (clock === 12) hour = (hour % 12) + (afternoon ? 12 : 0);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** Minutes since midnight of what {@link parseTimeOfDay} gave. */
export const minuteOf = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
};

export const timeOfMinute = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
