import { expect, test } from 'vitest';
import { minuteOf, parseTimeOfDay, timeOfMinute } from './time-of-day.ts';

test.each([
  ['9', '09:00'],
  ['9:00', '09:00'],
  ['09：30', '09:30'],
  ['9.30', '09:30'],
  ['17:05', '17:05'],
  ['9am', '09:00'],
  ['12 am', '00:00'],
  ['12pm', '12:00'],
  ['5:30 pm', '17:30'],
  ['9点', '09:00'],
  ['9点半', '09:30'],
  ['17点30分', '17:30'],
  ['下午3点', '15:00'],
  ['早上8点半', '08:30'],
])('%s is %s', (typed, time) => {
  expect(parseTimeOfDay(typed)).toBe(time);
});

test.each(['', '25', '9:60', '13pm', '0am', 'soon', '9:5:1', '-3', '9:3'])('%s is no time', (typed) => {
  expect(parseTimeOfDay(typed)).toBeUndefined();
});

test('every minute of a day is written such that it is read again', () => {
  for (let minute = 0; minute < 1440; minute += 1)
    expect(minuteOf(parseTimeOfDay(timeOfMinute(minute)) ?? '')).toBe(minute);
});
